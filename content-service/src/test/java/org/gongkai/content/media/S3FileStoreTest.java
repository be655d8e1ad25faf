package org.gongkai.content.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.robothy.s3.rest.LocalS3;
import com.robothy.s3.rest.bootstrap.LocalS3Mode;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.engine.StartRefused;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import java.util.stream.Stream;

/** The contract over HTTP, with a small server of others that keeps objects in memory. */
class S3FileStoreTest extends FileStoreContract {
    private static final LocalS3 SERVER =
            LocalS3.builder().port(-1).mode(LocalS3Mode.IN_MEMORY).build();

    @TempDir Path spool;
    private S3Client client = client();
    private final String bucket = "b" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.shutdown();
    }

    @BeforeEach
    void bucket() {
        client = client();
        client.createBucket(request -> request.bucket(bucket));
    }

    @Override
    S3FileStore store() throws IOException {
        return store(bucket);
    }

    private S3FileStore store(String in) throws IOException {
        return new S3FileStore(client, in, "gongkai", spool);
    }

    @Test
    void whatADirectoryKeptMovesIntoTheBucket() throws IOException {
        DirectoryFileStore directory =
                new DirectoryFileStore(elsewhere.resolve("files"), Clock.systemUTC());
        byte[] bytes = noise(1000, 7);
        try (Incoming incoming = directory.receive(new ByteArrayInputStream(bytes), 1000)) {
            incoming.keep();
        }

        assertThat(store().takeOver(directory)).isEqualTo(1);
        assertThat(store().takeOver(directory)).isZero();

        assertThat(directory.exists(Digest.of(bytes))).isFalse();
        assertThat(store().open(Digest.of(bytes)).orElseThrow().getContentAsByteArray())
                .isEqualTo(bytes);
    }

    @Test
    void refusesABucketThatIsNotThereOrKeepsOldVersions() throws IOException {
        store().check();

        assertThatThrownBy(() -> store("nobody-made-this").check())
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("nobody-made-this");
        client.putBucketVersioning(
                request ->
                        request.bucket(bucket)
                                .versioningConfiguration(
                                        versions ->
                                                versions.status(BucketVersioningStatus.ENABLED)));
        assertThatThrownBy(() -> store().check())
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("erased");
    }

    @Test
    void leavesNothingBesideTheBucket() throws IOException {
        try (Incoming incoming = store().receive(new ByteArrayInputStream(noise(9, 8)), 9)) {
            incoming.keep();
        }

        try (Stream<Path> left = Files.list(spool)) {
            assertThat(left).isEmpty();
        }
    }

    private static S3Client client() {
        return MediaConfiguration.client(
                new S3Settings(
                        "unused",
                        "http://127.0.0.1:" + Math.max(1, SERVER.getPort()),
                        "us-east-1",
                        "gongkai",
                        "test-key",
                        "test-secret",
                        true));
    }
}
