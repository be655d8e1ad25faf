package org.gongkai.content.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.gongkai.content.operations.Repository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/** The few lines of docs/api.md with which a receiver checks a signature, as they stand there. */
class DocumentedCheckTest {
    private static final String FIRST_LINE = "# ID, TIMESTAMP, SIGNATURE:";

    @TempDir Path directory;
    private final SigningSecret secret = SigningSecret.drawn();
    private final UUID event = UUID.randomUUID();
    private final String body = "{\"type\":\"ping\",\"text\":\"政务公开\"}\n";

    @Test
    void theyTellAGoodSignatureFromAForgedOneAndFromOneThatIsPlayedAgain() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")) && hasOpenssl());
        long now = Clock.systemUTC().instant().getEpochSecond();
        String good = secret.sign(event, now, body);
        String ofThePreviousSecret = SigningSecret.drawn().sign(event, now, body);

        assertThat(check(now, good)).isEqualTo("good");
        assertThat(check(now, ofThePreviousSecret + " " + good)).isEqualTo("good");
        assertThat(check(now, ofThePreviousSecret)).isEqualTo("forged");
        assertThat(check(now + 1, good)).isEqualTo("forged");
        assertThat(check(now - 3600, secret.sign(event, now - 3600, body))).isEqualTo("old");
    }

    private String check(long timestamp, String signature)
            throws IOException, InterruptedException {
        Files.writeString(directory.resolve("body.json"), body);
        ProcessBuilder bash =
                new ProcessBuilder("/bin/bash", "-c", documented())
                        .directory(directory.toFile())
                        .redirectErrorStream(true);
        bash.environment()
                .putAll(
                        Map.of(
                                "SECRET", secret.text(),
                                "ID", event.toString(),
                                "TIMESTAMP", Long.toString(timestamp),
                                "SIGNATURE", signature));
        Process running = bash.start();
        String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        running.waitFor();
        return said.strip();
    }

    private static String documented() throws IOException {
        String page = Files.readString(Repository.file("docs/api.md"));
        int start = page.indexOf(FIRST_LINE);
        return page.substring(start, page.indexOf("```", start));
    }

    private static boolean hasOpenssl() throws InterruptedException {
        try {
            return new ProcessBuilder("openssl", "version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
