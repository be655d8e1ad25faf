package org.gongkai.content.intake;

import org.jsoup.nodes.Element;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Text of RTF that is shown: the body, a note, a text box. */
final class RtfText implements RtfDestination {
    /** What an element beside the text costs, in characters. */
    private static final int COST = 8;

    private static final String SYMBOLS_FIRST = "\uF000";
    private static final String SYMBOLS_LAST = "\uF8FF";

    private final TextContext context;
    private final CellFlow flow;
    private final StringBuilder pending = new StringBuilder();
    private final List<Element> boxes = new ArrayList<>();
    private final RtfRow row = new RtfRow();
    private final RtfRow nestedRow = new RtfRow();

    /** The number that is written before a paragraph for programs that do not count. */
    private final StringBuilder mark = new StringBuilder();

    private WrittenNumber last = WrittenNumber.NONE;

    /** The format of the text that is pending: as it was said, in which style, and what it adds. */
    private RunFormat said = new RunFormat();

    private String style = "";
    private RunFormat format = new RunFormat();
    private Element paragraph = new Element("p");
    private Element host = paragraph;
    private boolean pageBreak;

    RtfText(TextContext context, Element container) {
        this.context = context;
        this.flow = new CellFlow(context, container);
    }

    @Override
    public void text(String text, RtfState state) {
        if (state.deleted) {
            context.leaveOut(LeftOut.What.DELETIONS);
            return;
        }
        if (state.run.hidden) {
            if (!text.isBlank()) {
                context.leaveOut(LeftOut.What.HIDDEN);
            }
            return;
        }
        context.inserted(state.inserted);
        context.count(text);
        if (!state.run.looksLike(said) || !state.paragraph.style.equals(style)) {
            flush();
            context.count(COST);
            said = state.run.copy();
            style = state.paragraph.style;
            format = state.run.copy();
            context.styles.without(format, style);
        }
        pending.append(text);
    }

    @Override
    public void word(String word, int number, RtfState state) {
        switch (word) {
            case "par", "sect" -> end(state);
            case "page" -> pageBreak = true;
            case "line", "lbr", "softline" -> lineBreak(state);
            case "tab" -> text("\t", state);
            case "cell" -> {
                end(state, Math.max(1, state.depth));
                flow.endCell(1);
            }
            case "nestcell" -> {
                end(state, Math.max(2, state.depth));
                flow.endCell(Math.max(2, state.depth));
            }
            case "row" -> flow.endRow(row.read(), 1);
            case "nestrow" -> flow.endRow(nestedRow.read(), Math.max(2, state.depth));
            default -> {
                String character = character(word);
                if (character.isEmpty()) {
                    (state.nestedRow ? nestedRow : row).word(word, number);
                } else {
                    text(character, state);
                }
            }
        }
    }

    /** Whether a group that begins so is no text of the page. */
    static boolean leavesOut(String word) {
        return switch (word) {
            case "header",
                    "headerl",
                    "headerr",
                    "headerf",
                    "footer",
                    "footerl",
                    "footerr",
                    "footerf",
                    "ftnsep",
                    "ftnsepc",
                    "ftncn",
                    "aftnsep",
                    "aftnsepc",
                    "aftncn",
                    "nonshppict",
                    "nonesttables",
                    "shprslt",
                    "objdata",
                    "objclass",
                    "objname",
                    "xe",
                    "rxe",
                    "tc",
                    "tcn",
                    "pntxta",
                    "pntxtb",
                    "template",
                    "filetbl",
                    "upr",
                    "mmathPict" ->
                    true;
            default -> false;
        };
    }

    private static String character(String word) {
        return switch (word) {
            case "~" -> "\u00a0";
            case "_" -> "\u2011";
            case "emdash" -> "—";
            case "endash" -> "–";
            case "bullet" -> "•";
            case "lquote" -> "‘";
            case "rquote" -> "’";
            case "ldblquote" -> "“";
            case "rdblquote" -> "”";
            case "emspace", "enspace", "qmspace" -> " ";
            default -> "";
        };
    }

    private void lineBreak(RtfState state) {
        if (!state.deleted && !state.run.hidden) {
            flush();
            context.count(COST);
            host.appendElement("br");
        }
    }

    /** Begins anew to collect the number that is written before the paragraph. */
    RtfDestination mark() {
        mark.setLength(0);
        return RtfDestination.into(mark);
    }

    void anchor(String name) {
        if (!name.isBlank() && !name.equals("_GoBack")) {
            flush();
            context.count(COST);
            host.appendElement("a").attr("id", name.strip());
        }
    }

    /** Refers to a note, whose text goes where this says. */
    RtfText note(String sort, Element item) {
        flush();
        context.count(COST);
        Notes.refer(host, context.note(sort, Integer.toString(context.notes.size())));
        return new RtfText(context, item);
    }

    /** The text in a box stands behind the paragraph. */
    RtfText box() {
        Element box = new Element("div");
        boxes.add(box);
        return new RtfText(context, box);
    }

    void picture(RtfPicture picture, RtfState state) throws IOException {
        if (picture.bytes.size() == 0) {
            return;
        }
        if (state.deleted || state.run.hidden) {
            context.leaveOut(state.deleted ? LeftOut.What.DELETIONS : LeftOut.What.HIDDEN);
            return;
        }
        flush();
        context.count(COST);
        context.show(picture.bytes.toByteArray(), picture.description.toString(), host);
    }

    /** What follows stands in a link, until that is closed. */
    RtfState.Closing link(String instruction) {
        Optional<String> address = FieldStack.address(instruction);
        if (address.isEmpty() || host != paragraph) {
            return () -> {};
        }
        flush();
        context.count(COST);
        host = paragraph.appendElement("a").attr("href", address.get());
        return () -> {
            flush();
            host = paragraph;
        };
    }

    private void flush() {
        if (!pending.isEmpty()) {
            // Fonts of symbols put theirs into the private area; what they show is not known.
            String shown =
                    pending.toString()
                            .replaceAll("[" + SYMBOLS_FIRST + "-" + SYMBOLS_LAST + "]", "□");
            format.append(host, shown);
            pending.setLength(0);
        }
    }

    private void end(RtfState state) {
        end(state, state.depth);
    }

    private void end(RtfState state, int depth) {
        flush();
        ParagraphFormat properties = state.paragraph.copy();
        properties.numbered = true;
        properties.deleted = state.deleted;
        WordNumbering.Place place = state.place();
        boolean counted = context.numbering.knows(place.number());
        properties.numbering =
                counted ? place : new WordNumbering.Place("", Math.clamp(state.level, 0, 8));
        String written = mark.toString().strip();
        if (!written.isEmpty()) {
            last = counted ? WrittenNumber.NONE : WrittenNumber.of(written, last);
            properties.marker = last.marker(written);
        }
        // Where it is numbered, the indent is the list's.
        properties.indent = counted || properties.marker != null ? 0 : properties.indent;
        mark.setLength(0);
        flow.paragraph(paragraph, properties, pageBreak, depth);
        boxes.forEach(box -> flow.append(box, depth));
        boxes.clear();
        paragraph = new Element("p");
        host = paragraph;
        pageBreak = false;
    }

    /** Ends the text, also where its last paragraph is not ended. */
    void close(RtfState state) {
        end(state);
        flow.end();
    }
}
