package org.gongkai.content.intake;

import org.apache.poi.hwpf.usermodel.CharacterRun;
import org.apache.poi.hwpf.usermodel.OfficeDrawing;
import org.apache.poi.hwpf.usermodel.Picture;
import org.apache.poi.hwpf.usermodel.Range;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what stands in one paragraph of a doc. Much of it is characters that mean something else
 * ([MS-DOC] 2.9.2 and others): a picture is a 1, a note a 2, a field 19 to 21.
 */
final class DocRuns {
    private final DocContext context;
    private final FieldStack fields = new FieldStack();
    private final StringBuilder text = new StringBuilder();
    private final List<Range> boxes = new ArrayList<>();
    private RunFormat format = new RunFormat();
    private Element host;
    private boolean pageBreak;

    DocRuns(DocContext context, Element host) {
        this.context = context;
        this.host = host;
    }

    boolean pageBreak() {
        return pageBreak;
    }

    /** Text boxes stand in a paragraph, but their own come after it. */
    List<Range> boxes() {
        return boxes;
    }

    /**
     * Reads a run.
     *
     * @param style of the paragraph
     * @param end where the paragraph ends
     */
    void read(CharacterRun run, String style, int end) throws IOException {
        String characters = run.text();
        if (run.isMarkedDeleted()) {
            flush();
            context.leaveOut(LeftOut.What.DELETIONS);
            return;
        }
        context.inserted(run.isMarkedInserted());
        RunFormat next = format(run, style);
        if (!next.looksLike(format)) {
            flush();
        }
        format = next;
        for (int i = 0; i < characters.length(); i++) {
            character(run, characters.charAt(i), run.getStartOffset() + i, end);
        }
        if (run.getEndOffset() >= end) {
            flush();
        }
    }

    private void character(CharacterRun run, char c, int at, int end) throws IOException {
        context.anchors
                .getOrDefault(at, List.of())
                .forEach(
                        name -> {
                            flush();
                            context.count(name);
                            host.appendElement("a").attr("id", name);
                        });
        String reference = context.references.get(at);
        if (reference != null && !format.hidden) {
            flush();
            String label = context.note(reference.substring(0, 1), reference.substring(1));
            Notes.refer(host, label);
        }
        switch (c) {
            case 0x13 -> {
                flush();
                fields.begin(host);
            }
            case 0x14 -> {
                flush();
                if (fields.embeds()) {
                    context.leftOut.add(LeftOut.What.FILES);
                }
                host = fields.separate(host);
            }
            case 0x15 -> {
                flush();
                host = fields.end(host);
            }
            case 0x0c -> pageBreak |= at + 1 < end;
            case 0x0b -> {
                flush();
                if (fields.showsResult() && !format.hidden) {
                    host.appendElement("br");
                }
            }
            default -> {
                if (run.isSpecialCharacter()) {
                    special(run, c, at);
                } else if (run.isSymbol()) {
                    symbol(run.getSymbolCharacter());
                } else if (c == 0x1e) {
                    add('\u2011');
                } else if (c >= ' ' || c == '\t') {
                    add(c);
                }
            }
        }
    }

    private void special(CharacterRun run, char c, int at) throws IOException {
        switch (c) {
            case 0x01 -> picture(run);
            case 0x05 -> context.leftOut.add(LeftOut.What.COMMENTS);
            case 0x08 -> drawing(at);
            case '(' -> {
                if (run.isSymbol()) {
                    symbol(run.getSymbolCharacter());
                }
            }
            default -> {
                if (c >= ' ') {
                    add(c);
                }
            }
        }
    }

    private void picture(CharacterRun run) throws IOException {
        if (!fields.showsResult() || !context.document.getPicturesTable().hasPicture(run)) {
            return;
        }
        flush();
        Picture picture = context.document.getPicturesTable().extractPicture(run, false);
        byte[] content = picture.getContent();
        if (content == null || content.length == 0) {
            context.leftOut.add(LeftOut.What.LINKED_PICTURES);
            return;
        }
        show(content, picture.getDescription());
    }

    private void show(byte[] content, @Nullable String description) throws IOException {
        if (format.hidden) {
            context.leaveOut(LeftOut.What.HIDDEN);
        } else {
            context.show(content, description == null ? "" : description, host);
        }
    }

    /** What floats beside the text: a picture, or a box with text of its own. */
    private void drawing(int at) throws IOException {
        OfficeDrawing drawing = context.document.getOfficeDrawingsMain().getOfficeDrawingAt(at);
        if (drawing == null) {
            return;
        }
        flush();
        byte[] content = drawing.getPictureData();
        if (content != null) {
            show(content, "");
        }
        context.boxes.of(drawing.getShapeId()).ifPresent(boxes::add);
    }

    /** Fonts of symbols put theirs into the private area; what they show is not known. */
    private void symbol(char c) {
        add(c >= 0xF000 && c <= 0xF8FF ? '□' : c);
    }

    private void add(char c) {
        text.append(c);
    }

    private void flush() {
        if (text.isEmpty()) {
            return;
        }
        String flushed = text.toString();
        text.setLength(0);
        if (!fields.showsResult()) {
            fields.instruct(flushed);
        } else if (!format.hidden) {
            context.count(flushed);
            format.append(host, flushed);
        } else if (!flushed.isBlank()) {
            context.leaveOut(LeftOut.What.HIDDEN);
        }
    }

    /** What the run looks like beside the rest of its paragraph. */
    private RunFormat format(CharacterRun run, String style) {
        RunFormat next = new RunFormat();
        next.bold = run.isBold();
        next.italic = run.isItalic();
        next.underlined = run.getUnderlineCode() != 0;
        next.struck = run.isStrikeThrough() || run.isDoubleStrikeThrough();
        next.hidden = run.isVanished();
        next.vertical =
                switch (run.getSubSuperScriptIndex()) {
                    case 1 -> "superscript";
                    case 2 -> "subscript";
                    default -> "";
                };
        next.colour = DocContext.colour(run.getIco24(), run.getColor());
        context.styles.without(next, style);
        return next;
    }
}
