package org.gongkai.content.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.content.WholeApplication;
import org.gongkai.publisher.ReleaseLedger;
import org.gongkai.publisher.ReleaseOutcome;
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
        ReleaseLedger.Opened abandoned = ledger.open("ledger test");

        ReleaseLedger.Opened next = ledger.open("ledger test");

        assertThat(next.number()).isEqualTo(abandoned.number() + 1);
        assertThat(state(abandoned)).isEqualTo("FAILED: The process ended before the switch");
        assertThat(state(next)).isEqualTo("PLANNED: ");
    }

    @Test
    void aReleaseAtTheSwitchIsLeftToBeFinished() {
        ReleaseLedger.Opened switching = ledger.open("ledger test");
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

        ledger.open("ledger test");

        assertThat(state(switching)).isEqualTo("ACTIVATING: ");
        assertThat(ledger.interrupted()).contains(outcome);
        ledger.failed(switching.number(), "tested");
    }

    private String state(ReleaseLedger.Opened release) {
        return owner.sql(
                        "select state || ': ' || coalesce(failure, '') from release where number = :number")
                .param("number", release.number())
                .query(String.class)
                .single();
    }
}
