package org.gongkai.content.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.content.WholeApplication;
import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.CannotCreateTransactionException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Fifty people approve, return and edit the same few editions at once. */
class FiftyPeopleIT extends WholeApplication {
    private static final int PEOPLE = 50;
    private static final int STEPS = 12;
    private static final int DOCUMENTS = 5;

    @Autowired private Documents documents;
    @Autowired private Bypasses bypasses;
    @Autowired private DocumentQueries queries;
    @Autowired private Districts districts;
    @Autowired private AuditLog audit;

    @Autowired private JdbcClient app;

    /** Every save that was acknowledged: which content stood at which version. */
    private final Map<String, String> saved = new ConcurrentHashMap<>();

    private final Map<String, Set<Digest>> acknowledgedApprovals = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Throwable> unexpected = new ConcurrentLinkedQueue<>();

    @Test
    void nothingIsLostDoubledOrApprovedUnseen() throws Exception {
        Districts.District district = districts.found();
        List<Actor> crowd = crowd(district);
        List<DocumentId> shared = new ArrayList<>();
        for (int i = 0; i < DOCUMENTS; i++) {
            DocumentId id =
                    documents
                            .create(district.editor(), district.article("同稿" + i, "<p>初稿</p>"))
                            .document();
            documents.submit(district.editor(), id, null);
            shared.add(id);
        }
        CyclicBarrier start = new CyclicBarrier(PEOPLE);
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < PEOPLE; i++) {
                Actor actor = crowd.get(i);
                Random chance = new Random(i);
                all.add(
                        pool.submit(
                                () -> {
                                    start.await();
                                    for (int step = 0; step < STEPS; step++) {
                                        act(chance, actor, shared.get(chance.nextInt(DOCUMENTS)));
                                    }
                                    return null;
                                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        assertThat(unexpected).isEmpty();
        new EditionInvariants(app, audit).hold(shared);
        shared.forEach(this::everyAcknowledgedSaveIsInTheHistory);
        shared.forEach(this::everyAcknowledgedApprovalStands);
    }

    private void act(Random chance, Actor actor, DocumentId id) {
        try {
            DocumentView seen = queries.view(actor, id);
            Digest digest = new Digest(seen.summary().digest());
            switch (chance.nextInt(6)) {
                case 0 -> {
                    Documents.Written written =
                            documents.save(
                                    actor,
                                    id,
                                    Version.parse(seen.summary().version()),
                                    Districts.District.draft(
                                            "同稿", "<p>%s 写</p>".formatted(actor.account())));
                    saved.put(id + " " + written.version(), written.digest().hex());
                }
                case 1, 2 -> documents.submit(actor, id, null);
                case 3 -> {
                    documents.returnForChanges(actor, id, digest, "请改");
                }
                case 4 -> {
                    if (chance.nextInt(4) == 0) {
                        bypasses.request(actor, id, digest, "急");
                    } else {
                        documents.takeBack(actor, id, Version.parse(seen.summary().version()));
                    }
                }
                default -> {
                    documents.approve(actor, id, digest, "");
                    acknowledgedApprovals
                            .computeIfAbsent(
                                    id + " " + actor.id(), x -> ConcurrentHashMap.newKeySet())
                            .add(digest);
                }
            }
        } catch (VerbRefused | ContentChanged | StaleVersion | NoSuchDocument refused) {
            // Somebody else was first, or may not: the reader is told, nothing has changed.
        } catch (CannotCreateTransactionException busy) {
            // No connection became free in time, on a busy machine: answered with 503.
        } catch (DataAccessException e) {
            unexpected.add(e);
        }
    }

    private void everyAcknowledgedSaveIsInTheHistory(DocumentId document) {
        List<String> kept =
                app.sql(
                                """
                                select encode(r.digest, 'hex') from edition_revision r join edition e on e.id = r.edition_id
                                where e.document_id = :id
                                """)
                        .param("id", document.value())
                        .query((row, n) -> row.getString(1))
                        .list();
        saved.forEach(
                (key, digest) -> {
                    if (key.startsWith(document.toString())) {
                        assertThat(kept).contains(digest);
                    }
                });
    }

    private void everyAcknowledgedApprovalStands(DocumentId document) {
        List<String> kept =
                app.sql(
                                """
                                select a.person_id || ' ' || encode(a.digest, 'hex') from approval a
                                    join edition e on e.id = a.edition_id
                                where e.document_id = :id and a.verdict = 'APPROVE'
                                """)
                        .param("id", document.value())
                        .query((row, n) -> row.getString(1))
                        .list();
        acknowledgedApprovals.forEach(
                (key, digests) -> {
                    if (key.startsWith(document.toString())) {
                        String person = key.substring(document.toString().length() + 1);
                        digests.forEach(
                                digest -> assertThat(kept).contains(person + " " + digest.hex()));
                    }
                });
    }

    private List<Actor> crowd(Districts.District district) {
        List<Actor> crowd = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            crowd.add(
                    switch (i % 5) {
                        case 0, 1 -> people.person(Role.EDITOR, district.unit());
                        case 2 -> people.person(Role.UNIT_REVIEWER, district.unit());
                        case 3 -> people.person(Role.OFFICE_REVIEWER);
                        default -> people.person(Role.MUNICIPAL_REVIEWER);
                    });
        }
        return crowd;
    }
}
