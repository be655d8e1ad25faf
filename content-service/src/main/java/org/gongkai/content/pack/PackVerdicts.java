package org.gongkai.content.pack;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.BeingErased;
import org.gongkai.content.document.ContentChanged;
import org.gongkai.content.document.ContentRefused;
import org.gongkai.content.document.Documents;
import org.gongkai.content.document.NoSuchDocument;
import org.gongkai.content.document.VerbRefused;
import org.gongkai.content.media.FileRefused;
import org.gongkai.content.pack.Judgement.Outcome;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NewPerson;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.People;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.people.Role;
import org.gongkai.content.review.Approval.Verdict;
import org.gongkai.content.review.Opinion;
import org.gongkai.content.reviewlink.ReviewLinks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Records the verdicts of a filled spreadsheet, each by itself and only on the digest in the pack:
 * what cannot be taken is named, and the rest is taken. The spreadsheet is kept as it came. A
 * municipal reviewer records in the own name; whoever gives out review links records in the name of
 * a guest, for whom both count when duties are separated, as with a link. Thread-safe.
 */
@Service
public class PackVerdicts {
    private static final Logger log = LoggerFactory.getLogger(PackVerdicts.class);

    private final Packs packs;
    private final PackRows rows;
    private final VerdictFiles files;
    private final Sheets sheets;
    private final Judging judging;
    private final Documents documents;
    private final People people;
    private final AuditLog audit;
    private final TransactionOperations transactions;
    private final Clock clock;

    PackVerdicts(
            Packs packs,
            PackRows rows,
            VerdictFiles files,
            Sheets sheets,
            Judging judging,
            Documents documents,
            People people,
            AuditLog audit,
            TransactionOperations transactions,
            Clock clock) {
        this.packs = packs;
        this.rows = rows;
        this.files = files;
        this.sheets = sheets;
        this.judging = judging;
        this.documents = documents;
        this.people = people;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * A spreadsheet that came back.
     *
     * @param sheet the digest under which it is kept
     * @param judgements what would become of each row, and which items have none
     */
    public record Brought(Digest sheet, List<Judgement> judgements) {
        public Brought {
            judgements = List.copyOf(judgements);
        }
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
     * Keeps a filled spreadsheet, and says what would become of each row; no verdict is recorded.
     *
     * @param name the name that the file came with
     * @throws NotAllowed if the person does not record verdicts
     * @throws NoSuchPack if there is no such pack
     * @throws SheetRefused if it is no such sheet, is for another pack, or does not say for which;
     *     then it is not kept
     * @throws FileRefused if it is locked, infected or could act
     * @throws org.gongkai.content.scan.ScannerAway if it cannot be judged now
     */
    public Brought bring(Actor by, UUID id, String name, InputStream bytes) {
        Pack pack = packs.find(by, id);
        requireRecorder(by);
        return VerdictFiles.within(
                bytes,
                file -> {
                    List<Judgement> looked = look(by, pack, files.read(file, name));
                    return new Brought(sheets.keep(by, pack, file), looked);
                });
    }

    /**
     * Records what can be recorded of a spreadsheet that was brought, and says what became of each
     * row.
     *
     * @param sheet its digest
     * @param name who gave the verdicts; of no account if the person is a municipal reviewer
     * @throws NotAllowed if the person does not record verdicts
     * @throws NoSuchPack if there is no such pack
     * @throws SheetRefused if no such sheet came to the pack, or nobody said who the reviewer is
     */
    public List<Judgement> take(Actor by, UUID id, Digest sheet, String name) {
        Pack pack = packs.find(by, id);
        requireRecorder(by);
        if (needsName(by) && !NewPerson.isName(name)) {
            throw new SheetRefused(
                    SheetRefused.Why.NO_NAME,
                    "",
                    "Say who gave the verdicts: a name of one line, at most 40 characters");
        }
        return look(by, pack, sheets.read(pack, sheet)).stream()
                .map(
                        each ->
                                each.outcome() == Outcome.READY
                                        ? record(by, pack, sheet, name, each)
                                        : each)
                .toList();
    }

    private List<Judgement> look(Actor by, Pack pack, VerdictSheet sheet) {
        requireFor(pack, sheet);
        return judging.of(reviews(by) ? by : ReviewLinks.guestOf(by), pack, sheet);
    }

    /** The verdict and the note that a spreadsheet gave it, together or not at all. */
    private Judgement record(Actor by, Pack pack, Digest sheet, String name, Judgement row) {
        try {
            boolean first =
                    Boolean.TRUE.equals(
                            transactions.execute(status -> taken(by, pack, sheet, name, row)));
            return row.with(first ? Outcome.TAKEN : Outcome.ALREADY);
        } catch (ContentChanged e) {
            return row.with(Outcome.CHANGED);
        } catch (VerbRefused e) {
            return switch (e.refusal()) {
                case WRONG_STATE, ROLE_MISSING -> row.with(Outcome.MOVED);
                default -> row.barred(e.refusal());
            };
        } catch (BeingErased | NoSuchDocument e) {
            return row.with(Outcome.MOVED);
        } catch (ContentRefused e) {
            return row.with(Outcome.NO_OPINION);
        } catch (RuntimeException e) { // the other rows are recorded, and their story is told
            log.error("Item {} of pack {} could not be recorded", row.number(), pack.number(), e);
            return row.with(Outcome.FAILED);
        }
    }

    private boolean taken(Actor by, Pack pack, Digest sheet, String name, Judgement row) {
        Pack.Item item = pack.item(Objects.requireNonNull(row.number())).orElseThrow();
        Verdict verdict = Objects.requireNonNull(row.verdict());
        Opinion opinion = Opinion.of(row.opinion());
        rows.lock(pack);
        Actor giver = reviews(by) ? by : guest(by, pack, name);
        if (!rows.verdict(pack, item, verdict, sheet, giver, by, clock.instant())) {
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
                        "sheet", sheet.hex(),
                        "giver", giver.account()));
        return true;
    }

    /** One for each name that the person brings to the pack, from the first verdict on. */
    private Actor guest(Actor by, Pack pack, String name) {
        PersonId guest =
                rows.guest(pack, by, name.strip())
                        .orElseGet(() -> people.addGuest(by, name, Role.MUNICIPAL_REVIEWER).id());
        return people.actor(guest).orElseThrow();
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
                    "Verdicts of a spreadsheet are recorded by the office, publishers, supervisors"
                            + " and municipal reviewers");
        }
    }
}
