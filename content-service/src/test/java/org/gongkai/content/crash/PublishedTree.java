package org.gongkai.content.crash;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.engine.GongkaiHome;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.ReleaseStore;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The tree that readers see, held against the manifest of the release that the database calls
 * active.
 */
final class PublishedTree {
    private final Path tree;
    private final Manifest manifest;

    private PublishedTree(Path tree, Manifest manifest) {
        this.tree = tree;
        this.manifest = manifest;
    }

    static PublishedTree of(GongkaiHome home, Records.Active active) throws IOException {
        Manifest manifest =
                ReleaseStore.in(home.releases()).manifest(active.number()).orElseThrow();
        assertThat(manifest.root().hex()).as("the manifest's root").isEqualTo(active.root());
        return new PublishedTree(home.site().resolve("current").toRealPath(), manifest);
    }

    /** Every file that the manifest names is there with its bytes, and no other. */
    void isWhole() throws IOException {
        Map<String, String> wanted = new TreeMap<>();
        manifest.forEachFile(
                (path, entry) ->
                        wanted.put(
                                entry.status() == 410 ? ".gone" + path : path.substring(1),
                                entry.digest().hex()));
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                found.put(
                        tree.relativize(file).toString(),
                        Digest.of(Files.readAllBytes(file)).hex());
            }
        }
        assertThat(found.remove("release.json")).isNotNull();
        for (String compressed :
                found.keySet().stream().filter(name -> name.endsWith(".gz")).toList()) {
            try (GZIPInputStream plain =
                    new GZIPInputStream(
                            new ByteArrayInputStream(
                                    Files.readAllBytes(tree.resolve(compressed))))) {
                assertThat(Digest.of(plain.readAllBytes()).hex())
                        .as(compressed)
                        .isEqualTo(wanted.get(compressed.substring(0, compressed.length() - 3)));
            }
            found.remove(compressed);
        }
        assertThat(found).as("the files of %s", tree).isEqualTo(wanted);
    }

    /** The editions that it shows, by document. */
    Map<String, String> editions() {
        Map<String, String> editions = new TreeMap<>();
        manifest.forEachDocument(
                (id, document) -> editions.put(id.toString(), document.edition().toString()));
        return editions;
    }

    /** The same with the digests of their content. */
    Map<String, String> editionsWithDigests() {
        Map<String, String> editions = new TreeMap<>();
        manifest.forEachDocument(
                (id, document) ->
                        editions.put(
                                id.toString(), document.edition() + " " + document.digest().hex()));
        return editions;
    }

    /** The address of each page and its digest. */
    Map<String, String> pages() {
        Map<String, String> pages = new TreeMap<>();
        manifest.forEachFile(
                (path, entry) -> {
                    if (entry.page()) {
                        pages.put(path.replaceFirst("/index\\.html$", "/"), entry.digest().hex());
                    }
                });
        return pages;
    }
}
