package org.gongkai.content.crash;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.content.Api;
import org.gongkai.content.Staff;
import org.gongkai.content.video.TestFfmpeg;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server that is killed while it converts a video goes on with it, and no process is left. */
class VideoKillIT {
    @TempDir Path directory;
    private KilledServer server = new KilledServer(Path.of("unused"), Path.of("unused"));

    @BeforeAll
    static void needsFfmpeg() {
        TestFfmpeg.require();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void aConversionSurvivesTheServer() throws Exception {
        Path programs = Files.createDirectory(directory.resolve("programs"));
        server =
                new KilledServer(
                        directory.resolve("home"),
                        directory.resolve("said.txt"),
                        List.of(
                                "-Dgongkai.video.ffmpeg=" + TestFfmpeg.moody(programs),
                                "-cp",
                                System.getProperty("java.class.path")),
                        List.of());
        Api anonymous = server.start(false);
        Staff.hire(anonymous, server.home());
        Api editor = anonymous.signedIn("editor.sfj", Staff.PASSWORD);
        Files.createFile(programs.resolve("hang"));
        Path film = TestFfmpeg.telephone(directory.resolve("film.mov"), "640x360", 1);
        HttpResponse<String> posted = editor.upload("film.mov", Files.readAllBytes(film), "sfj");
        assertThat(posted.statusCode()).isEqualTo(202);
        String upload = URI.create(posted.headers().firstValue("Location").orElseThrow()).getPath();
        List<Long> hanging = TestFfmpeg.hanging(programs);

        server.kill();
        Files.delete(programs.resolve("hang"));
        editor = editor.at(server.start(false));

        JsonNode now = editor.get(upload);
        for (int i = 0; i < 1200 && now.get("state").asString().equals("CONVERTING"); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
            now = editor.get(upload);
        }
        assertThat(now.get("state").asString()).isEqualTo("FINISHED");
        assertThat(now.get("poster").isNull()).isFalse();
        assertThat(hanging).hasSize(2).noneMatch(TestFfmpeg::runs);
    }
}
