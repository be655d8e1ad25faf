package org.gongkai.elasticsearch.node;

import org.apache.lucene.analysis.charfilter.HTMLStripCharFilter;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.pattern.PatternReplaceCharFilter;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.analysis.CharFilterFactory;
import org.elasticsearch.index.analysis.NormalizingCharFilterFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.AnalysisPlugin;

import java.io.Reader;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Character filters under their official names. */
final class CharFilters {

    private CharFilters() {}

    static Map<String, AnalysisProvider<CharFilterFactory>> all() {
        return Map.of(
                "html_strip",
                (index, environment, name, given) -> {
                    Settings settings = Options.of("html_strip", given).only("escaped_tags");
                    Set<String> escaped = Set.copyOf(settings.getAsList("escaped_tags"));
                    return filter(name, text -> new HTMLStripCharFilter(text, escaped));
                },
                "mapping",
                AnalysisPlugin.requiresAnalysisSettings(
                        (index, environment, name, given) -> {
                            Settings settings = Options.of("mapping", given).only("mappings");
                            NormalizeCharMap mappings = mappings(settings);
                            return normalizing(name, text -> new MappingCharFilter(mappings, text));
                        }),
                "pattern_replace",
                AnalysisPlugin.requiresAnalysisSettings(
                        (index, environment, name, given) -> {
                            Settings settings =
                                    Options.of("pattern_replace", given)
                                            .only("pattern", "replacement");
                            if (settings.get("pattern") == null) {
                                throw new IllegalArgumentException(
                                        "pattern_replace [" + name + "] lacks its pattern");
                            }
                            Pattern pattern = Pattern.compile(settings.get("pattern"));
                            String replacement = settings.get("replacement", "");
                            return normalizing(
                                    name,
                                    text ->
                                            new PatternReplaceCharFilter(
                                                    pattern, replacement, text));
                        }));
    }

    private static NormalizeCharMap mappings(Settings settings) {
        NormalizeCharMap.Builder mappings = new NormalizeCharMap.Builder();
        for (String rule : settings.getAsList("mappings")) {
            int arrow = rule.indexOf("=>");
            if (arrow < 0 || rule.indexOf('\\') >= 0) {
                throw new IllegalArgumentException(
                        "not a mapping of the form \"from => to\", without backslashes: " + rule);
            }
            mappings.add(rule.substring(0, arrow).strip(), rule.substring(arrow + 2).strip());
        }
        return mappings.build();
    }

    private static CharFilterFactory filter(String name, UnaryOperator<Reader> create) {
        return new CharFilterFactory() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Reader create(Reader text) {
                return create.apply(text);
            }
        };
    }

    private static CharFilterFactory normalizing(String name, UnaryOperator<Reader> create) {
        return new NormalizingCharFilterFactory() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Reader create(Reader text) {
                return create.apply(text);
            }
        };
    }
}
