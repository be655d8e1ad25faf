package org.gongkai.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

class ReleasedTreeTest {
    @TempDir Path site;

    @Test
    void beforeTheFirstReleaseThereIsNothing() {
        ReleasedTree tree = tree();

        assertThat(tree.shell()).isEmpty();
    }

    @Test
    void aSiteThatIsGoneIsNotTakenForOneWithoutRemovals() {
        assertThatThrownBy(() -> tree().lastRemoval())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("release.json is missing");
    }

    @Test
    void theActiveTreeIsReadAnewEachTime() throws IOException {
        ReleasedTree tree = tree();
        release(1, 0, "<p>一</p>");
        assertThat(tree.shell()).hasValue("<p>一</p>");
        assertThat(tree.lastRemoval()).isZero();

        release(2, 2, "<p>二</p>");

        assertThat(tree.shell()).hasValue("<p>二</p>");
        assertThat(tree.lastRemoval()).isEqualTo(2);
    }

    @Test
    void aReleaseThatCannotBeReadIsNotTakenForOneWithoutRemovals() throws IOException {
        release(3, 3, "");
        Files.writeString(site.resolve("tree/release.json"), "{\"release\": 3, ");

        assertThatThrownBy(() -> tree().lastRemoval())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("release.json");

        Files.writeString(site.resolve("tree/release.json"), "{\"release\": 3}");

        assertThatThrownBy(() -> tree().lastRemoval())
                .hasMessageContaining("has no number 'lastRemoval'");
    }

    private ReleasedTree tree() {
        return new ReleasedTree(site.resolve("tree/search/index.html"));
    }

    private void release(long number, long lastRemoval, String shell) throws IOException {
        Path tree = site.resolve("tree");
        Files.createDirectories(tree.resolve("search"));
        Files.writeString(tree.resolve("search/index.html"), shell, StandardCharsets.UTF_8);
        Files.writeString(
                tree.resolve("release.json"),
                "{\"release\": %d, \"instant\": \"2020-05-15T00:00:00Z\", \"lastRemoval\": %d, \"manifest\": \"00\"}"
                        .formatted(number, lastRemoval));
    }
}
