package org.gongkai.content.intake;

import org.apache.poi.hwpf.model.PAPX;
import org.apache.poi.hwpf.sprm.TableSprmUncompressor;
import org.apache.poi.hwpf.usermodel.Paragraph;
import org.apache.poi.hwpf.usermodel.Range;
import org.apache.poi.hwpf.usermodel.TableCellDescriptor;
import org.apache.poi.hwpf.usermodel.TableProperties;
import org.jsoup.nodes.Element;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the paragraphs and tables of one text of a doc: the body, a note, a text box. */
final class DocText {
    private static final int BODY_LEVEL = 9;

    private final DocContext context;
    private final CellFlow flow;

    DocText(DocContext context, Element container) {
        this.context = context;
        this.flow = new CellFlow(context, container);
    }

    void read(Range range) throws IOException {
        for (int i = 0; i < range.numParagraphs(); i++) {
            paragraph(range.getParagraph(i));
        }
        flow.end();
    }

    private void paragraph(Paragraph paragraph) throws IOException {
        int depth = paragraph.isInTable() ? Math.max(1, paragraph.getTableLevel()) : 0;
        if (paragraph.isTableRowEnd()) {
            flow.endRow(row(paragraph), depth);
            return;
        }
        Element text = new Element("p");
        DocRuns runs = new DocRuns(context, text);
        for (int i = 0; i < paragraph.numCharacterRuns(); i++) {
            runs.read(
                    paragraph.getCharacterRun(i),
                    Integer.toString(paragraph.getStyleIndex()),
                    paragraph.getEndOffset());
        }
        flow.paragraph(text, format(paragraph), runs.pageBreak(), depth);
        for (Range box : runs.boxes()) {
            Element inside = new Element("div");
            new DocText(context, inside).read(box);
            flow.append(inside, depth);
        }
        if (paragraph.isEmbeddedCellMark()) {
            flow.endCell(depth);
        } else if (depth > 0 && paragraph.text().endsWith("\u0007")) {
            flow.endCell(1);
        }
    }

    private ParagraphFormat format(Paragraph paragraph) {
        ParagraphFormat format = new ParagraphFormat();
        format.style = Integer.toString(paragraph.getStyleIndex());
        format.outline =
                paragraph.getLvl() >= 0 && paragraph.getLvl() < BODY_LEVEL
                        ? paragraph.getLvl()
                        : WordStyles.NO_LEVEL;
        format.alignment =
                switch (paragraph.getJustification()) {
                    case 1 -> "center";
                    case 2 -> "right";
                    default -> "";
                };
        format.breakBefore = paragraph.pageBreakBefore();
        format.numbering = context.numbering(paragraph);
        format.numbered = true;
        // Where it is numbered, the indent is the list's.
        boolean counted = !format.numbering.number().isEmpty();
        format.indent = counted ? 0 : paragraph.getIndentFromLeft();
        return format;
    }

    /** How the row is drawn that a paragraph ends. */
    private EdgeTable.Row row(Paragraph end) {
        TableProperties properties = TableSprmUncompressor.uncompressTAP(properties(end));
        short[] edges = properties.getRgdxaCenter();
        TableCellDescriptor[] descriptors = properties.getRgtc();
        List<EdgeTable.Cell> cells = new ArrayList<>();
        for (int i = 0; i + 1 < edges.length && i < properties.getItcMac(); i++) {
            TableCellDescriptor cell = i < descriptors.length ? descriptors[i] : null;
            cells.add(
                    new EdgeTable.Cell(
                            edges[i + 1],
                            cell != null && cell.isFMerged() && !cell.isFFirstMerged(),
                            cell == null ? TableRows.Vertical.ALONE : vertical(cell)));
        }
        return new EdgeTable.Row(
                edges.length == 0 ? 0 : edges[0], cells, properties.getFTableHeader());
    }

    private static TableRows.Vertical vertical(TableCellDescriptor cell) {
        if (cell.isFVertRestart()) {
            return TableRows.Vertical.BEGINS;
        }
        return cell.isFVertMerge() ? TableRows.Vertical.CONTINUES : TableRows.Vertical.ALONE;
    }

    /** A paragraph does not give its properties away; the table of all does. */
    private org.apache.poi.hwpf.sprm.SprmBuffer properties(Paragraph paragraph) {
        List<PAPX> all = context.document.getParagraphTable().getParagraphs();
        int low = 0;
        int high = all.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (all.get(middle).getStart() <= paragraph.getStartOffset()) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return all.get(low).getSprmBuf();
    }
}
