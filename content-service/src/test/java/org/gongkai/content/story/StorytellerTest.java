package org.gongkai.content.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

class StorytellerTest {

    @Test
    void everyActionThatIsWrittenHasWordsInBothLanguages() {
        Set<String> actions = AuditedActions.in(sources());
        // Proposals put theirs together of their form and what was done.
        actions.removeAll(Set.of("-", "proposed"));
        actions.addAll(
                Set.of(
                        "site-founded",
                        "site-proposed",
                        "site-approved",
                        "routing-founded",
                        "routing-proposed",
                        "routing-approved"));
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("workbench/messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);

        assertThat(actions)
                .contains("created", "taken back", "sent back", "published", "removed", "restored");
        for (Locale locale : List.of(Locale.CHINA, Locale.ENGLISH)) {
            assertThat(actions)
                    .allSatisfy(
                            action ->
                                    assertThat(
                                                    messages.getMessage(
                                                            "action." + action.replace(' ', '-'),
                                                            null,
                                                            "",
                                                            locale))
                                            .as(action + " in " + locale)
                                            .isNotBlank());
        }
    }

    private static Path sources() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path sources = at.resolve("content-service/src/main/java/org/gongkai/content");
            if (Files.isDirectory(sources)) {
                return sources;
            }
        }
        throw new AssertionError("no sources at or above " + Path.of("").toAbsolutePath());
    }
}
