package org.gongkai.content.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tus.java.client.ProtocolException;
import io.tus.java.client.TusClient;
import io.tus.java.client.TusUpload;
import io.tus.java.client.TusUploader;

import org.gongkai.content.Api;
import org.gongkai.content.Staff;
import org.gongkai.content.upload.SyntheticVideo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A large file by a client of tus that others wrote, to a server with a small heap, over
 * connections that hang and processes that are killed: it arrives whole, and nothing that was
 * acknowledged is sent again.
 */
class UploadKillIT {
    private static final long MEGABYTE = 1L << 20;
    private static final Random RANDOM = new Random(20200515);

    @TempDir Path directory;
    private KilledServer server = new KilledServer(Path.of("unused"), Path.of("unused"));
    private Api editor = new Api(URI.create("http://unused"), null);
    private String address = "";

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void sixtyFourMegabytesInterruptedThreeTimesArriveWhole() throws Exception {
        arrivesWhole(64 * MEGABYTE, 3, 4 * MEGABYTE);
    }

    @Test
    @Tag("soak")
    void twoGigabytesInterruptedTenTimesArriveWhole() throws Exception {
        arrivesWhole(2048 * MEGABYTE, 10, 16 * MEGABYTE);
    }

    private void arrivesWhole(long size, int interruptions, long flushEvery) throws Exception {
        server =
                new KilledServer(
                        directory.resolve("home"),
                        directory.resolve("said.txt"),
                        List.of(
                                "-Xmx256m",
                                "-Dgongkai.media.largest=3GB",
                                // What it sends only says that it is a video.
                                "-Dgongkai.video.ffmpeg=off",
                                "-Dgongkai.uploads.flush-every=" + flushEvery,
                                "-cp",
                                System.getProperty("java.class.path")),
                        List.of());
        Api anonymous = server.start(false);
        Staff.hire(anonymous, server.home());
        editor = anonymous.signedIn("editor.sfj", Staff.PASSWORD);
        begin(size);

        for (int i = 0; i < interruptions; i++) {
            long from = received();
            long until = size * (i + 1) / (interruptions + 1);
            TusUploader connection = send(from, until, size);
            long acknowledged = received();
            assertThat(acknowledged).isBetween(from, connection.getOffset());
            if (i % 2 == 1) {
                send(acknowledged, acknowledged + flushEvery / 2, size);
                server.kill();
                editor = editor.at(server.start(false));
                assertThat(received()).isGreaterThanOrEqualTo(acknowledged);
            }
        }
        TusUploader last = send(received(), size, size);
        last.finish();

        String sha256 = new SyntheticVideo(size).digest().hex();
        JsonNode upload = editor.get(address);
        assertThat(upload.get("state").asString()).isEqualTo("FINISHED");
        assertThat(upload.get("asset").asString()).isEqualTo(sha256);
        assertThat(server.home().files().resolve(sha256.substring(0, 2)).resolve(sha256))
                .hasSize(size);
        try (Stream<Path> left = Files.list(server.home().root().resolve("uploads"))) {
            assertThat(left).isEmpty();
        }
    }

    private void begin(long size) throws IOException, ProtocolException {
        TusClient client = client();
        client.setUploadCreationURL(url("/api/v1/uploads"));
        TusUpload upload = new TusUpload();
        upload.setSize(size);
        upload.setInputStream(new SyntheticVideo(size));
        upload.setMetadata(Map.of("filename", "活动视频.mp4", "unit", "sfj"));
        upload.setFingerprint("video");
        address = client.createUpload(upload).getUploadURL().getPath();
    }

    /** Sends until so many bytes have left, and leaves the connection as it is. */
    private TusUploader send(long from, long until, long size)
            throws IOException, ProtocolException {
        TusUpload upload = new TusUpload();
        upload.setSize(size);
        upload.setInputStream(new SyntheticVideo(size));
        TusUploader uploader = client().beginOrResumeUploadFromURL(upload, url(address));
        assertThat(uploader.getOffset()).isEqualTo(from);
        uploader.setChunkSize(64 * 1024 + RANDOM.nextInt(1000));
        uploader.setRequestPayloadSize(48 << 20);
        while (uploader.getOffset() < until && uploader.uploadChunk() > -1) {
            continue;
        }
        return uploader;
    }

    private URL url(String path) throws IOException {
        return URI.create(editor.address(path)).toURL();
    }

    private TusClient client() {
        TusClient client = new TusClient();
        client.setHeaders(Map.of("Authorization", editor.authorization()));
        return client;
    }

    /** What the server says that it has for good. */
    private long received() {
        return Long.parseLong(
                editor.call("HEAD", address, "Tus-Resumable", "1.0.0")
                        .headers()
                        .firstValue("Upload-Offset")
                        .orElseThrow());
    }
}
