package org.gongkai.content.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.content.engine.StartRefused;
import org.gongkai.content.scan.VirusScanner.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

class ClamdTest {
    private static final int LIMIT = 1 << 20;

    @TempDir Path directory;
    private FakeClamd daemon;

    @BeforeEach
    void start() throws IOException {
        daemon = new FakeClamd(0, LIMIT);
    }

    @AfterEach
    void stop() throws IOException {
        daemon.close();
    }

    @Test
    void tellsCleanFromInfected() throws IOException {
        assertThat(scan(new byte[200_000])).isEqualTo(new Verdict.Clean());
        assertThat(scan(new byte[0])).isEqualTo(new Verdict.Clean());
        assertThat(scan(FakeClamd.EICAR)).isEqualTo(new Verdict.Infected("Eicar-Test-Signature"));
    }

    @Test
    void whatIsLargerThanTheDaemonReadsIsNeverClean() throws IOException {
        assertThat(scan(new byte[4 * LIMIT])).isEqualTo(new Verdict.TooLarge());
    }

    @Test
    void noVerdictIsNoVerdict() throws IOException {
        Path file = file(new byte[10]);
        Clamd impatient = new Clamd(daemon.address(), Duration.ofMillis(300));
        daemon.fallSilent();
        assertThatThrownBy(() -> impatient.scan(file))
                .isInstanceOf(ScannerAway.class)
                .hasMessageContaining(daemon.address());

        daemon.close();
        assertThatThrownBy(() -> impatient.scan(file)).isInstanceOf(ScannerAway.class);
        Clamd nowhere = new Clamd(directory.resolve("no.socket").toString(), Duration.ofSeconds(5));
        assertThatThrownBy(() -> nowhere.scan(file)).isInstanceOf(ScannerAway.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"clamd", "clamd:", "relative/socket"})
    void refusesAnAddressThatIsNone(String address) {
        assertThatThrownBy(() -> new Clamd(address, Duration.ofSeconds(1)))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("gongkai.scan.clamd");
    }

    /** A daemon of ClamAV itself; by hand, because its signatures are no part of a build. */
    @Test
    @EnabledIfEnvironmentVariable(named = "GONGKAI_TEST_CLAMD", matches = ".+")
    void theRealDaemonSaysTheSame() throws IOException {
        Clamd real = new Clamd(System.getenv("GONGKAI_TEST_CLAMD"), Duration.ofMinutes(1));

        assertThat(real.scan(file(new byte[1000]))).isEqualTo(new Verdict.Clean());
        assertThat(real.scan(file(FakeClamd.EICAR)))
                .isInstanceOfSatisfying(
                        Verdict.Infected.class,
                        found -> assertThat(found.signature()).containsIgnoringCase("eicar"));
    }

    private Verdict scan(byte[] bytes) throws IOException {
        return new Clamd(daemon.address(), Duration.ofSeconds(20)).scan(file(bytes));
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile(directory, "file", ""), bytes);
    }
}
