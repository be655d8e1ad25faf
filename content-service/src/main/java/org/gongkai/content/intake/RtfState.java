package org.gongkai.content.intake;

import org.jspecify.annotations.Nullable;

import java.nio.charset.Charset;

/** What holds in a group of RTF until it is changed; a group inside begins with a copy of it. */
final class RtfState {
    RtfDestination destination;
    Charset charset;
    RunFormat run = new RunFormat();
    ParagraphFormat paragraph = new ParagraphFormat();
    boolean deleted;
    boolean inserted;

    /** Which of the numbers and formats that differ by script are being set. */
    boolean eastAsian;

    /** How many characters stand for one that old programs cannot read. */
    int fallback = 1;

    int font;
    int numbering;
    int level;

    /** In how many tables the paragraph is. */
    int depth;

    /** Whether the properties of a row are those of a table inside another. */
    boolean nestedRow;

    /** The instruction of the field that is being read. */
    StringBuilder instruction = new StringBuilder();

    /** What is to be done when the group ends; no part of the copy. */
    @Nullable Closing closing;

    /** Ends what a group began. */
    interface Closing {
        void close() throws java.io.IOException;
    }

    RtfState(RtfDestination destination, Charset charset) {
        this.destination = destination;
        this.charset = charset;
    }

    RtfState copy() {
        RtfState copy = new RtfState(destination, charset);
        copy.run = run.copy();
        copy.paragraph = paragraph.copy();
        copy.deleted = deleted;
        copy.inserted = inserted;
        copy.eastAsian = eastAsian;
        copy.fallback = fallback;
        copy.font = font;
        copy.numbering = numbering;
        copy.level = level;
        copy.depth = depth;
        copy.nestedRow = nestedRow;
        copy.instruction = instruction;
        return copy;
    }

    /** Where a paragraph is counted. */
    WordNumbering.Place place() {
        return numbering == 0
                ? WordNumbering.Place.NONE
                : new WordNumbering.Place(Integer.toString(numbering), Math.clamp(level, 0, 8));
    }

    /** Takes a word that changes how text looks or stands; false if it is none. */
    boolean change(String word, int number, RtfTables tables) {
        boolean on = number != 0;
        switch (word) {
            case "b" -> run.bold = on;
            case "ab" -> run.bold = eastAsian ? on : run.bold;
            case "i" -> run.italic = on;
            case "ai" -> run.italic = eastAsian ? on : run.italic;
            case "ul", "uldb", "ulw", "uld", "uldash", "ulth", "ulwave" -> run.underlined = on;
            case "ulnone" -> run.underlined = false;
            case "strike", "striked" -> run.struck = on;
            case "v", "webhidden" -> run.hidden = on;
            case "super" -> run.vertical = on ? "superscript" : "";
            case "sub" -> run.vertical = on ? "subscript" : "";
            case "nosupersub" -> run.vertical = "";
            case "cf" -> run.colour = tables.colour(number);
            case "deleted" -> deleted = on;
            case "revised" -> inserted = on;
            case "dbch" -> eastAsian = true;
            case "loch", "hich", "rtlch", "ltrch" -> eastAsian = false;
            case "f" -> {
                font = number;
                charset = tables.charset(number);
            }
            case "uc" -> fallback = Math.clamp(number, 0, 16);
            case "plain" -> {
                run = new RunFormat();
                deleted = false;
                inserted = false;
                charset = tables.charset(RtfTables.NO_FONT);
            }
            default -> {
                return changeParagraph(word, number);
            }
        }
        return true;
    }

    private boolean changeParagraph(String word, int number) {
        switch (word) {
            case "pard" -> {
                paragraph = new ParagraphFormat();
                numbering = 0;
                level = 0;
                depth = 0;
            }
            case "s" -> paragraph.style = Integer.toString(number);
            case "qc" -> paragraph.alignment = "center";
            case "qr" -> paragraph.alignment = "right";
            case "ql", "qj", "qd" -> paragraph.alignment = "";
            case "li", "lin" -> paragraph.indent = number;
            case "outlinelevel" -> paragraph.outline = number;
            case "pagebb" -> paragraph.breakBefore = number != 0;
            case "ls" -> numbering = number;
            case "ilvl" -> level = number;
            case "intbl" -> depth = Math.max(1, depth);
            case "itap" -> depth = Math.max(depth > 0 && number < 1 ? 1 : 0, number);
            default -> {
                return false;
            }
        }
        return true;
    }
}
