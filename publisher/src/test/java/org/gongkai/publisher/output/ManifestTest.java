package org.gongkai.publisher.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.gongkai.publisher.RecordCheckpoint;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.Withdrawal;
import org.gongkai.publisher.output.Manifest.Derivation;
import org.gongkai.publisher.output.Manifest.Entry;
import org.gongkai.publisher.output.Manifest.LiveDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

class ManifestTest {
    private static final UUID HIGH = UUID.fromString("f0000000-0000-4000-8000-000000000001");
    private static final UUID LOW = UUID.fromString("10000000-0000-4000-8000-000000000002");
    private static final Instant AT = Instant.parse("2020-05-14T16:00:00Z");
    private static final Sha256 A = Sha256.of("a".getBytes(StandardCharsets.UTF_8));
    private static final Sha256 B = Sha256.of("b".getBytes(StandardCharsets.UTF_8));

    private final Manifest manifest =
            new Manifest(
                    12,
                    AT,
                    345,
                    A,
                    B,
                    A,
                    11,
                    new RecordCheckpoint(7, B),
                    B,
                    new TreeMap<>(Map.of(HIGH, live(HIGH), LOW, live(LOW))),
                    new TreeMap<>(
                            Map.of(
                                    LOW,
                                    new Withdrawal(
                                            LOW,
                                            "/policy/2020/0512-3/",
                                            Withdrawal.Reason.OUTDATED,
                                            AT,
                                            HIGH,
                                            HIGH),
                                    HIGH,
                                    new Withdrawal(
                                            HIGH,
                                            "/news/2020/0512-4/",
                                            Withdrawal.Reason.PRIVACY,
                                            AT,
                                            null,
                                            null))),
                    new TreeMap<>(
                            Map.of(
                                    "/index.html",
                                    new Entry(A, 1, 200, "text/html; charset=utf-8", HIGH, null),
                                    "/media/ca97/w320.jpg",
                                    new Entry(
                                            B,
                                            1,
                                            200,
                                            "image/jpeg",
                                            null,
                                            new Derivation(A, "fit-320-jpeg-82/1", 320, 200)))));

    @Test
    void readsBackWhatItWrote() {
        assertThat(Manifest.of(manifest.bytes())).isEqualTo(manifest);
        assertThat(Manifest.of(manifest.bytes()).root()).isEqualTo(manifest.root());
    }

    @Test
    void isCanonicalJson() {
        assertThat(new String(manifest.bytes(), StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        {"audit":{"entries":7,"root":"B"},"configuration":"A","documents":{\
                        "10000000-0000-4000-8000-000000000002":{"digest":"A",\
                        "edition":"10000000-0000-4000-8000-000000000002",\
                        "firstPublished":"2020-05-14T16:00:00Z","path":"/x/",\
                        "published":"2020-05-14T16:00:00Z"},\
                        "f0000000-0000-4000-8000-000000000001":{"digest":"A",\
                        "edition":"f0000000-0000-4000-8000-000000000001",\
                        "firstPublished":"2020-05-14T16:00:00Z","path":"/x/",\
                        "published":"2020-05-14T16:00:00Z"}},"entries":{\
                        "/index.html":{"digest":"A",\
                        "edition":"f0000000-0000-4000-8000-000000000001","size":1,"status":200,\
                        "type":"text/html; charset=utf-8"},\
                        "/media/ca97/w320.jpg":{"derived":{"height":200,"source":"A",\
                        "transform":"fit-320-jpeg-82/1","width":320},"digest":"B","size":1,\
                        "status":200,"type":"image/jpeg"}},"form":"gongkai-manifest/1",\
                        "instant":"2020-05-14T16:00:00Z","lastRemoval":11,"previous":"B",\
                        "release":12,"sequence":345,"site":"A","theme":"B","withdrawals":{\
                        "10000000-0000-4000-8000-000000000002":{"at":"2020-05-14T16:00:00Z",\
                        "explainedBy":"f0000000-0000-4000-8000-000000000001",\
                        "path":"/policy/2020/0512-3/","reason":"OUTDATED",\
                        "replacedBy":"f0000000-0000-4000-8000-000000000001"},\
                        "f0000000-0000-4000-8000-000000000001":{"at":"2020-05-14T16:00:00Z",\
                        "path":"/news/2020/0512-4/","reason":"PRIVACY"}}}"""
                                .replace("\"A\"", "\"" + A + "\"")
                                .replace("\"B\"", "\"" + B + "\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "index.html",
                "/",
                "/a//b",
                "/../etc/passwd",
                "/a/../b",
                "/.gone/a",
                "/a/.hidden",
                "/a b",
                "/政策",
                "/a\\b",
                "/a%2e",
                "/a/"
            })
    void refusesPathsThatAreNoSafeFileNames(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> withPath(path));
    }

    private void withPath(String path) {
        new Manifest(
                1,
                AT,
                1,
                A,
                A,
                A,
                0,
                null,
                null,
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(Map.of(path, new Entry(A, 1, 200, "text/html", null, null))));
    }

    private static LiveDocument live(UUID id) {
        return new LiveDocument(id, A, "/x/", AT, AT);
    }
}
