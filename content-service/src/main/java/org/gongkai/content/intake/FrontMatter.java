package org.gongkai.content.intake;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The YAML between two lines of {@code ---} with which a Markdown file may begin.
 *
 * @param about single values, keys in lower case
 * @param rest the text after it
 */
record FrontMatter(Map<String, String> about, List<String> tags, String rest) {
    private static final int LONGEST = 64 * 1024;

    /** Splits it off; a file without it, or with something else between the lines, is all text. */
    static FrontMatter split(String text) {
        FrontMatter none = new FrontMatter(Map.of(), List.of(), text);
        if (!text.startsWith("---\n") && !text.startsWith("---\r\n")) {
            return none;
        }
        int start = text.indexOf('\n') + 1;
        int end = text.indexOf("\n---", start - 1);
        if (end < 0 || end > LONGEST) {
            return none;
        }
        int rest = text.indexOf('\n', end + 1);
        return parse(
                text.substring(start, Math.max(start, end)),
                rest < 0 ? "" : text.substring(rest + 1),
                none);
    }

    private static FrontMatter parse(String yaml, String rest, FrontMatter none) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(10);
        options.setNestingDepthLimit(10);
        options.setCodePointLimit(LONGEST);
        try {
            Object loaded = new Yaml(new SafeConstructor(options)).load(yaml);
            return loaded instanceof Map<?, ?> map ? of(map, rest) : none;
        } catch (YAMLException e) {
            return none;
        }
    }

    private static FrontMatter of(Map<?, ?> map, String rest) {
        Map<String, String> about = new TreeMap<>();
        List<String> tags = new ArrayList<>();
        map.forEach(
                (key, value) -> {
                    String name = String.valueOf(key).toLowerCase(Locale.ROOT);
                    if (value instanceof Collection<?> values) {
                        if (name.equals("tags") || name.equals("keywords")) {
                            values.forEach(tag -> tags.add(String.valueOf(tag)));
                        }
                    } else if (value instanceof Date date) {
                        about.put(
                                name,
                                date.toInstant().atZone(ZoneOffset.UTC).toLocalDate().toString());
                    } else if (value != null && !(value instanceof Map)) {
                        about.put(name, String.valueOf(value));
                    }
                });
        return new FrontMatter(about, tags, rest);
    }
}
