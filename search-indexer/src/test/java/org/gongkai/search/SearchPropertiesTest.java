package org.gongkai.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

class SearchPropertiesTest {
    @Test
    void everythingHasADefaultButTheShell() {
        assertThat(bind(Map.of()))
                .isEqualTo(new SearchProperties("gongkai", 1, 0, Duration.ofSeconds(3), null));
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
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("gongkai.search", SearchProperties.class);
    }
}
