package org.gongkai.content.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.content.campaign.Campaign.Milestone;
import org.gongkai.content.document.EditionState;
import org.gongkai.content.document.Verb;
import org.gongkai.content.media.FileRefused;
import org.gongkai.content.media.Finding;
import org.gongkai.content.review.Refusal;
import org.gongkai.content.review.ReviewStage;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Stream;

class MessagesTest {
    @Test
    void bothLanguagesSayTheSame() throws IOException {
        assertThat(new TreeSet<>(messages("messages_en").stringPropertyNames()))
                .isEqualTo(new TreeSet<>(messages("messages").stringPropertyNames()));
    }

    @Test
    void everyStateStageVerbAndRefusalHasWords() throws IOException {
        Stream<String> keys =
                Stream.of(
                                names("state.", EditionState.values()),
                                names("state.", ReviewStage.values()),
                                names("milestone.", Milestone.values()),
                                names("milestone.short.", Milestone.values()),
                                names("verb.", Verb.values()),
                                names("said.", Verb.values()),
                                names("refusal.", Refusal.values()),
                                names("finding.", Finding.Kind.values()),
                                names("file.refused.", FileRefused.Reason.values()))
                        .flatMap(all -> all);

        assertThat(messages("messages").stringPropertyNames()).containsAll(keys.toList());
    }

    private static Stream<String> names(String prefix, Enum<?>[] values) {
        return Arrays.stream(values).map(value -> prefix + value.name());
    }

    private static Properties messages(String bundle) throws IOException {
        Properties properties = new Properties();
        try (Reader reader =
                new InputStreamReader(
                        Objects.requireNonNull(
                                MessagesTest.class.getResourceAsStream(
                                        "/workbench/" + bundle + ".properties")),
                        StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }
}
