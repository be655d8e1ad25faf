package org.gongkai.content.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.content.WholeApplication;
import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Delegations;
import org.gongkai.content.people.Role;
import org.gongkai.content.review.Opinion;
import org.gongkai.content.review.ReviewStage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A random walk of people over the state machine, on a real database. After each step the
 * invariants hold; a refused step has changed nothing. The walk is the same for the same seed.
 */
class ReviewWalkIT extends WholeApplication {
    private static final long SEED = 20200515;
    private static final int DOCUMENTS = 4;

    @Autowired private Documents documents;
    @Autowired private Bypasses bypasses;
    @Autowired private Editions editions;
    @Autowired private Publication publication;
    @Autowired private Delegations delegations;
    @Autowired private Districts districts;
    @Autowired private AuditLog audit;
    @Autowired private Clock clock;
    @Autowired private TransactionTemplate transactions;

    @Autowired private JdbcClient app;
    private final TreeMap<String, Integer> done = new TreeMap<>();

    private List<Actor> crowd = List.of();
    private List<DocumentId> walked = List.of();
    private long release;

    @Test
    void theInvariantsHoldAfterEachOfManySteps() {
        walk(SEED, 800);
        assertThat(done.keySet())
                .contains("save", "submit", "approve", "return", "release", "bypass", "confirm");
    }

    @Test
    @Tag("soak")
    void theInvariantsHoldAfterEachOfTenThousandSteps() {
        walk(SEED + 1, 10_000);
        assertThat(done.keySet())
                .contains("recall", "hold", "let go", "withdraw", "make up", "discard");
    }

    private void walk(long seed, int steps) {
        Random chance = new Random(seed);
        Districts.District district = districts.found();
        crowd = crowd(district);
        List<DocumentId> all = new ArrayList<>();
        for (int i = 0; i < DOCUMENTS; i++) {
            all.add(
                    documents
                            .create(district.editor(), district.article("稿件" + i, "<p>初稿</p>"))
                            .document());
        }
        walked = List.copyOf(all);
        EditionInvariants invariants = new EditionInvariants(app, audit);
        for (int step = 0; step < steps; step++) {
            DocumentId document = walked.get(chance.nextInt(DOCUMENTS));
            Actor actor = crowd.get(chance.nextInt(crowd.size()));
            String before = fingerprint(document);
            String what = "step " + step + " of seed " + seed;
            try {
                String verb = act(chance, actor, document);
                done.merge(verb, 1, Integer::sum);
            } catch (VerbRefused | ContentChanged | StaleVersion | NoSuchDocument refused) {
                assertThat(fingerprint(document)).as(what + ": " + refused).isEqualTo(before);
            }
            try {
                invariants.hold(List.of(document));
            } catch (AssertionError e) {
                throw new AssertionError(what + " on " + document, e);
            }
        }
        invariants.hold(walked);
    }

    private String act(Random chance, Actor actor, DocumentId document) {
        Editions.Stored latest = latest(document);
        Edition edition = latest.edition();
        return switch (chance.nextInt(16)) {
            case 0, 1 -> {
                documents.save(
                        actor,
                        document,
                        latest.version(),
                        Districts.District.draft("稿件", "<p>第%d稿</p>".formatted(chance.nextInt(3))));
                yield "save";
            }
            case 2, 3, 4 -> {
                documents.submit(actor, document, null);
                yield "submit";
            }
            case 5, 6, 7, 8 -> {
                documents.approve(actor, document, edition.digest(), "");
                yield "approve";
            }
            case 9 -> {
                documents.returnForChanges(actor, document, edition.digest(), "请改");
                yield "return";
            }
            case 10 -> {
                if (chance.nextInt(3) == 0) {
                    documents.discard(actor, document, latest.version());
                    yield "discard";
                }
                documents.takeBack(actor, document, latest.version());
                yield "take back";
            }
            case 11 -> {
                documents.recall(actor, document, latest.version());
                yield "recall";
            }
            case 12 -> {
                bypasses.request(actor, document, edition.digest(), "急");
                yield "bypass";
            }
            case 13 -> {
                if (edition.toMakeUp().isEmpty()) {
                    bypasses.confirm(actor, document, edition.digest());
                    yield "confirm";
                }
                ReviewStage stage = edition.toMakeUp().getFirst();
                UUID bypass = java.util.Objects.requireNonNull(edition.bypass()).id();
                bypasses.makeUp(actor, bypass, stage, edition.digest(), Opinion.NONE);
                yield "make up";
            }
            case 14 -> {
                if (edition.state() == EditionState.HELD) {
                    documents.letGo(actor, document, latest.version());
                    yield "let go";
                }
                if (chance.nextInt(3) == 0) {
                    documents.withdraw(
                            actor, document, WithdrawalNotice.of(WithdrawalReason.OUTDATED));
                    yield "withdraw";
                }
                yield "nothing";
            }
            default -> release(chance, edition);
        };
    }

    /** What a release does to an approved edition: it becomes public, or is held. */
    private String release(Random chance, Edition edition) {
        if (edition.state() != EditionState.APPROVED) {
            return "nothing";
        }
        boolean held = chance.nextInt(4) == 0;
        release++;
        transactions.executeWithoutResult(
                status -> {
                    publication.reserve(List.of(edition.id()), release);
                    if (held) {
                        publication.held(edition.id(), release, "A11Y-2");
                    } else {
                        publication.published(List.of(edition.id()), release, clock.instant());
                    }
                });
        return held ? "hold" : "release";
    }

    private Editions.Stored latest(DocumentId document) {
        return java.util.Objects.requireNonNull(
                transactions.execute(status -> editions.latest(document).orElseThrow()));
    }

    /** All that a refused step must leave as it was. */
    private String fingerprint(DocumentId document) {
        return app.sql(
                        """
                        select coalesce(string_agg(md5(e::text), ' ' order by e.number), '')
                            || (select count(*) from approval a join edition x on x.id = a.edition_id where x.document_id = :id)
                            || ' ' || (select count(*) from audit_entry where chain = :chain)
                            || ' ' || (select count(*) from bypass b join edition x on x.id = b.edition_id where x.document_id = :id)
                        from edition e where e.document_id = :id
                        """)
                .param("id", document.value())
                .param("chain", document.toString())
                .query(String.class)
                .single();
    }

    /** People with one role, with two, with two accounts, and with a delegated role. */
    private List<Actor> crowd(Districts.District district) {
        List<Actor> people = new ArrayList<>(district.reviewers());
        people.add(district.editor());
        people.add(this.people.person(Role.EDITOR, district.unit()));
        people.add(this.people.person(Role.EDITOR, this.people.unit()));
        people.add(this.people.person(Role.UNIT_REVIEWER, district.unit()));
        people.add(this.people.person(Role.OFFICE_REVIEWER));
        people.add(this.people.person(Role.MUNICIPAL_REVIEWER));
        people.add(this.people.person(Role.PUBLISHER));
        people.add(this.people.person(Role.PUBLISHER));
        Actor everything = this.people.person(Role.EDITOR, district.unit());
        this.people.grant(everything, Role.OFFICE_REVIEWER);
        this.people.grant(everything, Role.MUNICIPAL_REVIEWER);
        people.add(this.people.again(everything));
        people.add(this.people.furtherAccount(district.editor(), Role.OFFICE_REVIEWER));
        Actor standIn = this.people.person(Role.MUNICIPAL_REVIEWER);
        Instant now = clock.instant();
        delegations.delegate(
                district.officeReviewer(),
                standIn.account(),
                new Actor.Grant(Role.OFFICE_REVIEWER, null),
                "休假",
                now,
                now.plus(Duration.ofDays(80)));
        people.add(this.people.again(standIn));
        return List.copyOf(people);
    }
}
