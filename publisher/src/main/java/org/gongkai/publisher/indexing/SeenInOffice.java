package org.gongkai.publisher.indexing;

import org.apache.poi.ooxml.util.DocumentHelper;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.opc.PackageRelationship;
import org.apache.poi.openxml4j.opc.StreamHelper;
import org.apache.tika.io.TikaInputStream;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Office Open XML files without what their readers do not see: comments, and sheets that are
 * hidden. Tika gives both like everything else, so that they cannot be told from it afterwards.
 */
final class SeenInOffice {
    private static final String MEDIA_TYPES = "application/vnd.openxmlformats-officedocument.";
    private static final Pattern WORKBOOK =
            Pattern.compile(".*(spreadsheetml|ms-excel).*main\\+xml");

    private SeenInOffice() {}

    /** The bytes as they are, if the file is of another kind or hides nothing. */
    static byte[] of(byte[] bytes, String mediaType)
            throws IOException, SAXException, OpenXML4JException {
        if (!mediaType.startsWith(MEDIA_TYPES)) {
            return bytes;
        }
        try (TikaInputStream in = TikaInputStream.get(bytes)) {
            OPCPackage file = OPCPackage.open(in.getFile(), PackageAccess.READ_WRITE);
            try {
                boolean hides = false;
                for (PackagePart part : file.getParts()) {
                    hides |= takeOut(part);
                }
                return hides ? written(file) : bytes;
            } finally {
                file.revert();
            }
        }
    }

    private static boolean takeOut(PackagePart part)
            throws IOException, SAXException, OpenXML4JException {
        if (part.isRelationshipPart()) {
            return false;
        }
        boolean comments = takeOutComments(part);
        return WORKBOOK.matcher(part.getContentType()).matches() && takeOutHiddenSheets(part)
                || comments;
    }

    /** Whoever wrote the file, and whatever way of commenting it is: the relation says so. */
    private static boolean takeOutComments(PackagePart part) throws OpenXML4JException {
        List<String> comments = new ArrayList<>();
        for (PackageRelationship relation : part.getRelationships()) {
            if (relation.getRelationshipType().toLowerCase(Locale.ROOT).contains("comment")) {
                comments.add(relation.getId());
            }
        }
        comments.forEach(part::removeRelationship);
        return !comments.isEmpty();
    }

    private static boolean takeOutHiddenSheets(PackagePart workbook)
            throws IOException, SAXException {
        Document document;
        try (InputStream in = workbook.getInputStream()) {
            document = DocumentHelper.readDocument(in);
        }
        NodeList sheets = document.getElementsByTagNameNS("*", "sheet");
        List<Element> hidden = new ArrayList<>();
        for (int i = 0; i < sheets.getLength(); i++) {
            if (sheets.item(i) instanceof Element sheet
                    && sheet.getAttribute("state").toLowerCase(Locale.ROOT).contains("hidden")) {
                hidden.add(sheet);
            }
        }
        if (hidden.isEmpty()) {
            return false;
        }
        hidden.forEach(sheet -> sheet.getParentNode().removeChild(sheet));
        try (OutputStream out = workbook.getOutputStream()) {
            StreamHelper.saveXmlInStream(document, out);
        }
        return true;
    }

    private static byte[] written(OPCPackage file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        file.save(bytes);
        return bytes.toByteArray();
    }
}
