package org.gongkai.content.crash;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.engine.GongkaiHome;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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
    private final JsonNode manifest;

    private PublishedTree(Path tree, JsonNode manifest) {
        this.tree = tree;
        this.manifest = manifest;
    }

    static PublishedTree of(GongkaiHome home, Records.Active active) throws IOException {
        byte[] bytes =
                Files.readAllBytes(
                        home.releases().resolve("%08d/manifest.json".formatted(active.number())));
        assertThat(Digest.of(bytes).hex()).as("the manifest's root").isEqualTo(active.root());
        return new PublishedTree(
                home.site().resolve("current").toRealPath(), new JsonMapper().readTree(bytes));
    }

    /** Every file that the manifest names is there with its bytes, and no other. */
    void isWhole() throws IOException {
        Map<String, String> wanted = new TreeMap<>();
        manifest.get("entries")
                .properties()
                .forEach(
                        entry ->
                                wanted.put(
                                        entry.getValue().get("status").asInt() == 410
                                                ? ".gone" + entry.getKey()
                                                : entry.getKey().substring(1),
                                        entry.getValue().get("digest").asString()));
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
        manifest.get("documents")
                .properties()
                .forEach(
                        document ->
                                editions.put(
                                        document.getKey(),
                                        document.getValue().get("edition").asString()));
        return editions;
    }

    /** The address of each page and its digest. */
    Map<String, String> pages() {
        Map<String, String> pages = new TreeMap<>();
        manifest.get("entries")
                .properties()
                .forEach(
                        entry -> {
                            JsonNode file = entry.getValue();
                            if (file.get("status").asInt() == 200
                                    && file.get("type").asString().startsWith("text/html")) {
                                pages.put(
                                        entry.getKey().replaceFirst("/index\\.html$", "/"),
                                        file.get("digest").asString());
                            }
                        });
        return pages;
    }
}
