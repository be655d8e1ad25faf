package org.gongkai.publisher.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.publisher.Finding;
import org.gongkai.publisher.InMemoryContent;
import org.gongkai.publisher.InMemoryLedger;
import org.gongkai.publisher.ReleaseLedger;
import org.gongkai.publisher.ReleaseLedger.Opened;
import org.gongkai.publisher.ReleaseOutcome;
import org.gongkai.publisher.ReleaseOvertaken;
import org.gongkai.publisher.ReleaseRequest;
import org.gongkai.publisher.Sha256;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** What a publisher may rely on, wherever its releases are recorded. */
abstract class ReleaseLedgerContract {
    private static final Instant NOW = Instant.parse("2020-05-15T01:02:03.456789Z");

    final InMemoryLedger recorded =
            new InMemoryLedger(new InMemoryContent(), Clock.fixed(NOW, ZoneOffset.UTC));

    /** The ledger under test, which records in {@link #recorded}. */
    abstract ReleaseLedger ledger();

    @Test
    void numbersRiseAndTheInstantIsFixedWhenItIsOpened() {
        assertThat(ledger().open(ReleaseRequest.release("一号发布员"))).isEqualTo(new Opened(1, NOW));
        assertThat(ledger().open(ReleaseRequest.release("schedule")).number()).isEqualTo(2);
        assertThat(ledger().active()).isEmpty();
        assertThat(ledger().interrupted()).isEmpty();
        assertThat(ledger().lastRemoval()).isEmpty();
    }

    @Test
    void betweenTheRecordAndTheEndOfTheSwitchItCountsAsInterrupted() {
        ReleaseOutcome outcome =
                outcome(ledger().open(ReleaseRequest.release("tester")).number(), List.of());

        ledger().activating(outcome);
        assertThat(ledger().interrupted()).contains(outcome);
        assertThat(ledger().active()).isEmpty();

        ledger().activated(outcome.number());
        assertThat(ledger().interrupted()).isEmpty();
        assertThat(ledger().active()).contains(outcome);
    }

    @Test
    void recordingTheEndTwiceIsHarmless() {
        ReleaseOutcome outcome =
                outcome(ledger().open(ReleaseRequest.release("tester")).number(), List.of());
        ledger().activating(outcome);

        ledger().activated(outcome.number());
        ledger().activated(outcome.number());

        assertThat(ledger().active()).contains(outcome);
    }

    @Test
    void aReleaseThatFailedIsNeitherActiveNorInterrupted() {
        long number = ledger().open(ReleaseRequest.release("tester")).number();
        ledger().activating(outcome(number, List.of()));

        ledger().failed(number, "磁盘已满");

        assertThat(ledger().interrupted()).isEmpty();
        assertThat(ledger().active()).isEmpty();
        assertThat(recorded.entries())
                .containsExactly(
                        new InMemoryLedger.Entry(InMemoryLedger.State.FAILED, null, "磁盘已满"));
    }

    @Test
    void whatTheEndOfAProcessLeftIsToBeMadeAgainUntilItIsOpened() {
        ReleaseRequest back = ReleaseRequest.goBack(7, "一号发布员, back to 7");
        long number = ledger().open(back).number();

        assertThat(ledger().abandon()).contains(back.repeating(number));
        assertThat(recorded.entries())
                .containsExactly(
                        new InMemoryLedger.Entry(
                                InMemoryLedger.State.FAILED, null, InMemoryLedger.ENDED));
        assertThat(ledger().abandon()).contains(back.repeating(number));
        ledger().open(ReleaseRequest.takeDown("withdrawal"));
        ledger().open(back.repeating(number));

        assertThat(ledger().abandon()).as("not a third time").isEmpty();
    }

    @Test
    void whatIsSettledOrOfAnErrorIsNotToBeMadeAgain() {
        long settled = ledger().open(ReleaseRequest.release("tester")).number();
        assertThat(ledger().abandon()).isPresent();
        ledger().settled(settled);
        assertThat(ledger().abandon()).isEmpty();

        ledger().failed(ledger().open(ReleaseRequest.release("tester")).number(), "磁盘已满");
        assertThat(ledger().abandon()).isEmpty();
    }

    @Test
    void whatSomebodyElseAskedForInTheMeantimeOvertakesARepetition() {
        long number = ledger().open(ReleaseRequest.release("tester")).number();
        ReleaseRequest again = ledger().abandon().orElseThrow();
        long since = ledger().open(ReleaseRequest.release("another")).number();
        ledger().failed(since, "磁盘已满");

        assertThat(ledger().abandon()).isEmpty();
        assertThatThrownBy(() -> ledger().open(again)).isInstanceOf(ReleaseOvertaken.class);
        assertThat(again.repeats()).isEqualTo(number);
    }

    @Test
    void theLastRemovalIsRememberedThroughLaterReleases() {
        for (List<UUID> removed : List.of(List.of(UUID.randomUUID()), List.<UUID>of())) {
            long number = ledger().open(ReleaseRequest.release("tester")).number();
            ledger().activating(outcome(number, removed));
            ledger().activated(number);
        }

        assertThat(ledger().lastRemoval()).hasValue(1);
    }

    @Test
    void whatWasTakenBackInTheMeantimeOvertakesTheRelease() {
        long number = ledger().open(ReleaseRequest.release("tester")).number();
        recorded.onActivating(
                outcome -> {
                    throw new ReleaseOvertaken("1 edition(s) are not approved any more");
                });

        assertThatThrownBy(() -> ledger().activating(outcome(number, List.of())))
                .isInstanceOf(ReleaseOvertaken.class)
                .hasMessage("1 edition(s) are not approved any more");
    }

    @Test
    void aReleaseThatWasNeverOpenedCannotEnd() {
        assertThatThrownBy(() -> ledger().activated(7))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("7");
    }

    private static ReleaseOutcome outcome(long number, List<UUID> removed) {
        return new ReleaseOutcome(
                number,
                NOW,
                41,
                Sha256.of(new byte[] {4, 1}),
                List.of(InMemoryContent.id("a"), InMemoryContent.id("b")),
                removed,
                List.of(
                        new Finding(
                                "META-3",
                                Finding.Severity.BLOCK,
                                InMemoryContent.id("c"),
                                "/news/2020/0515-1/",
                                "没有来源"),
                        new Finding("FOOT-1", Finding.Severity.WARN, null, null, "未配置")));
    }
}
