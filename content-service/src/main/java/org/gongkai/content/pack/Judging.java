package org.gongkai.content.pack;

import org.gongkai.content.document.Content;
import org.gongkai.content.document.DocumentQueries;
import org.gongkai.content.document.DocumentSummary;
import org.gongkai.content.document.NoSuchDocument;
import org.gongkai.content.document.Revisions;
import org.gongkai.content.document.Verb;
import org.gongkai.content.pack.Judgement.Outcome;
import org.gongkai.content.people.Actor;
import org.gongkai.content.review.Approval.Verdict;
import org.gongkai.content.review.Refusal;
import org.gongkai.content.review.ReviewStage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says of each row of a sheet what would become of it, and records nothing. Thread-safe. */
@Component
class Judging {
    private static final int LONGEST_OPINION = 2000;

    private final DocumentQueries queries;
    private final Revisions revisions;

    Judging(DocumentQueries queries, Revisions revisions) {
        this.queries = queries;
        this.revisions = revisions;
    }

    /**
     * Each row in its order, then each item that has none.
     *
     * @param acting in whose place the verdicts would be recorded
     */
    List<Judgement> of(Actor acting, Pack pack, VerdictSheet sheet) {
        Map<Integer, Long> often =
                sheet.rows().stream()
                        .flatMap(line -> named(pack, line).stream())
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        List<Judgement> judged = new ArrayList<>();
        for (VerdictSheet.Line line : sheet.rows()) {
            judged.add(
                    judge(
                            acting,
                            item(pack, line).orElse(null),
                            line,
                            named(pack, line).stream()
                                    .anyMatch(item -> often.getOrDefault(item, 0L) > 1)));
        }
        for (Pack.Item item : pack.items()) {
            if (judged.stream().noneMatch(each -> Objects.equals(each.number(), item.number()))) {
                judged.add(
                        new Judgement(
                                null, item.number(), title(item), Outcome.MISSING, null, "", null));
            }
        }
        return judged;
    }

    /** The item of the row's number, however it is written. */
    private static Optional<Pack.Item> item(Pack pack, VerdictSheet.Line line) {
        return line.number().matches("\\d{1,5}")
                ? pack.item(Integer.parseInt(line.number()))
                : Optional.empty();
    }

    /** The items that a row may be meant for: that of its number, or else those of its digest. */
    private static List<Integer> named(Pack pack, VerdictSheet.Line line) {
        return item(pack, line)
                .map(item -> List.of(item.number()))
                .orElseGet(
                        () ->
                                pack.items().stream()
                                        .filter(item -> item.digest().hex().equals(line.digest()))
                                        .map(Pack.Item::number)
                                        .toList());
    }

    private Judgement judge(
            Actor acting, Pack.@Nullable Item item, VerdictSheet.Line line, boolean twice) {
        Verdict verdict =
                switch (line.verdict()) {
                    case VerdictSheet.APPROVE -> Verdict.APPROVE;
                    case VerdictSheet.RETURN -> Verdict.RETURN;
                    default -> null;
                };
        if (item == null) {
            return new Judgement(
                    line.row(), null, line.title(), Outcome.UNKNOWN, verdict, line.opinion(), null);
        }
        Standing standing =
                Optional.ofNullable(wrong(item, line, verdict, twice))
                        .map(outcome -> new Standing(outcome, null))
                        .orElseGet(() -> standing(acting, item));
        return new Judgement(
                line.row(),
                item.number(),
                title(item),
                standing.outcome(),
                verdict,
                line.opinion(),
                standing.refusal());
    }

    /** What is wrong with the row itself; null: nothing. */
    private static @Nullable Outcome wrong(
            Pack.Item item, VerdictSheet.Line line, @Nullable Verdict verdict, boolean twice) {
        if (twice) {
            return Outcome.TWICE;
        }
        if (!line.digest().equals(item.digest().hex())) {
            return Outcome.OTHER_DIGEST;
        }
        if (line.verdict().isEmpty() && line.opinion().isEmpty()) {
            return Outcome.BLANK;
        }
        if (verdict == null) {
            return Outcome.WORD;
        }
        if (verdict == Verdict.RETURN && line.opinion().isEmpty()) {
            return Outcome.NO_OPINION;
        }
        if (line.opinion().length() > LONGEST_OPINION) {
            return Outcome.LONG_OPINION;
        }
        return item.verdict() == null ? null : Outcome.ALREADY;
    }

    private record Standing(Outcome outcome, @Nullable Refusal refusal) {}

    /** Whether a verdict could be recorded on the item now. */
    private Standing standing(Actor acting, Pack.Item item) {
        DocumentSummary now;
        try {
            now = queries.view(acting, item.document()).summary();
        } catch (NoSuchDocument e) {
            return new Standing(Outcome.MOVED, null);
        }
        if (!now.digest().equals(item.digest().hex())) {
            return new Standing(Outcome.CHANGED, null);
        }
        if (now.stage() != ReviewStage.MUNICIPAL_PRE_REVIEW) {
            return new Standing(Outcome.MOVED, null);
        }
        return queries.refusal(acting, item.document(), Verb.APPROVE)
                .map(refusal -> new Standing(Outcome.BARRED, refusal))
                .orElseGet(() -> new Standing(Outcome.READY, null));
    }

    private String title(Pack.Item item) {
        return revisions
                .content(item.digest())
                .map(Content::title)
                .orElse(item.document().toString());
    }
}
