package org.gongkai.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class SearchPropertiesTest {
    @Test
    void everythingHasADefaultButTheShell() {
        assertThat(bind(Map.of()))
                .isEqualTo(
                        new SearchProperties(
                                "gongkai",
                                1,
                                0,
                                Duration.ofSeconds(3),
                                null,
                                null,
                                null,
                                List.of(),
                                Map.of("policy", 8f, "interpretation", 4f),
                                new SearchProperties.Rate(20, 60),
                                64));
    }

    @Test
    void listsAndLimitsAreSetByName() {
        SearchProperties properties =
                bind(
                        Map.of(
                                "gongkai.search.hot[0]",
                                "公积金",
                                "gongkai.search.prefer.notice",
                                "5",
                                "gongkai.search.rate.per-second",
                                "0",
                                "gongkai.search.at-once",
                                "8"));

        assertThat(properties.hot()).containsExactly("公积金");
        assertThat(properties.prefer()).isEqualTo(Map.of("notice", 5f));
        assertThat(properties.rate()).isEqualTo(new SearchProperties.Rate(0, 60));
        assertThat(properties.atOnce()).isEqualTo(8);
        assertThatThrownBy(() -> bind(Map.of("gongkai.search.at-once", "0")))
                .rootCause()
                .hasMessageContaining("gongkai.search.at-once must be at least 1");
        assertThatThrownBy(() -> bind(Map.of("gongkai.search.rate.burst", "0")))
                .rootCause()
                .hasMessageContaining("gongkai.search.rate.burst");
    }

    @Test
    void theShellIsAPath() {
        assertThat(bind(Map.of("gongkai.search.shell", "/site/current/search/index.html")).shell())
                .isEqualTo(Path.of("/site/current/search/index.html"));
    }

    @Test
    void anImpossibleIndexNameIsRefusedByItsName() {
        assertThatThrownBy(() -> bind(Map.of("gongkai.search.index", "Öffentlich,*")))
                .isInstanceOf(BindException.class)
                .rootCause()
                .hasMessageContaining("gongkai.search.index is 'Öffentlich,*'");
    }

    private static SearchProperties bind(Map<String, String> properties) {
        return TestProperties.of(properties);
    }
}
