package org.gongkai.content.inspection;

import org.gongkai.content.media.Finding.Kind;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks into OpenDocument (ISO/IEC 26300): odt, ods, odp. */
final class OpenDocument {
    private static final long MOST_BYTES = 2L << 30;
    private static final Pattern EMBEDDED = Pattern.compile("Object [^/]+|Objects?/.*[^/]");
    private static final Pattern AUTHOR =
            Pattern.compile("<(?:dc:creator|meta:initial-creator)>([^<]+)<");
    private static final Pattern REMOTE =
            Pattern.compile(
                    "<(?:draw:image|draw:object|draw:plugin|text:section-source|office:dde-source)\\b[^<>]*?xlink:href=\"((?:https?|ftp|file):[^\"]*)\"");
    private static final Pattern HIDDEN_TABLE =
            Pattern.compile("<style:table-properties\\b[^<>]*table:display=\"false\"");

    private OpenDocument() {}

    static void inspect(Path file, Findings findings) throws IOException {
        try (Archive archive = Archive.open(file)) {
            archive.inspect(findings, MOST_BYTES);
            for (String name : archive.names()) {
                if ((name.startsWith("Basic/") || name.startsWith("Scripts/"))
                        && !name.endsWith("/")
                        && !name.matches("Basic/(?:Standard/)?script-l[bc]\\.xml")) {
                    findings.add(Kind.MACROS, name);
                } else if (EMBEDDED.matcher(name).matches()) {
                    findings.add(Kind.EMBEDDED_FILE, name);
                }
            }
            if (archive.text("META-INF/manifest.xml").orElse("").contains(":encryption-data")) {
                findings.add(Kind.PASSWORD);
            }
            Matcher author = AUTHOR.matcher(archive.text("meta.xml").orElse(""));
            while (author.find()) {
                findings.add(Kind.AUTHORS, Entities.decoded(author.group(1)));
            }
            content(archive.text("content.xml").orElse(""), findings);
        }
    }

    private static void content(String xml, Findings findings) {
        if (xml.contains("<office:annotation")) {
            findings.add(Kind.COMMENTS);
        }
        if (xml.contains("<text:tracked-changes")) {
            findings.add(Kind.TRACKED_CHANGES);
        }
        if (xml.contains("<text:hidden-text") || xml.contains("text:display=\"none\"")) {
            findings.add(Kind.HIDDEN_TEXT);
        }
        if (HIDDEN_TABLE.matcher(xml).find()) {
            findings.add(Kind.HIDDEN_SHEET);
        }
        Matcher remote = REMOTE.matcher(xml);
        while (remote.find()) {
            findings.add(Kind.EXTERNAL_CONTENT, Entities.decoded(remote.group(1)));
        }
    }
}
