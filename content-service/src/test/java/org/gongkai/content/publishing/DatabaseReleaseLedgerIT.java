package org.gongkai.content.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.content.WholeApplication;
import org.gongkai.publisher.ReleaseLedger;
import org.gongkai.publisher.ReleaseOutcome;
import org.gongkai.publisher.ReleaseOvertaken;
import org.gongkai.publisher.ReleaseRequest;
import org.gongkai.publisher.Sha256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.List;

class DatabaseReleaseLedgerIT extends WholeApplication {
    @Autowired private ReleaseLedger ledger;
    private final JdbcClient owner = JdbcClient.create(DATABASE.owner());

    /** The application is shared with other tests, which know no releases. */
    @AfterEach
    void noReleases() {
        owner.sql("delete from release where requested_by = 'ledger test'").update();
    }

    @Test
    void whatANextReleaseFindsPlannedWasAbandonedAndIsClosed() {
        ReleaseLedger.Opened abandoned = ledger.open(ReleaseRequest.release("ledger test"));

        ReleaseLedger.Opened next = ledger.open(ReleaseRequest.release("ledger test"));

        assertThat(next.number()).isEqualTo(abandoned.number() + 1);
        assertThat(state(abandoned)).isEqualTo("FAILED: The process ended before the switch");
        assertThat(state(next)).isEqualTo("PLANNED: ");
    }

    @Test
    void aReleaseAtTheSwitchIsLeftToBeFinished() {
        ReleaseLedger.Opened switching = ledger.open(ReleaseRequest.release("ledger test"));
        ReleaseOutcome outcome =
                new ReleaseOutcome(
                        switching.number(),
                        switching.instant(),
                        0,
                        Sha256.of(new byte[0]),
                        List.of(),
                        List.of(),
                        List.of());
        ledger.activating(outcome);

        ledger.open(ReleaseRequest.release("ledger test"));

        assertThat(state(switching)).isEqualTo("ACTIVATING: ");
        assertThat(ledger.interrupted()).contains(outcome);
        ledger.failed(switching.number(), "tested");
    }

    @Test
    void whatTheEndOfTheProcessInterruptedIsMadeAgainOnceAndThenItIsSaidWhyNot() {
        ReleaseRequest asked = ReleaseRequest.release("ledger test");
        ReleaseLedger.Opened first = ledger.open(asked);
        assertThat(ledger.abandon()).contains(asked.repeating(first.number()));
        assertThat(ledger.abandon()).contains(asked.repeating(first.number()));

        ReleaseLedger.Opened again = ledger.open(asked.repeating(first.number()));
        ledger.failed(again.number(), "It gave way to a withdrawal");
        ReleaseLedger.Opened afterIt = ledger.open(asked.repeating(first.number()));

        assertThat(ledger.abandon()).isEmpty();
        assertThat(state(first)).isEqualTo("FAILED: The process ended before the switch");
        assertThat(state(afterIt))
                .isEqualTo(
                        "FAILED: The process ended before the switch, as it did for release %d, in whose place this one was made; it is not made again by itself: ask for it"
                                .formatted(first.number()));
    }

    @Test
    void goingBackIsToBeMadeAgainAndATakedownNot() {
        ReleaseRequest back = ReleaseRequest.goBack(1, "ledger test");
        ReleaseLedger.Opened interrupted = ledger.open(back);
        assertThat(ledger.abandon()).contains(back.repeating(interrupted.number()));
        ledger.open(ReleaseRequest.takeDown("ledger test"));

        assertThat(ledger.abandon())
                .as("the takedown is carried out by whoever withdrew")
                .contains(back.repeating(interrupted.number()));
        ledger.settled(interrupted.number());
        assertThat(ledger.abandon()).isEmpty();
    }

    @Test
    void whatWasAskedForInTheMeantimeOvertakesWhatIsMadeAgain() {
        ReleaseLedger.Opened interrupted = ledger.open(ReleaseRequest.release("ledger test"));
        ReleaseRequest again = ledger.abandon().orElseThrow();
        ledger.failed(ledger.open(ReleaseRequest.release("ledger test")).number(), "an error");

        assertThat(ledger.abandon()).isEmpty();
        assertThatThrownBy(() -> ledger.open(again))
                .isInstanceOf(ReleaseOvertaken.class)
                .hasMessage("Release %d was made in the meantime", interrupted.number() + 1);
    }

    private String state(ReleaseLedger.Opened release) {
        return owner.sql(
                        "select state || ': ' || coalesce(failure, '') from release where number = :number")
                .param("number", release.number())
                .query(String.class)
                .single();
    }
}
