package org.gongkai.publisher.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.publisher.InMemoryContent;
import org.gongkai.publisher.InMemoryIndex;
import org.gongkai.publisher.InMemoryLedger;
import org.gongkai.publisher.ReleaseFailed;
import org.gongkai.publisher.kind.DocumentKinds;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.render.SiteIdentity;
import org.gongkai.publisher.render.ThemeRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An operator edits the theme of a site that is being published. */
class BrokenThemeTest {
    private static final Path GONE = Path.of("src/main/jte/gone.jte");
    private static final Path ARTICLE = Path.of("src/main/jte/article.jte");

    private final SteppingClock clock = new SteppingClock();
    private final InMemoryContent content = new InMemoryContent();
    private final InMemoryLedger ledger = new InMemoryLedger(content, clock);
    private final Path theme;
    private final Rig rig;
    private final InMemoryContent.Draft bus = InMemoryContent.draft("公交");

    BrokenThemeTest(@TempDir Path directory) throws IOException {
        theme = directory.resolve("theme");
        Files.createDirectories(theme.resolve("templates"));
        rig =
                new Rig(
                        directory.resolve("publisher"),
                        content,
                        ledger,
                        new InMemoryIndex(),
                        ThemeRenderer.ofDirectory(
                                SiteIdentity.unconfigured("https://www.example.org", false),
                                DocumentKinds.read(BrokenThemeTest.class.getClassLoader()),
                                theme,
                                directory.resolve("classes")),
                        clock,
                        Rig.inMemory(),
                        (step, done) -> {});
        content.approve(bus);
        rig.job.release("tester");
    }

    @Test
    void anEditIsPublicWithTheNextReleaseAndWithoutARestart() throws IOException {
        template("article.jte", Files.readString(ARTICLE).replace("<h1>", "<h1 class=\"ours\">"));

        assertThat(rig.job.release("tester").changed()).isTrue();

        assertThat(rig.text(bus.path() + "index.html")).contains("<h1 class=\"ours\">");
        assertThat(rig.job.release("tester").changed()).isFalse();
    }

    @Test
    void aBrokenTemplateFailsTheReleaseWithItsLineAndTheSiteStays() throws IOException {
        Manifest shown = rig.shown();
        String article = Files.readString(ARTICLE);
        template("article.jte", article + "@if(");
        content.approve(InMemoryContent.draft("停车"));

        assertThatThrownBy(() -> rig.job.release("tester"))
                .isInstanceOf(ReleaseFailed.class)
                .hasMessageContaining(
                        theme.resolve("templates/article.jte")
                                + ":%d: ".formatted(article.lines().count() + 1));
        assertThat(rig.shown()).isEqualTo(shown);
        rig.assertConsistent(content.liveEditions());

        Files.delete(theme.resolve("templates/article.jte"));
        assertThat(rig.job.release("tester").added()).isPositive();
        rig.assertConsistent(content.liveEditions());
    }

    @Test
    void aTemplateThatFailsIsNamedWithThePageThatItFailsOn() throws IOException {
        template(
                "article.jte",
                Files.readString(ARTICLE)
                        .replace("<h1>", "\n<b>${page.attachments().get(3).name()}</b><h1>"));

        assertThatThrownBy(() -> rig.job.release("tester"))
                .isInstanceOf(ReleaseFailed.class)
                .hasMessageContaining(bus.path() + "index.html could not be rendered")
                .hasMessageContaining(theme.resolve("templates/article.jte") + ":9: ");
    }

    @Test
    void aRemovalDoesNotWaitForTheTheme() throws IOException {
        template("gone.jte", Files.readString(GONE) + "@if(");
        content.withdraw(bus.document(), bus.path(), clock.instant());

        rig.job.release("tester");

        assertThat(rig.shown().entry(bus.path() + "index.html").orElseThrow().status())
                .isEqualTo(410);
        rig.assertConsistent(content.liveEditions());
    }

    private void template(String name, String source) throws IOException {
        Files.writeString(theme.resolve("templates").resolve(name), source);
    }
}
