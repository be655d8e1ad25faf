package org.gongkai.content.intake;

import org.apache.poi.hwpf.HWPFDocument;
import org.apache.poi.hwpf.model.LFO;
import org.apache.poi.hwpf.model.LFOData;
import org.apache.poi.hwpf.model.ListData;
import org.apache.poi.hwpf.model.ListFormatOverrideLevel;
import org.apache.poi.hwpf.model.ListLevel;
import org.apache.poi.hwpf.model.ListTables;
import org.apache.poi.hwpf.model.StyleDescription;
import org.apache.poi.hwpf.model.StyleSheet;
import org.apache.poi.hwpf.usermodel.Bookmark;
import org.apache.poi.hwpf.usermodel.Bookmarks;
import org.apache.poi.hwpf.usermodel.CharacterProperties;
import org.apache.poi.hwpf.usermodel.Notes;
import org.apache.poi.hwpf.usermodel.Paragraph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;

/** What the texts of one doc share while it is read. */
final class DocContext extends TextContext {
    /** The styles with these numbers are the headings 1 to 9, whatever they are called. */
    private static final int HEADINGS = 9;

    private static final String[] PALETTE = {
        "", "000000", "0000FF", "00FFFF", "00FF00", "FF00FF", "FF0000", "FFFF00", "FFFFFF",
        "000080", "008080", "008000", "800080", "800000", "808000", "808080", "C0C0C0"
    };

    final HWPFDocument document;

    /** Places in the text with the names that links use. */
    final Map<Integer, List<String>> anchors = new HashMap<>();

    /** Places in the text that refer to notes, with the note's sort and number. */
    final Map<Integer, String> references = new HashMap<>();

    final DocBoxes boxes;

    DocContext(HWPFDocument document, PictureFiles pictures, int longest) {
        super(styles(document.getStyleSheet()), new WordNumbering(), pictures, longest);
        this.document = document;
        this.boxes = new DocBoxes(document);
        Bookmarks bookmarks = document.getBookmarks();
        for (int i = 0; i < bookmarks.getBookmarksCount(); i++) {
            Bookmark bookmark = bookmarks.getBookmark(i);
            if (!bookmark.getName().isEmpty() && !bookmark.getName().equals("_GoBack")) {
                anchors.computeIfAbsent(bookmark.getStart(), start -> new ArrayList<>())
                        .add(bookmark.getName());
            }
        }
        refer("f", document.getFootnotes());
        refer("e", document.getEndnotes());
    }

    private void refer(String sort, Notes notes) {
        for (int i = 0; i < notes.getNotesCount(); i++) {
            references.put(notes.getNoteAnchorPosition(i), sort + i);
        }
    }

    private static WordStyles styles(StyleSheet sheet) {
        WordStyles styles = new WordStyles();
        for (int i = 0; i < sheet.numStyles(); i++) {
            StyleDescription style = sheet.getStyleDescription(i);
            if (style != null) {
                String name = style.getName() == null ? "" : style.getName();
                CharacterProperties characters = sheet.getCharacterStyle(i);
                styles.define(
                        Integer.toString(i),
                        new WordStyles.Style(
                                name.split(",", 2)[0].strip().toLowerCase(Locale.ROOT),
                                Integer.toString(style.getBaseStyle()),
                                i >= 1 && i <= HEADINGS ? i - 1 : WordStyles.NO_LEVEL,
                                WordNumbering.Place.NONE,
                                characters != null && characters.isFVanish(),
                                characters != null && characters.isFBold(),
                                characters != null && characters.isFItalic(),
                                characters == null
                                        ? ""
                                        : colour(characters.getIco24(), characters.getIco())));
            }
        }
        return styles;
    }

    /**
     * A colour as {@link RunFormat#colour} has it.
     *
     * @param exact blue, green and red; -1 if only the index says it
     * @param index into the colours that Word had at first
     */
    static String colour(int exact, int index) {
        if (exact == -1) {
            return index > 0 && index < PALETTE.length ? PALETTE[index] : "";
        }
        boolean automatic = exact >>> 24 != 0;
        return automatic
                ? ""
                : "%02X%02X%02X".formatted(exact & 0xff, exact >> 8 & 0xff, exact >> 16 & 0xff);
    }

    /** Where a paragraph is counted. */
    WordNumbering.Place numbering(Paragraph paragraph) {
        int number = paragraph.getIlfo();
        if (number <= 0) {
            return WordNumbering.Place.NONE;
        }
        String id = Integer.toString(number);
        ListTables lists = document.getListTables();
        if (lists != null && !numbering.knows(id)) {
            define(id, number, lists);
        }
        return new WordNumbering.Place(id, Math.clamp(paragraph.getIlvl(), 0, 8));
    }

    private void define(String id, int number, ListTables lists) {
        LFO override;
        LFOData data;
        try {
            override = lists.getLfo(number);
            data = lists.getLfoData(number);
        } catch (NoSuchElementException e) {
            return;
        }
        ListData list = lists.getListData(override.getLsid());
        if (list == null) {
            return;
        }
        String kind = Integer.toString(override.getLsid());
        numbering.define(kind, Arrays.stream(list.getLevels()).map(DocContext::level).toList());
        Map<Integer, Integer> starts = new HashMap<>();
        ListFormatOverrideLevel[] levels = data == null ? null : data.getRgLfoLvl();
        for (ListFormatOverrideLevel level :
                levels == null ? new ListFormatOverrideLevel[0] : levels) {
            if (level != null && level.isStartAt()) {
                boolean whole = level.isFormatting() && level.getLevel() != null;
                starts.put(
                        level.getLevelNum(),
                        whole ? level.getLevel().getStartAt() : level.getIStartAt());
            }
        }
        numbering.number(id, kind, starts);
    }

    private static WordNumbering.Level level(ListLevel level) {
        return level == null
                ? WordNumbering.Level.PLAIN
                : WordNumbering.Level.of(
                        level.getNumberFormat(),
                        level.getNumberText() == null ? "" : level.getNumberText(),
                        level.getStartAt());
    }
}
