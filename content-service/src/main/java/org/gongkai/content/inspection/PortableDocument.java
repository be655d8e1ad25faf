package org.gongkai.content.inspection;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.gongkai.content.media.Finding.Kind;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Looks into PDF (ISO 32000-2): every object that the file has is looked at, also those that
 * nothing leads to, for the names by which a reader would act (clause 12.6).
 */
final class PortableDocument {
    private static final int MOST_OBJECTS = 2_000_000;
    private static final COSName JS = COSName.getPDFName("JS");
    private static final COSName JAVA_SCRIPT = COSName.getPDFName("JavaScript");
    private static final COSName XFA = COSName.getPDFName("XFA");
    private static final COSName RICH_MEDIA = COSName.getPDFName("RichMediaContent");
    private static final Set<String> LAUNCHING = Set.of("Launch", "ImportData");
    private static final Set<String> LEADING_ELSEWHERE =
            Set.of("SubmitForm", "GoToE", "GoToR", "Movie", "Rendition");

    private final Findings findings;
    private final Deque<COSBase> open = new ArrayDeque<>();
    private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private PortableDocument(Findings findings) {
        this.findings = findings;
    }

    static void inspect(Path file, Findings findings) throws IOException {
        if (PdfStreams.bomb(file)) {
            findings.add(Kind.BOMB);
            return;
        }
        try (PDDocument document =
                Loader.loadPDF(
                        file.toFile(), "", null, null, IOUtils.createMemoryOnlyStreamCache())) {
            if (document.isEncrypted()) {
                findings.add(Kind.RESTRICTED);
            }
            named(document.getDocumentInformation().getAuthor(), findings);
            PortableDocument walk = new PortableDocument(findings);
            walk.from(document.getDocument().getTrailer());
            for (COSObjectKey key : document.getDocument().getXrefTable().keySet()) {
                walk.from(document.getDocument().getObjectFromPool(key));
            }
        } catch (InvalidPasswordException e) {
            findings.add(Kind.PASSWORD);
        }
    }

    private static void named(@Nullable String author, Findings findings) {
        if (author != null && !author.isBlank()) {
            findings.add(Kind.AUTHORS, author);
        }
    }

    private void from(@Nullable COSBase start) {
        push(start);
        while (!open.isEmpty()) {
            COSBase next = open.pop();
            if (next instanceof COSObject reference) {
                push(reference.getObject());
            } else if (next instanceof COSDictionary dictionary) {
                dictionary(dictionary);
                dictionary.getValues().forEach(this::push);
            } else if (next instanceof COSArray array) {
                array.forEach(this::push);
            }
        }
    }

    private void push(@Nullable COSBase base) {
        if ((base instanceof COSObject || base instanceof COSDictionary || base instanceof COSArray)
                && seen.size() < MOST_OBJECTS
                && seen.add(base)) {
            open.push(base);
        }
    }

    private void dictionary(COSDictionary dictionary) {
        String action = name(dictionary, COSName.S);
        if (dictionary.containsKey(JS) || action.equals("JavaScript")) {
            findings.add(Kind.SCRIPT, "JavaScript");
        } else if (dictionary.containsKey(JAVA_SCRIPT)
                && dictionary.getDictionaryObject(JAVA_SCRIPT) instanceof COSDictionary) {
            findings.add(Kind.SCRIPT, "JavaScript");
        }
        if (dictionary.containsKey(XFA)) {
            findings.add(Kind.SCRIPT, "XFA");
        }
        if (dictionary.containsKey(RICH_MEDIA)) {
            findings.add(Kind.SCRIPT, "RichMedia");
        }
        if (LAUNCHING.contains(action)) {
            findings.add(Kind.LAUNCH_ACTION, action + target(dictionary));
        } else if (LEADING_ELSEWHERE.contains(action)) {
            findings.add(Kind.EXTERNAL_CONTENT, action + target(dictionary));
        }
        if (dictionary.containsKey(COSName.EF)) {
            findings.add(Kind.EMBEDDED_FILE, fileName(dictionary));
        } else if (dictionary instanceof COSStream
                && name(dictionary, COSName.TYPE).equals("EmbeddedFile")) {
            findings.add(Kind.EMBEDDED_FILE);
        }
        if (name(dictionary, COSName.TYPE).equals("Annot")
                && Set.of("Text", "FreeText", "Highlight")
                        .contains(name(dictionary, COSName.SUBTYPE))) {
            findings.add(Kind.COMMENTS);
        }
    }

    private static String target(COSDictionary action) {
        COSBase file = action.getDictionaryObject(COSName.F);
        if (file instanceof COSDictionary specification) {
            return " " + fileName(specification);
        }
        return file instanceof COSString name ? " " + name.getString() : "";
    }

    private static String fileName(COSDictionary specification) {
        String unicode = specification.getString(COSName.UF);
        String plain = specification.getString(COSName.F);
        return unicode != null ? unicode : plain != null ? plain : "";
    }

    private static String name(COSDictionary dictionary, COSName key) {
        String name = dictionary.getNameAsString(key);
        return name == null ? "" : name;
    }
}
