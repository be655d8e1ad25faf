package org.gongkai.content.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.gongkai.content.Api;
import org.gongkai.content.Staff;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * {@code kill -9} at any instant of import, review, release and start-up, and another start on what
 * is left: nothing that was acknowledged is lost, and the site is whole.
 */
class KillIT {
    private static final long SEED = 20200515;

    @TempDir Path directory;
    private final List<Told> told = new ArrayList<>();
    private final Map<String, Work.File> files = new TreeMap<>();
    private KilledServer server = new KilledServer(Path.of("unused"), Path.of("unused"));

    @BeforeEach
    void aHome() {
        server = new KilledServer(directory.resolve("home"), directory.resolve("said.txt"));
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void nothingAcknowledgedIsLostByFourKills() throws Exception {
        rounds(4);
    }

    @Test
    @Tag("soak")
    void nothingAcknowledgedIsLostByFortyKills() throws Exception {
        rounds(40);
    }

    @Test
    void anImportWhoseServerDiedSaysSoAndIsFinishedByASecondRun() throws Exception {
        int count = 60;
        Path texts = Files.createDirectories(directory.resolve("texts"));
        for (int i = 0; i < count; i++) {
            Files.writeString(
                    texts.resolve("text-%02d.md".formatted(i)),
                    "# 第%d号通知\n\n自即日起施行。\n".formatted(i));
        }
        Staff.hire(server.start(false), server.home());
        List<String> words =
                List.of("import", texts.toString(), "--section", "policy", "--unit", "sfj");
        Records records = Records.of(server.home());
        Path first = directory.resolve("first.txt");
        Process client = server.run(first, words);
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> records.documentsByImport().size() >= 5);
        server.kill();

        assertThat(ended(client)).isEqualTo(1);
        assertThat(Files.readString(first, StandardCharsets.UTF_8))
                .containsPattern("\\d+ created, 0 changed, 0 already there, 0 refused\n")
                .containsPattern(
                        "gongkai: the server on .* went away \\(\\w+\\); start it and run the same command again\n");

        server.start(false);
        Map<String, List<String>> survived = Records.of(server.home()).documentsByImport();
        assertThat(survived).hasSizeBetween(5, count - 1);
        Path second = directory.resolve("second.txt");
        assertThat(ended(server.run(second, words))).isEqualTo(0);
        assertThat(Files.readString(second, StandardCharsets.UTF_8))
                .contains(
                        "%d created, 0 changed, %d already there, 0 refused\n"
                                .formatted(count - survived.size(), survived.size()));
        Map<String, List<String>> all = Records.of(server.home()).documentsByImport();
        assertThat(all).hasSize(count).containsAllEntriesOf(survived);
        assertThat(all.values()).allMatch(documents -> documents.size() == 1);
    }

    /**
     * In each fourth round one kill right after a withdrawal was acknowledged, and one within a
     * release, with the search engine of our own; the others at any instant, one of them followed
     * by another kill during start-up.
     */
    private void rounds(int count) throws Exception {
        Random chance = new Random(SEED);
        Api anonymous = server.start(false);
        Staff staff = Staff.hire(anonymous, server.home());
        for (int round = 1; round <= count; round++) {
            Work work = new Work(staff, "r" + round, SEED + round, told, files);
            work.begin();
            switch (round % 4) {
                case 1 -> work.withdrawn().get(2, TimeUnit.MINUTES);
                case 2, 3 -> Thread.sleep(500 + chance.nextInt(4000));
                default -> {
                    work.releaseAsked().get(2, TimeUnit.MINUTES);
                    Thread.sleep(chance.nextInt(800));
                }
            }
            server.kill();
            work.end();
            if (round % 4 == 3) {
                killedWhileStarting(chance.nextDouble());
            }
            boolean search = round % 4 == 0 || round % 4 == 3;
            anonymous = server.start(search);
            staff = staff.at(anonymous);
            Aftermath aftermath = new Aftermath(server.home(), anonymous, staff);
            aftermath.nothingIsLostAndTheSiteIsWhole(told, files);
            if (search) {
                aftermath.searchFindsWhatIsPublic();
            }
        }
    }

    private void killedWhileStarting(double part) throws IOException, InterruptedException {
        server.launch(false);
        Thread.sleep((long) (server.lastStart().toMillis() * part));
        server.kill();
    }

    private static int ended(Process client) throws InterruptedException {
        assertThat(client.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return client.exitValue();
    }
}
