package org.gongkai.content.pack;

import org.gongkai.content.document.DocumentFilter;
import org.gongkai.content.document.DocumentQueries;
import org.gongkai.content.document.DocumentSummary;
import org.gongkai.content.document.EditionState;
import org.gongkai.content.people.Actor;
import org.gongkai.content.review.ReviewStage;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

import java.util.ArrayList;
import java.util.List;

/** What stands at the municipal pre-review. Thread-safe. */
@Component
class Waiting {
    private static final int PAGE = 200;

    private final DocumentQueries queries;

    Waiting(DocumentQueries queries) {
        this.queries = queries;
    }

    /** All of one moment, so that nothing slips from one page of the list to another. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public List<DocumentSummary> all(Actor actor) {
        DocumentFilter filter =
                new DocumentFilter(
                        EditionState.IN_REVIEW,
                        ReviewStage.MUNICIPAL_PRE_REVIEW,
                        null,
                        null,
                        null,
                        null,
                        false,
                        false);
        List<DocumentSummary> found = new ArrayList<>();
        List<DocumentSummary> page;
        int number = 1;
        do {
            page = queries.list(actor, filter, number++, PAGE).items();
            found.addAll(page);
        } while (page.size() == PAGE);
        return found;
    }
}
