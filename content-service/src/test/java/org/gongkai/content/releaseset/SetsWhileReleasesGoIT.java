package org.gongkai.content.releaseset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.EditionId;
import org.gongkai.content.document.EditionState;
import org.gongkai.content.document.ReleaseOvertaken;
import org.gongkai.content.document.VerbRefused;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class SetsWhileReleasesGoIT extends SetsOfAUnit {
    @Test
    void whileAReleaseGoesTheMembersStay() {
        DocumentId going = approved("正在公开");
        DocumentId draft = draft("想加进来");
        ReleaseSetId set = set(going);
        long release = RELEASES.incrementAndGet();
        reserve(release, going);

        assertThatThrownBy(() -> sets.add(editor, set, null, draft))
                .isInstanceOf(ReleaseSetSettled.class);
        assertThatThrownBy(() -> sets.remove(editor, set, null, going))
                .isInstanceOf(ReleaseSetSettled.class);
        assertThatThrownBy(() -> sets.dissolve(editor, set, null))
                .isInstanceOf(ReleaseSetSettled.class);
        assertThatThrownBy(
                        () ->
                                app.sql(
                                                "insert into release_set_member (document_id, set_id, added_by, added_at) values (:document, :set, :by, now())")
                                        .param("document", draft.value())
                                        .param("set", set.value())
                                        .param("by", editor.id().value())
                                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("right now");

        transactions.executeWithoutResult(done -> publication.unreserve(release));
        sets.add(editor, set, null, draft);
        assertThat(queries.view(editor, set).members()).hasSize(2);
    }

    @Test
    void aReleaseThatWouldTakeAPartOfASetIsOvertaken() {
        DocumentId one = approved("其一");
        DocumentId two = approved("其二");
        set(one, two);
        documents.recall(editor, two, null);

        assertThatThrownBy(() -> reserve(RELEASES.incrementAndGet(), one))
                .isInstanceOf(ReleaseOvertaken.class)
                .hasMessageContaining("一组");
        documents.recall(editor, one, null);
        assertThat(state(one)).isEqualTo(EditionState.RETURNED);
    }

    @Test
    void aReleaseThatWasPlannedBeforeADocumentJoinedIsOvertaken() {
        DocumentId planned = approved("已在批次中");
        ReleaseSetId set = set(planned);
        sets.add(editor, set, null, draft("后来加入"));

        assertThatThrownBy(() -> reserve(RELEASES.incrementAndGet(), planned))
                .isInstanceOf(ReleaseOvertaken.class);
    }

    @Test
    void theDatabaseItselfRefusesAPartOfASet() {
        DocumentId one = approved("其一");
        DocumentId two = approved("其二");
        ReleaseSetId set = set(one, two);

        assertThatThrownBy(() -> publish(one)).hasStackTraceContaining("does not become public");
        assertThat(state(one)).isEqualTo(EditionState.APPROVED);
        assertThatThrownBy(
                        () ->
                                app.sql("update edition set release_number = 77 where id = :id")
                                        .param("id", edition(one).value())
                                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("does not become public");

        long release = RELEASES.incrementAndGet();
        reserve(release, one, two);
        publish(one, two);
        assertThat(state(two)).isEqualTo(EditionState.PUBLISHED);
        assertThat(
                        app.sql("select count(*) from edition where release_set = :set")
                                .param("set", set.value())
                                .query(Integer.class)
                                .single())
                .isEqualTo(2);
    }

    @Test
    void aMemberThatWasPublicBeforeDoesNotStopARecordOfWhatWasSwitched() {
        DocumentId live = approved("早已公开");
        publish(live);
        DocumentId next = approved("后来的部分");
        set(live, next);
        long release = RELEASES.incrementAndGet();
        reserve(release, next);
        documents.save(editor, live, null, text("早已公开的第二版", Map.of(), null));

        publish(next);

        assertThat(state(next)).isEqualTo(EditionState.PUBLISHED);
    }

    @Test
    void whatPeopleDoWhileReleasesGoNeverTakesASetApart() throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(5)) {
            for (int round = 0; round < 12; round++) {
                DocumentId one = approved("并发其一");
                DocumentId two = approved("并发其二");
                DocumentId late = draft("并发后来");
                ReleaseSetId set = set(one, two);
                List<Callable<Boolean>> attempts =
                        new ArrayList<>(
                                List.<Callable<Boolean>>of(
                                        () -> tries(() -> release(one, two)),
                                        () -> tries(() -> sets.add(editor, set, null, late)),
                                        () -> tries(() -> sets.remove(editor, set, null, one)),
                                        () -> tries(() -> documents.recall(editor, two, null)),
                                        () -> tries(() -> documents.submit(editor, late, null))));
                Collections.shuffle(attempts, new Random(round));
                for (Future<Boolean> attempt : pool.invokeAll(attempts)) {
                    attempt.get();
                }
                assertThat(state(one) == EditionState.PUBLISHED)
                        .as("round %d", round)
                        .isEqualTo(state(two) == EditionState.PUBLISHED);
                List<String> told =
                        audit.chain(two.toString()).stream()
                                .map(entry -> entry.action() + entry.detail())
                                .toList();
                int published = indexOf(told, "published");
                int joined = indexOf(told, "\"joined\":\"" + late + "\"");
                if (published >= 0 && joined >= 0) {
                    assertThat(joined).as("round %d: %s", round, told).isGreaterThan(published);
                }
            }
        }
    }

    /** A release of these as it is made: reserved in one transaction, recorded in another. */
    private void release(DocumentId... going) {
        List<EditionId> editions = Stream.of(going).map(this::edition).toList();
        long release = RELEASES.incrementAndGet();
        transactions.executeWithoutResult(done -> publication.reserve(editions, release));
        transactions.executeWithoutResult(
                done -> {
                    publication.settle(editions, List.of());
                    publication.published(editions, release, AT);
                });
    }

    /** Whether it was done; what the rules refuse is not. */
    private static boolean tries(Runnable attempt) {
        try {
            attempt.run();
            return true;
        } catch (VerbRefused | ReleaseOvertaken | ReleaseSetSettled | NoSuchReleaseSet e) {
            return false;
        }
    }

    private static int indexOf(List<String> told, String part) {
        return IntStream.range(0, told.size())
                .filter(i -> told.get(i).contains(part))
                .findFirst()
                .orElse(-1);
    }
}
