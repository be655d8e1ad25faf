package org.gongkai.search;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import java.util.Map;

/** Search properties as an operator would set them, everything else by default. */
public final class TestProperties {
    private TestProperties() {}

    /** An index of its own, and patience for a machine that does much else. */
    public static SearchProperties of(String index) {
        return of(Map.of("gongkai.search.index", index, "gongkai.search.timeout", "30s"));
    }

    public static SearchProperties of(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("gongkai.search", SearchProperties.class);
    }
}
