package org.gongkai.content.inspection;

import org.gongkai.content.media.Finding.Kind;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks into Office Open XML (ISO/IEC 29500): docx, xlsx, pptx and their like. */
final class OfficePackage {
    private static final long MOST_BYTES = 2L << 30;
    private static final Pattern EMBEDDED =
            Pattern.compile("(?:word|xl|ppt)/(?:embeddings|activeX)/.*[^/]");
    // No pattern looks past the next tag: in tags without end it would read all of the rest for
    // each.
    private static final Pattern EXTERNAL =
            Pattern.compile(
                    "<Relationship\\b(?=[^<>]*TargetMode=\"External\")(?=[^<>]*Type=\"[^\"]*/(attachedTemplate|oleObject|frame|subDocument|externalLink\\w*|image|video|audio)\")[^<>]*?Target=\"([^\"]*)\"");
    private static final Pattern SHEET =
            Pattern.compile(
                    "<(?:\\w+:)?sheet\\b(?=[^<>]*\\bstate=\"(?:hidden|veryHidden)\")[^<>]*?\\bname=\"([^\"]*)\"");
    private static final Pattern AUTHOR =
            Pattern.compile("<(?:dc:creator|cp:lastModifiedBy)>([^<]+)<");
    private static final Pattern TRACKED = Pattern.compile("<w:(?:ins|del|moveFrom|moveTo) ");
    private static final Pattern HIDDEN_TEXT =
            Pattern.compile("<w:vanish(?:/>| (?!w:val=\"(?:0|false|off)\"))");

    private static final Pattern COMMENT =
            Pattern.compile("<(?:\\w+:)?(?:comment|cm|threadedComment)[ >]");
    private static final Pattern PROTECTION =
            Pattern.compile(
                    "<w:documentProtection\\b[^<>]*w:enforcement=\"(?:1|true|on)\"|<(?:\\w+:)?(?:fileSharing|workbookProtection)\\b");
    private static final Pattern SECURITY = Pattern.compile("<DocSecurity>[1-9]");

    private OfficePackage() {}

    static void inspect(Path file, Findings findings) throws IOException {
        try (Archive archive = Archive.open(file)) {
            archive.inspect(findings, MOST_BYTES);
            // First what the names say: a part that cannot be read must not hide a macro.
            archive.names().forEach(name -> named(name, findings));
            for (String name : archive.names()) {
                part(archive, name, findings);
            }
        }
    }

    private static void named(String name, Findings findings) {
        if (name.endsWith("vbaProject.bin") || name.contains("/macrosheets/")) {
            findings.add(Kind.MACROS, name);
        } else if (EMBEDDED.matcher(name).matches()) {
            findings.add(Kind.EMBEDDED_FILE, name.substring(name.lastIndexOf('/') + 1));
        }
    }

    private static void part(Archive archive, String name, Findings findings) throws IOException {
        if (name.matches("(?:word|ppt|xl)/(?:comments/)?comments?\\w*\\.xml")
                || name.matches("xl/threadedComments/[^/]+\\.xml")) {
            each(COMMENT, archive, name, findings, Kind.COMMENTS, 0);
        } else if (name.equals("word/settings.xml") || name.equals("xl/workbook.xml")) {
            each(PROTECTION, archive, name, findings, Kind.RESTRICTED, 0);
            each(SHEET, archive, name, findings, Kind.HIDDEN_SHEET, 1);
        } else if (name.equals("docProps/app.xml")) {
            each(SECURITY, archive, name, findings, Kind.RESTRICTED, 0);
        } else if (name.endsWith(".rels")) {
            each(EXTERNAL, archive, name, findings, Kind.EXTERNAL_CONTENT, 2);
        } else if (name.equals("docProps/core.xml")) {
            each(AUTHOR, archive, name, findings, Kind.AUTHORS, 1);
        } else if (name.equals("word/document.xml")) {
            each(TRACKED, archive, name, findings, Kind.TRACKED_CHANGES, 0);
            each(HIDDEN_TEXT, archive, name, findings, Kind.HIDDEN_TEXT, 0);
        }
    }

    private static void each(
            Pattern pattern, Archive archive, String name, Findings findings, Kind kind, int group)
            throws IOException {
        Matcher matcher = pattern.matcher(archive.text(name).orElse(""));
        while (matcher.find()) {
            if (group == 0) {
                findings.add(kind);
                return;
            }
            findings.add(kind, Entities.decoded(matcher.group(group)));
        }
    }
}
