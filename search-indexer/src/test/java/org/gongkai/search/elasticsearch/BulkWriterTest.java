package org.gongkai.search.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.search.Applied;
import org.gongkai.search.Documents;
import org.gongkai.search.IndexChange;
import org.gongkai.search.IndexChange.Put;
import org.gongkai.search.IndexChange.Reason;
import org.gongkai.search.IndexChange.Remove;
import org.gongkai.search.IndexChange.Skip;
import org.gongkai.search.SearchUnavailable;
import org.gongkai.search.text.Syllables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class BulkWriterTest {
    private static final IndexedText TEXT = new IndexedText(new Syllables(null));

    private final FakeEngine fake = new FakeEngine();
    private final BulkWriter writer = new BulkWriter(fake.engine(), TEXT);

    BulkWriterTest() throws IOException {}

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    void aConnectionThatBreaksIsNoErrorButIsTriedAgain() {
        fake.first(FakeEngine.BREAK, FakeEngine.BREAK);

        assertThat(write(puts(10))).isEqualTo(new Applied(10, 0, Map.of()));
        assertThat(fake.taken.get()).isEqualTo(10);
    }

    @Test
    void anEngineThatIsBusyIsGivenTime() {
        fake.first(429, 503);

        assertThat(write(puts(10))).isEqualTo(new Applied(10, 0, Map.of()));
        assertThat(fake.requests.get()).isEqualTo(3);
    }

    @Test
    void whatIsRefusedIsNotTriedAgain() {
        fake.first(400);

        assertThatThrownBy(() -> write(puts(10))).hasMessageContaining("busy");
        assertThat(fake.requests.get()).isEqualTo(1);
    }

    @Test
    void anEngineThatIsAwayIsNotWaitedFor() {
        fake.close();

        assertThatThrownBy(() -> write(puts(10))).isInstanceOf(SearchUnavailable.class);
        assertThat(fake.requests.get()).isZero();
    }

    @Test
    void aFailureEndsTheWholeWriteAndNothingRunsOn() {
        fake.first(400);

        assertThatThrownBy(() -> write(puts(100_000))).hasMessageContaining("busy");
        assertThat(fake.atOnce.get()).isZero();
        assertThat(fake.taken.get()).isLessThan(10_000);
    }

    @Test
    void aLargeSourceIsReadNoFasterThanTheEngineTakesIt() {
        AtomicInteger read = new AtomicInteger();
        AtomicInteger mostOpen = new AtomicInteger();
        Stream<IndexChange> source =
                puts(20_000)
                        .peek(
                                change ->
                                        mostOpen.accumulateAndGet(
                                                read.incrementAndGet() - fake.taken.get(),
                                                Math::max));

        assertThat(write(source).puts()).isEqualTo(20_000);
        assertThat(mostOpen.get()).isLessThanOrEqualTo(4 * 500);
        assertThat(fake.mostAtOnce.get()).isBetween(1, 3);
    }

    @Test
    void whatIsSkippedIsCountedAndNotSent() {
        Applied applied =
                write(
                        Stream.of(
                                new Skip("1", 2, Reason.SAME),
                                new Skip("2", 2, Reason.NOT_SEARCHABLE),
                                new Remove("3", 2),
                                new Skip("4", 2, Reason.SAME)));

        assertThat(applied)
                .isEqualTo(
                        new Applied(
                                0,
                                0,
                                Map.of(
                                        Reason.SAME,
                                        2L,
                                        Reason.NOT_SEARCHABLE,
                                        1L,
                                        Reason.ABSENT,
                                        1L)));
        assertThat(fake.taken.get()).isEqualTo(1);
    }

    private Applied write(Stream<? extends IndexChange> changes) {
        return writer.write(changes, List.of("a"));
    }

    private static Stream<IndexChange> puts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Put(Documents.of("n" + i, "题", "正文"), 1));
    }
}
