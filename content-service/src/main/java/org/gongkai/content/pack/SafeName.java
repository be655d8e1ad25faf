package org.gongkai.content.pack;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Names of files that every system takes, Windows too, and that stay inside their directory
 * (Microsoft, “Naming Files, Paths, and Namespaces”). Chinese stays Chinese.
 */
final class SafeName {
    private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul", "com", "lpt");

    private final Set<String> taken = new HashSet<>();

    /**
     * A name of at most so many characters that was not given before; letters of any case count as
     * the same.
     */
    String of(String name, int longest) {
        String safe = safe(name, longest);
        String stem = stem(safe);
        String extension = safe.substring(stem.length());
        String free = safe;
        for (int i = 2; !taken.add(free.toLowerCase(Locale.ROOT)); i++) {
            free = "%s (%d)%s".formatted(stem, i, extension);
        }
        return free;
    }

    static String safe(String name, int longest) {
        String clean =
                name.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}]", "")
                        .replaceAll("[<>:\"/\\\\|?*]", "_")
                        .replaceAll("\\s+", " ")
                        .strip();
        String stem = stem(clean);
        String extension = clean.substring(stem.length());
        stem = cut(stem, Math.max(1, longest - extension.length()));
        clean = (stem + extension).replaceAll("^[. ]+|[. ]+$", "");
        String first = clean.split("[.0-9]", 2)[0].strip().toLowerCase(Locale.ROOT);
        return clean.isEmpty() ? "_" : DEVICES.contains(first) ? "_" + clean : clean;
    }

    private static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 && name.length() - dot <= 6 ? name.substring(0, dot) : name;
    }

    /** Never in the middle of a character. */
    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end).strip();
    }
}
