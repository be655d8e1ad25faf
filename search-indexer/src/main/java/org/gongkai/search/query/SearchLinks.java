package org.gongkai.search.query;

import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Addresses of the same question with something changed; parameters of others are left out. */
record SearchLinks(MultiValueMap<String, String> parameters) {
    private static final Set<String> CARRIED =
            Set.of(
                    "q", "section", "kind", "unit", "year", "field", "from", "to", "sort", "size",
                    "exact");

    String page(int number) {
        return changed(to -> to.set("page", Integer.toString(number)));
    }

    String after(String cursor) {
        return changed(to -> to.set("after", cursor));
    }

    String exactly() {
        return changed(to -> to.set("exact", "true"));
    }

    /** With this choice, or without it if it was chosen. */
    String chosen(String facet, String key) {
        return changed(
                to -> {
                    List<String> keys = new ArrayList<>(to.getOrDefault(facet, List.of()));
                    if (!keys.remove(key)) {
                        keys.add(key);
                    }
                    to.put(facet, keys);
                });
    }

    static String asking(String question) {
        return "?q=" + encoded(question);
    }

    static String relatedTo(String id) {
        return "?related=" + encoded(id);
    }

    private String changed(Consumer<MultiValueMap<String, String>> change) {
        MultiValueMap<String, String> to = new LinkedMultiValueMap<>();
        parameters.forEach(
                (name, values) -> {
                    if (CARRIED.contains(name)) {
                        values.stream()
                                .filter(value -> !value.isBlank())
                                .forEach(value -> to.add(name, value));
                    }
                });
        change.accept(to);
        return to.entrySet().stream()
                .flatMap(
                        each ->
                                each.getValue().stream()
                                        .map(value -> each.getKey() + "=" + encoded(value)))
                .collect(Collectors.joining("&", "?", ""));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
