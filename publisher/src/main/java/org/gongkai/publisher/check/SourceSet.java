package org.gongkai.publisher.check;

import java.util.Set;

/** The pictures that a {@code srcset} names. */
final class SourceSet {
    private SourceSet() {}

    static void addTo(Set<String> links, String srcset) {
        int from = 0;
        while (from <= srcset.length()) {
            int comma = srcset.indexOf(',', from);
            int to = comma < 0 ? srcset.length() : comma;
            links.add(first(srcset.substring(from, to).strip()));
            from = to + 1;
        }
    }

    private static String first(String candidate) {
        for (int at = 0; at < candidate.length(); at++) {
            if (Character.isWhitespace(candidate.charAt(at))) {
                return candidate.substring(0, at);
            }
        }
        return candidate;
    }
}
