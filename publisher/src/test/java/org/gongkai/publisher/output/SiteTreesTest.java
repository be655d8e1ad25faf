package org.gongkai.publisher.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

class SiteTreesTest {
    private static final String LONG = "公开".repeat(400);

    private final Path site;
    private final ReleaseStore store;
    private SiteTrees trees;

    SiteTreesTest(@TempDir Path directory) {
        site = directory.resolve("site");
        store = ReleaseStore.in(directory.resolve("releases"));
        trees = open("boot-1");
    }

    @Test
    void showsNothingBeforeTheFirstRelease() {
        assertThat(trees.current()).isEmpty();
    }

    @Test
    void showsExactlyTheManifestAfterTheSwitchAndNotBefore() {
        Manifest first = release(1, Map.of("/index.html", "home", "/policy/1/index.html", "one"));
        assertThat(shown()).containsOnlyKeys("index.html", "policy/1/index.html", "release.json");

        Manifest second = Sites.keep(store, 2, Map.of("/index.html", "home 2"));
        trees.prepare(second);
        assertThat(trees.current().orElseThrow().manifest()).isEqualTo(first);
        assertThat(shown()).containsEntry("index.html", "home");

        trees.activate(second);
        assertThat(trees.current().orElseThrow().manifest()).isEqualTo(second);
        assertThat(shown())
                .containsEntry("index.html", "home 2")
                .containsOnlyKeys("index.html", "release.json");
        assertThat(shown().get("release.json"))
                .isEqualTo(
                        """
                        {"documents":0,"files":"%s","instant":"2020-05-14T16:00:02Z","lastRemoval":0,\
                        "manifest":"%s","pages":1,"release":2,"theme":"%s"}
                        """
                                .formatted(second.files.root(), second.root(), Sites.NONE));
    }

    @Test
    void writesOnlyWhatTheIdleTreeLacks() throws IOException {
        release(1, Map.of("/a.html", "a1", "/b.html", "b", "/c.html", "c"));
        release(2, Map.of("/a.html", "a2", "/b.html", "b", "/c.html", "c"));
        Object before = inode("a/b.html");

        release(3, Map.of("/a.html", "a2", "/b.html", "b", "/d/index.html", "d"));

        assertThat(inode("a/b.html")).isEqualTo(before);
        assertThat(shown())
                .containsEntry("a.html", "a2")
                .containsOnlyKeys("a.html", "b.html", "d/index.html", "release.json");
    }

    @Test
    void removesDirectoriesThatBecameEmpty() {
        release(1, Map.of("/x/y/index.html", "gone soon", "/index.html", "home"));
        release(2, Map.of("/index.html", "home"));
        release(3, Map.of("/index.html", "home", "/x", "a file where a directory was"));

        assertThat(shown()).containsEntry("x", "a file where a directory was");
    }

    @Test
    void putsACompressedFileBesideEveryLongTextAndRemovesItWithIt() throws IOException {
        release(1, Map.of("/index.html", LONG, "/short.html", "short", "/p.jpg", LONG));

        assertThat(shown())
                .containsOnlyKeys(
                        "index.html", "index.html.gz", "short.html", "p.jpg", "release.json");
        assertThat(unzipped("/index.html")).isEqualTo(LONG);
        byte[] compressed = Files.readAllBytes(site.resolve("current/index.html.gz"));
        release(2, Map.of("/index.html", LONG));
        assertThat(Files.readAllBytes(site.resolve("current/index.html.gz"))).isEqualTo(compressed);
        release(3, Map.of("/index.html", "now short"));
        assertThat(shown()).containsOnlyKeys("index.html", "release.json");
    }

    @Test
    void theRestOfALargeReleaseIsCompressedWhenReadersHaveIt() throws IOException {
        Map<String, String> many = pages(1_100);
        release(1, many);
        assertThat(trees.compressed()).isFalse();
        assertThat(compressed()).isEqualTo(1_000);

        assertThat(trees.compress(() -> false)).as("told to stop").isFalse();
        trees = open("boot-1");
        assertThat(trees.compress(() -> true)).isTrue();

        assertThat(trees.compressed()).isTrue();
        assertThat(compressed()).isEqualTo(1_100);
        for (String path : many.keySet()) {
            assertThat(unzipped(path)).isEqualTo(many.get(path));
        }
    }

    @Test
    void aTreeThatReadersLeftBeforeItWasCompressedIsCompressedWhenTheyComeBack()
            throws IOException {
        Map<String, String> many = pages(1_100);
        release(1, many);
        release(2, Map.of("/index.html", LONG));
        assertThat(trees.compressed()).isTrue();
        many.put("/p7.html", LONG + "changed");
        release(3, many);
        assertThat(trees.compressed()).isFalse();

        assertThat(trees.compress(() -> true)).isTrue();

        assertThat(compressed()).isEqualTo(1_100);
        assertThat(unzipped("/p7.html")).isEqualTo(LONG + "changed");
    }

    private static Map<String, String> pages(int count) {
        Map<String, String> pages = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            pages.put("/p" + i + ".html", LONG + i);
        }
        return pages;
    }

    private long compressed() throws IOException {
        try (Stream<Path> files = Files.walk(site.resolve("current").toRealPath())) {
            return files.filter(file -> file.toString().endsWith(".gz")).count();
        }
    }

    private String unzipped(String path) throws IOException {
        try (InputStream gz =
                new GZIPInputStream(Files.newInputStream(site.resolve("current" + path + ".gz")))) {
            return new String(gz.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void whatWasWithdrawnStandsApartSoThatNoServerAnswersItAsFound() {
        release(1, Map.of("/policy/1/index.html", "one"));
        release(2, Map.of("/policy/1/index.html", "GONE"));

        assertThat(shown()).containsOnlyKeys(".gone/policy/1/index.html", "release.json");
    }

    @Test
    void aReaderWithAnOpenFileReadsItToTheEnd() throws IOException {
        release(1, Map.of("/a.html", "first"));
        try (InputStream reader = Files.newInputStream(site.resolve("current/a.html"))) {
            release(2, Map.of("/a.html", "second"));
            release(3, Map.of("/a.html", "third"));
            assertThat(new String(reader.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("first");
        }
    }

    @Test
    void knowsAfterItOpenedAFileWhetherTheTreeWasStillItsOwn() {
        release(1, Map.of("/a.html", "first"));
        LiveTree first = trees.current().orElseThrow();
        assertThat(first.intact()).isTrue();
        release(2, Map.of("/a.html", "second"));
        assertThat(first.intact()).isTrue();
        release(3, Map.of("/a.html", "third"));
        assertThat(first.intact()).isFalse();
    }

    @Test
    void aTreeThatWasLeftHalfWrittenIsLookedAtFileByFile() throws IOException {
        release(1, Map.of("/a.html", "a1", "/b.html", LONG));
        release(2, Map.of("/a.html", "a2", "/b.html", LONG));
        Files.delete(site.resolve("a.holds")); // as a process leaves it that dies while writing
        Files.writeString(site.resolve("a/b.html"), "half");
        Files.writeString(site.resolve("a/.c.html.tmp"), "left over");

        trees = open("boot-1");
        release(3, Map.of("/a.html", "a1", "/b.html", LONG, "/c.html", "c"));

        assertThat(shown())
                .containsOnlyKeys("a.html", "b.html", "b.html.gz", "c.html", "release.json")
                .containsEntry("b.html", LONG);
    }

    @Test
    void reopensAsTheLastProcessLeftIt() {
        Manifest first = release(1, Map.of("/a.html", "a1"));

        trees = open("boot-1");

        assertThat(trees.current().orElseThrow().manifest()).isEqualTo(first);
    }

    @Test
    void afterTheMachineStartedAgainItChecksTheTreeAgainstThePacks() throws IOException {
        Manifest first = release(1, Map.of("/a.html", LONG, "/b.html", "b"));
        Files.writeString(site.resolve("a/a.html"), ""); // as a loss of power may leave it
        Files.writeString(site.resolve("a/a.html.gz"), "");

        trees = open("boot-2");
        trees.restore(first);

        assertThat(shown()).containsEntry("a.html", LONG).containsEntry("b.html", "b");
        assertThat(Files.size(site.resolve("a/a.html.gz"))).isPositive();
        assertThat(trees.current().orElseThrow().intact()).isTrue();
    }

    @Test
    void rebuildsASiteThatIsNotThere() throws IOException {
        Manifest first = release(1, Map.of("/a.html", "a1"));
        Durable.delete(site);

        trees = open("boot-1");
        assertThat(trees.current()).isEmpty();
        trees.restore(first);

        assertThat(shown()).containsEntry("a.html", "a1");
    }

    @Test
    void refusesToSwitchToATreeThatWasNotPrepared() {
        release(1, Map.of("/a.html", "a1"));
        Manifest second = Sites.keep(store, 2, Map.of("/a.html", "a2"));

        assertThatThrownBy(() -> trees.activate(second))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not prepared for release 2");
        assertThat(shown()).containsEntry("a.html", "a1");
    }

    private SiteTrees open(String boot) {
        return SiteTrees.in(site, store, Duration.ZERO, boot);
    }

    private Manifest release(long number, Map<String, String> texts) {
        Manifest manifest = Sites.keep(store, number, texts);
        trees.prepare(manifest);
        trees.activate(manifest);
        return manifest;
    }

    private Object inode(String file) throws IOException {
        return Files.getAttribute(site.resolve(file), "unix:ino");
    }

    private Map<String, String> shown() {
        try {
            Path tree = site.resolve("current").toRealPath();
            try (Stream<Path> files = Files.walk(tree)) {
                Map<String, String> shown = new TreeMap<>();
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    byte[] bytes = Files.readAllBytes(file);
                    shown.put(
                            tree.relativize(file).toString(),
                            new String(bytes, StandardCharsets.UTF_8));
                }
                return shown;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
