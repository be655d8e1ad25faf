package org.gongkai.content.intake;

import org.apache.poi.hwpf.HWPFDocument;
import org.apache.poi.hwpf.model.GenericPropertyNode;
import org.apache.poi.hwpf.model.PlexOfCps;
import org.apache.poi.hwpf.usermodel.Range;
import org.apache.poi.util.LittleEndian;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The texts in the text boxes of a doc, by the shapes that hold them ([MS-DOC] 2.8.33), which the
 * library does not read.
 */
final class DocBoxes {
    /** Where a document says where the table of texts is: the 57th pair of FibRgFcLcb97. */
    private static final int PLACE = 154 + 56 * 8;

    private static final int DESCRIPTION = 22;
    private static final int SHAPE = 14;

    private final Map<Integer, Range> byShape = new HashMap<>();

    DocBoxes(HWPFDocument document) {
        byte[] main = document.getMainStream();
        if (main.length < PLACE + 8) {
            return;
        }
        int offset = LittleEndian.getInt(main, PLACE);
        int size = LittleEndian.getInt(main, PLACE + 4);
        byte[] tables = document.getTableStream();
        if (size <= DESCRIPTION || offset < 0 || (long) offset + size > tables.length) {
            return;
        }
        PlexOfCps texts = new PlexOfCps(tables, offset, size, DESCRIPTION);
        Range all = document.getMainTextboxRange();
        for (int i = 0; i < texts.length(); i++) {
            GenericPropertyNode text = texts.getProperty(i);
            int end = Math.min(all.getStartOffset() + text.getEnd(), all.getEndOffset());
            int start = all.getStartOffset() + text.getStart();
            if (start >= all.getStartOffset() && start < end) {
                byShape.put(
                        LittleEndian.getInt(text.getBytes(), SHAPE),
                        new Range(start, end, document));
            }
        }
    }

    /** The text in a shape; once, because a text belongs to one shape. */
    Optional<Range> of(int shape) {
        return Optional.ofNullable(byShape.remove(shape));
    }
}
