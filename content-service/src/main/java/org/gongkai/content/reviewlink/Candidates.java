package org.gongkai.content.reviewlink;

import org.gongkai.content.document.DocumentFilter;
import org.gongkai.content.document.DocumentQueries;
import org.gongkai.content.document.DocumentSummary;
import org.gongkai.content.document.EditionState;
import org.gongkai.content.document.Verb;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.review.ReviewStage;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.util.List;
import java.util.stream.Stream;

/** What a link can be given out for, seen as a guest of who gives it out. Thread-safe. */
@Service
public class Candidates {
    private final DocumentQueries queries;

    Candidates(DocumentQueries queries) {
        this.queries = queries;
    }

    /**
     * What stands at the municipal pre-review, as far as a link goes: first what waits for a
     * verdict, the most urgent first.
     *
     * @throws NotAllowed unless the actor gives out links
     */
    @Transactional(readOnly = true)
    public List<Candidate> of(Actor by) {
        ReviewLinks.requireIssuer(by);
        Actor guest = ReviewLinks.guestOf(by);
        return Stream.of(true, false)
                .map(waiting -> standing(guest, waiting))
                .flatMap(List::stream)
                .distinct()
                .limit(ReviewLinks.MOST_ITEMS)
                .map(document -> candidate(guest, document))
                .toList();
    }

    private List<DocumentSummary> standing(Actor guest, boolean waiting) {
        DocumentFilter filter =
                new DocumentFilter(
                        EditionState.IN_REVIEW,
                        ReviewStage.MUNICIPAL_PRE_REVIEW,
                        null,
                        null,
                        null,
                        null,
                        waiting,
                        false);
        return queries.list(guest, filter, 1, ReviewLinks.MOST_ITEMS).items();
    }

    private Candidate candidate(Actor guest, DocumentSummary document) {
        return new Candidate(
                document, queries.refusal(guest, document.id(), Verb.APPROVE).orElse(null));
    }
}
