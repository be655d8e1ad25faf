package org.gongkai.content.inspection;

import org.apache.poi.hpsf.PropertySetFactory;
import org.apache.poi.hpsf.SummaryInformation;
import org.apache.poi.hssf.record.BoundSheetRecord;
import org.apache.poi.hssf.record.FilePassRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.hssf.record.RecordFactoryInputStream;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.Entry;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.gongkai.content.media.Finding.Kind;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** Looks into the binary formats of Office 97 to 2003 ([MS-CFB]): doc, xls, ppt. */
final class CompoundFile {
    private static final Set<String> MACROS =
            Set.of("macros", "_vba_project_cur", "vba", "_vba_project");
    private static final int DEEPEST = 8;
    private static final int MOST_RECORDS = 20_000;

    private CompoundFile() {}

    static void inspect(Path file, Findings findings) throws IOException {
        try (POIFSFileSystem system = new POIFSFileSystem(file.toFile(), true)) {
            DirectoryNode root = system.getRoot();
            directory(root, 0, findings);
            authors(root, findings);
            workbook(root, findings);
            document(root, findings);
        }
    }

    private static void directory(DirectoryEntry directory, int depth, Findings findings) {
        for (Entry entry : directory) {
            String name = entry.getName().toLowerCase(Locale.ROOT);
            if (MACROS.contains(name)) {
                findings.add(Kind.MACROS);
            } else if (name.equals("\u0001ole10native")
                    || name.equals("package")
                    || name.startsWith("mbd")) {
                findings.add(Kind.EMBEDDED_FILE, entry.getName());
            } else if (name.equals("encryptedpackage") || name.equals("encryptedsummary")) {
                findings.add(Kind.PASSWORD);
            }
            if (depth < DEEPEST && entry instanceof DirectoryEntry inner) {
                if (directory.getName().equals("ObjectPool")) {
                    findings.add(Kind.EMBEDDED_FILE, inner.getName());
                }
                directory(inner, depth + 1, findings);
            }
        }
    }

    private static void authors(DirectoryNode root, Findings findings) {
        try {
            if (root.hasEntryCaseInsensitive(SummaryInformation.DEFAULT_STREAM_NAME)
                    && PropertySetFactory.create(root, SummaryInformation.DEFAULT_STREAM_NAME)
                            instanceof SummaryInformation about) {
                named(about.getAuthor(), findings);
                named(about.getLastAuthor(), findings);
            }
        } catch (IOException | RuntimeException | org.apache.poi.hpsf.HPSFException e) {
            return; // its properties are damaged, and name nobody
        }
    }

    private static void named(@Nullable String author, Findings findings) {
        if (author != null && !author.isBlank()) {
            findings.add(Kind.AUTHORS, author);
        }
    }

    private static void workbook(DirectoryNode root, Findings findings) throws IOException {
        if (!root.hasEntryCaseInsensitive("Workbook")) {
            return;
        }
        try (InputStream stream =
                root.createDocumentInputStream(root.getEntryCaseInsensitive("Workbook"))) {
            RecordFactoryInputStream records = new RecordFactoryInputStream(stream, false);
            for (int i = 0; i < MOST_RECORDS; i++) {
                @Nullable Record record = records.nextRecord();
                if (record == null) {
                    return;
                }
                if (record instanceof BoundSheetRecord sheet
                        && (sheet.isHidden() || sheet.isVeryHidden())) {
                    findings.add(Kind.HIDDEN_SHEET, sheet.getSheetname());
                } else if (record instanceof FilePassRecord) {
                    findings.add(Kind.PASSWORD);
                }
            }
        } catch (org.apache.poi.EncryptedDocumentException e) {
            findings.add(Kind.PASSWORD);
        }
    }

    /** The bit fEncrypted of a Word file's FIB ([MS-DOC] 2.5.2). */
    private static void document(DirectoryNode root, Findings findings) throws IOException {
        if (!root.hasEntryCaseInsensitive("WordDocument")) {
            return;
        }
        try (InputStream stream =
                root.createDocumentInputStream(root.getEntryCaseInsensitive("WordDocument"))) {
            byte[] head = stream.readNBytes(12);
            if (head.length == 12 && (head[11] & 0x01) != 0) {
                findings.add(Kind.PASSWORD);
            }
        }
    }
}
