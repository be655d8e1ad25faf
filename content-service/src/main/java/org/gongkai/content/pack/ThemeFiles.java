package org.gongkai.content.pack;

import org.gongkai.content.publishing.DraftPages;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of the theme that the pages of a pack name, and what its style sheets name. */
final class ThemeFiles {
    /** The style of the mark on each page. */
    static final String MARK = "theme/preview.css";

    private static final Pattern NAMED = Pattern.compile("url\\(\"/theme/([^\"/]+)\"\\)");

    private final DraftPages pages;
    private final PackZip zip;

    ThemeFiles(DraftPages pages, PackZip zip) {
        this.pages = pages;
        this.zip = zip;
    }

    /**
     * Puts them into the pack, each once.
     *
     * @param paths their public paths
     */
    void put(Collection<String> paths) throws IOException {
        if (!zip.has(MARK)) {
            try (InputStream mark =
                    Objects.requireNonNull(
                            ThemeFiles.class.getResourceAsStream(
                                    "/workbench/assets/preview.css"))) {
                zip.put(MARK, mark);
            }
        }
        for (String path : paths) {
            String name = path.substring(1);
            byte[] bytes = zip.has(name) ? null : pages.themeFile(path).orElse(null);
            if (bytes == null) {
                continue;
            }
            if (name.endsWith(".css")) {
                String sheet = new String(bytes, StandardCharsets.UTF_8);
                Matcher named = NAMED.matcher(sheet);
                zip.put(name, named.replaceAll("url(\"$1\")").getBytes(StandardCharsets.UTF_8));
                put(named.reset().results().map(found -> "/theme/" + found.group(1)).toList());
            } else {
                zip.put(name, bytes);
            }
        }
    }
}
