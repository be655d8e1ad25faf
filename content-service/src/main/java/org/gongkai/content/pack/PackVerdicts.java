package org.gongkai.content.pack;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.document.BeingErased;
import org.gongkai.content.document.Content;
import org.gongkai.content.document.ContentChanged;
import org.gongkai.content.document.ContentRefused;
import org.gongkai.content.document.DocumentQueries;
import org.gongkai.content.document.DocumentSummary;
import org.gongkai.content.document.Documents;
import org.gongkai.content.document.NoSuchDocument;
import org.gongkai.content.document.Revisions;
import org.gongkai.content.document.Verb;
import org.gongkai.content.document.VerbRefused;
import org.gongkai.content.pack.Judgement.Outcome;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NewPerson;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.People;
import org.gongkai.content.people.Role;
import org.gongkai.content.review.Approval.Verdict;
import org.gongkai.content.review.Opinion;
import org.gongkai.content.review.Refusal;
import org.gongkai.content.review.ReviewStage;
import org.gongkai.content.reviewlink.ReviewLinks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Records the verdicts of a filled spreadsheet, each by itself and only on the digest in the pack:
 * what cannot be taken is named, and the rest is taken. A municipal reviewer records in the own
 * name; whoever gives out review links records in the name of a guest, for whom both count when
 * duties are separated, as with a link. Thread-safe.
 */
@Service
public class PackVerdicts {
    private static final int LONGEST_OPINION = 2000;

    private final Packs packs;
    private final PackRows rows;
    private final DocumentQueries queries;
    private final Documents documents;
    private final Revisions revisions;
    private final People people;
    private final AuditLog audit;
    private final TransactionOperations transactions;
    private final Clock clock;

    PackVerdicts(
            Packs packs,
            PackRows rows,
            DocumentQueries queries,
            Documents documents,
            Revisions revisions,
            People people,
            AuditLog audit,
            TransactionOperations transactions,
            Clock clock) {
        this.packs = packs;
        this.rows = rows;
        this.queries = queries;
        this.documents = documents;
        this.revisions = revisions;
        this.people = people;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Whether this person records verdicts; only in the own name. */
    public static boolean mayRecord(Actor actor) {
        return ReviewLinks.mayIssue(actor) || reviews(actor);
    }

    /** Whether this person's verdicts need the name of the reviewer who gave them. */
    public static boolean needsName(Actor actor) {
        return !reviews(actor);
    }

    private static boolean reviews(Actor actor) {
        return actor.grants().stream().anyMatch(grant -> grant.role() == Role.MUNICIPAL_REVIEWER);
    }

    /**
     * Says what would become of each row, and which items have none; nothing is recorded.
     *
     * @throws NotAllowed if the person does not record verdicts
     * @throws NoSuchPack if there is no such pack
     * @throws SheetRefused if the sheet is for another pack, or does not say for which
     */
    public List<Judgement> look(Actor by, UUID id, VerdictSheet sheet) {
        Pack pack = packs.find(by, id);
        requireRecorder(by);
        requireFor(pack, sheet);
        Actor acting = reviews(by) ? by : ReviewLinks.guestOf(by);
        List<Judgement> judged = new ArrayList<>();
        Map<String, Long> often =
                sheet.rows().stream()
                        .collect(
                                Collectors.groupingBy(
                                        VerdictSheet.Line::number, Collectors.counting()));
        for (VerdictSheet.Line line : sheet.rows()) {
            judged.add(judge(acting, pack, line, often.getOrDefault(line.number(), 0L) > 1));
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

    /**
     * Records what can be recorded, and says what became of each row.
     *
     * @param name who gave the verdicts; of no account if the person is a municipal reviewer
     * @throws NotAllowed if the person does not record verdicts
     * @throws NoSuchPack if there is no such pack
     * @throws SheetRefused if the sheet is for another pack, or nobody said who the reviewer is
     */
    public List<Judgement> take(Actor by, UUID id, VerdictSheet sheet, String name) {
        if (needsName(by) && !NewPerson.isName(name)) {
            throw new SheetRefused(
                    SheetRefused.Why.NO_NAME,
                    "",
                    "Say who gave the verdicts: a name of one line, at most 40 characters");
        }
        List<Judgement> looked = look(by, id, sheet);
        if (looked.stream().noneMatch(each -> each.outcome() == Outcome.READY)) {
            return looked;
        }
        Pack pack = packs.find(by, id);
        Actor giver = reviews(by) ? by : guest(by, name);
        return looked.stream()
                .map(each -> each.outcome() == Outcome.READY ? record(by, giver, pack, each) : each)
                .toList();
    }

    private Judgement judge(Actor acting, Pack pack, VerdictSheet.Line line, boolean twice) {
        Optional<Pack.Item> found = item(pack, line);
        Verdict verdict =
                switch (line.verdict()) {
                    case VerdictSheet.APPROVE -> Verdict.APPROVE;
                    case VerdictSheet.RETURN -> Verdict.RETURN;
                    default -> null;
                };
        Refusal refusal = found.flatMap(item -> standing(acting, item).refusal()).orElse(null);
        Outcome outcome = outcome(acting, found.orElse(null), line, verdict, twice);
        return new Judgement(
                line.row(),
                found.map(Pack.Item::number).orElse(null),
                found.map(this::title).orElse(line.title()),
                outcome,
                verdict,
                line.opinion(),
                outcome == Outcome.BARRED ? refusal : null);
    }

    private Outcome outcome(
            Actor acting,
            Pack.@Nullable Item item,
            VerdictSheet.Line line,
            @Nullable Verdict verdict,
            boolean twice) {
        if (item == null) {
            return Outcome.UNKNOWN;
        }
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
        return item.verdict() == null ? standing(acting, item).outcome() : Outcome.ALREADY;
    }

    private record Standing(Outcome outcome, Optional<Refusal> refusal) {}

    /** Whether a verdict could be recorded on the item now. */
    private Standing standing(Actor acting, Pack.Item item) {
        DocumentSummary now;
        try {
            now = queries.view(acting, item.document()).summary();
        } catch (NoSuchDocument e) {
            return new Standing(Outcome.MOVED, Optional.empty());
        }
        if (!now.digest().equals(item.digest().hex())) {
            return new Standing(Outcome.CHANGED, Optional.empty());
        }
        if (now.stage() != ReviewStage.MUNICIPAL_PRE_REVIEW) {
            return new Standing(Outcome.MOVED, Optional.empty());
        }
        Optional<Refusal> refusal = queries.refusal(acting, item.document(), Verb.APPROVE);
        return new Standing(refusal.isEmpty() ? Outcome.READY : Outcome.BARRED, refusal);
    }

    /** The verdict and the note that a spreadsheet gave it, together or not at all. */
    private Judgement record(Actor by, Actor giver, Pack pack, Judgement row) {
        Pack.Item item = pack.item(Objects.requireNonNull(row.number())).orElseThrow();
        Verdict verdict = Objects.requireNonNull(row.verdict());
        Opinion opinion = Opinion.of(row.opinion());
        try {
            boolean first =
                    Boolean.TRUE.equals(
                            transactions.execute(
                                    status -> record(by, giver, pack, item, verdict, opinion)));
            return row.with(first ? Outcome.TAKEN : Outcome.ALREADY);
        } catch (ContentChanged e) {
            return row.with(Outcome.CHANGED);
        } catch (VerbRefused | BeingErased | NoSuchDocument e) {
            return row.with(Outcome.MOVED);
        } catch (ContentRefused e) {
            return row.with(Outcome.NO_OPINION);
        }
    }

    private boolean record(
            Actor by, Actor giver, Pack pack, Pack.Item item, Verdict verdict, Opinion opinion) {
        if (!rows.verdict(pack, item, verdict, giver, by, clock.instant())) {
            return false;
        }
        if (verdict == Verdict.APPROVE) {
            documents.approve(giver, item.document(), item.digest(), opinion);
        } else {
            documents.returnForChanges(giver, item.document(), item.digest(), opinion);
        }
        audit.append(
                AuditLog.SYSTEM,
                by.account(),
                "pack-verdict",
                Map.of(
                        "pack", pack.id().toString(),
                        "number", pack.number(),
                        "item", item.number(),
                        "document", item.document().toString(),
                        "digest", item.digest().hex(),
                        "verdict", verdict.name(),
                        "giver", giver.account()));
        return true;
    }

    private Actor guest(Actor by, String name) {
        return people.actor(people.addGuest(by, name, Role.MUNICIPAL_REVIEWER).id()).orElseThrow();
    }

    private String title(Pack.Item item) {
        return revisions
                .content(item.digest())
                .map(Content::title)
                .orElse(item.document().toString());
    }

    private static Optional<Pack.Item> item(Pack pack, VerdictSheet.Line line) {
        return line.number().matches("\\d{1,5}")
                ? pack.item(Integer.parseInt(line.number()))
                : Optional.empty();
    }

    private void requireFor(Pack pack, VerdictSheet sheet) {
        if (sheet.pack().isEmpty()) {
            throw new SheetRefused(
                    SheetRefused.Why.NO_PACK,
                    "",
                    "The sheet does not say for which pack it is (送审包编号)");
        }
        if (!sheet.pack().equals(pack.id().toString())) {
            throw new SheetRefused(
                    SheetRefused.Why.OTHER_PACK,
                    packs.numberOf(sheet.pack()).map(Object::toString).orElse("?"),
                    "The sheet is for pack %s, and this is pack %s"
                            .formatted(sheet.pack(), pack.id()));
        }
    }

    private static void requireRecorder(Actor by) {
        if (!mayRecord(by)) {
            throw new NotAllowed(
                    "Verdicts of a spreadsheet are recorded by the office, publishers, supervisors and municipal reviewers");
        }
    }
}
