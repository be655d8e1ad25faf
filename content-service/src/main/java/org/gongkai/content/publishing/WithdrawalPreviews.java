package org.gongkai.content.publishing;

import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.DocumentQueries;
import org.gongkai.content.document.DocumentView;
import org.gongkai.content.document.WithdrawalNotice;
import org.gongkai.content.document.Withdrawals;
import org.gongkai.content.document.Withdrawals.Candidate;
import org.gongkai.content.document.Withdrawals.Part;
import org.gongkai.content.kind.Shortcoming;
import org.gongkai.content.people.Actor;
import org.gongkai.publisher.Withdrawal;
import org.gongkai.publisher.render.WithdrawalPhrases;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * What readers will find where a document stands, if it is withdrawn now; or, if it is withdrawn
 * already, if what they are told is changed.
 */
@Service
@Transactional(readOnly = true)
public class WithdrawalPreviews {
    private final DocumentQueries queries;
    private final Withdrawals withdrawals;
    private final Clock clock;
    private final WithdrawalPhrases phrases = WithdrawalPhrases.ofTheme();

    WithdrawalPreviews(DocumentQueries queries, Withdrawals withdrawals, Clock clock) {
        this.queries = queries;
        this.withdrawals = withdrawals;
        this.clock = clock;
    }

    /**
     * The page that will answer 410.
     *
     * @param path where it stands
     * @param since since when the content is gone
     * @param links to other documents
     * @param refused what stands against a withdrawal so; empty if nothing does
     */
    public record Preview(
            String path,
            String heading,
            String sentence,
            String since,
            List<Link> links,
            List<Shortcoming> refused) {}

    /**
     * A link to another document.
     *
     * @param words that stand before it
     * @param shown whether it is there from the start; otherwise it is added by the release that
     *     makes that document public
     */
    public record Link(
            String words, DocumentId document, String title, String path, boolean shown) {}

    /**
     * @throws org.gongkai.content.document.NoSuchDocument if the person may not see the document
     */
    public Preview preview(Actor by, DocumentId id, WithdrawalNotice notice) {
        DocumentView view = queries.view(by, id);
        List<Shortcoming> refused = new ArrayList<>();
        Withdrawals.Posted posted = view.withdrawal();
        if (!view.summary().live() && posted == null) {
            refused.add(
                    new Shortcoming(
                            "WITHDRAW-NOT-LIVE",
                            "document",
                            "It is not public, so there is nothing to withdraw."));
        }
        refused.addAll(withdrawals.shortcomings(by, id, notice));
        List<Link> links = new ArrayList<>();
        add(links, phrases.instead(), by, Part.REPLACEMENT, notice.replacedBy());
        add(links, phrases.explanation(), by, Part.EXPLANATION, notice.explainedBy());
        return new Preview(
                view.summary().path(),
                phrases.heading(),
                phrases.sentence(Withdrawal.Reason.valueOf(notice.reason().name())),
                phrases.since(posted == null ? clock.instant() : posted.at()),
                links,
                refused);
    }

    private void add(
            List<Link> links, String words, Actor by, Part part, @Nullable DocumentId named) {
        if (named != null) {
            withdrawals
                    .find(by, part, named)
                    .map(found -> link(words, found))
                    .ifPresent(links::add);
        }
    }

    private static Link link(String words, Candidate found) {
        return new Link(words, found.id(), found.title(), found.path(), found.live());
    }
}
