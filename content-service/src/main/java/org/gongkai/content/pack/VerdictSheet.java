package org.gongkai.content.pack;

import org.apache.poi.ooxml.POIXMLProperties.CoreProperties;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.DataValidation;
import org.apache.poi.ss.usermodel.DataValidationHelper;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellRangeAddressList;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.gongkai.content.breakdown.Grid;
import org.gongkai.content.paper.Undated;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/**
 * The spreadsheet in which a reviewer says what becomes of each item of a pack (预审意见表).
 *
 * @param pack the id of the pack that it says it is for, as it stands there
 * @param rows those that are about an item, in their order
 */
public record VerdictSheet(String pack, List<Line> rows) {
    /** What a reviewer writes to approve. */
    public static final String APPROVE = "通过";

    /** What a reviewer writes to return. */
    public static final String RETURN = "退回";

    private static final int HEAD_WITHIN = 30;
    private static final String PACK = "送审包编号";
    private static final String NUMBER = "序号";
    private static final String TITLE = "标题";
    private static final String UNIT = "供稿单位";
    private static final String DIGEST = "内容摘要";
    private static final String VERDICT = "结论";
    private static final String OPINION = "意见";
    private static final List<String> COLUMNS =
            List.of(NUMBER, TITLE, UNIT, DIGEST, VERDICT, OPINION);
    private static final List<Integer> WIDTHS = List.of(8, 48, 20, 66, 10, 48);

    public VerdictSheet {
        rows = List.copyOf(rows);
    }

    /**
     * A row, each cell as it stands there.
     *
     * @param row its number in the sheet, as spreadsheets count
     */
    public record Line(
            int row, String number, String title, String digest, String verdict, String opinion) {
        private boolean blank() {
            return (number + digest + verdict + opinion).isEmpty();
        }
    }

    /** An item, for an empty sheet. */
    record Asked(int number, String title, String unit, String digest) {}

    /** A sheet to be filled in. */
    static byte[] empty(Pack pack, List<Asked> items) {
        try (XSSFWorkbook book = new XSSFWorkbook();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            CoreProperties about = book.getProperties().getCoreProperties();
            about.setCreated(Optional.of(Date.from(pack.madeAt())));
            about.setModified(Optional.of(Date.from(pack.madeAt())));
            about.setCreator("gongkai");
            XSSFSheet sheet = book.createSheet("预审意见表");
            Row first = sheet.createRow(0);
            first.createCell(0).setCellValue(PACK);
            first.createCell(1).setCellValue(pack.id().toString());
            first.createCell(2).setCellValue("第 %d 号".formatted(pack.number()));
            sheet.createRow(1)
                    .createCell(0)
                    .setCellValue("只填写“结论”和“意见”两列：结论填“通过”或“退回”，退回须写明意见；还没有结论的留空。请不要改动其他各列。");
            head(book, sheet.createRow(2));
            CellStyle wrapped = wrapped(book);
            CellStyle open = open(book);
            for (int i = 0; i < items.size(); i++) {
                Asked item = items.get(i);
                Row row = sheet.createRow(3 + i);
                row.createCell(0).setCellValue(item.number());
                text(row.createCell(1), item.title(), wrapped);
                text(row.createCell(2), item.unit(), wrapped);
                row.createCell(3).setCellValue(item.digest());
                row.createCell(4).setCellStyle(open);
                row.createCell(5).setCellStyle(open);
            }
            for (int i = 0; i < WIDTHS.size(); i++) {
                sheet.setColumnWidth(i, WIDTHS.get(i) * 256);
            }
            sheet.createFreezePane(0, 3);
            offer(sheet, items.size());
            book.write(out);
            return Undated.zip(out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("The sheet could not be made", e);
        }
    }

    private static void text(Cell cell, String value, CellStyle style) {
        cell.setCellValue(value);
        cell.setCellStyle(style);
    }

    private static void head(Workbook book, Row row) {
        Font bold = book.createFont();
        bold.setBold(true);
        CellStyle style = book.createCellStyle();
        style.setFont(bold);
        for (int i = 0; i < COLUMNS.size(); i++) {
            text(row.createCell(i), COLUMNS.get(i), style);
        }
    }

    private static CellStyle wrapped(Workbook book) {
        CellStyle style = book.createCellStyle();
        style.setWrapText(true);
        style.setVerticalAlignment(VerticalAlignment.TOP);
        return style;
    }

    private static CellStyle open(Workbook book) {
        CellStyle style = wrapped(book);
        style.setFillForegroundColor(IndexedColors.LIGHT_YELLOW.getIndex());
        style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
        return style;
    }

    /** The two words to choose from. */
    private static void offer(XSSFSheet sheet, int items) {
        DataValidationHelper helper = sheet.getDataValidationHelper();
        DataValidation choice =
                helper.createValidation(
                        helper.createExplicitListConstraint(new String[] {APPROVE, RETURN}),
                        new CellRangeAddressList(3, 2 + items, 4, 4));
        choice.setShowErrorBox(true);
        choice.createErrorBox(VERDICT, "请填“通过”或“退回”。");
        sheet.addValidationData(choice);
    }

    /**
     * Reads a filled sheet.
     *
     * @throws SheetRefused if it is none, or does not say one thing only
     */
    static VerdictSheet of(Grid grid) {
        if (grid.rows().size() > Grid.MOST_ROWS) {
            throw new SheetRefused(
                    SheetRefused.Why.TOO_MANY_ROWS,
                    Integer.toString(Grid.MOST_ROWS),
                    "It has more than %d rows. Fill in the sheet that is in the pack."
                            .formatted(Grid.MOST_ROWS));
        }
        String pack = "";
        for (int i = 0; i < Math.min(grid.rows().size(), HEAD_WITHIN); i++) {
            Grid.Row row = grid.rows().get(i);
            if (cell(row, 0).equals(PACK)) {
                pack = cell(row, 1);
            }
            List<String> names = row.cells().stream().map(VerdictSheet::text).toList();
            if (names.contains(DIGEST) || names.contains(VERDICT)) {
                return new VerdictSheet(
                        pack, lines(grid.rows().subList(i + 1, grid.rows().size()), names));
            }
        }
        throw missing(DIGEST);
    }

    private static List<Line> lines(List<Grid.Row> rows, List<String> names) {
        int number = column(names, NUMBER);
        int digest = column(names, DIGEST);
        int verdict = column(names, VERDICT);
        int opinion = column(names, OPINION);
        int title = names.indexOf(TITLE);
        return rows.stream()
                .map(
                        row ->
                                new Line(
                                        row.line(),
                                        cell(row, number),
                                        title < 0 ? "" : cell(row, title),
                                        cell(row, digest),
                                        cell(row, verdict),
                                        cell(row, opinion)))
                .filter(line -> !line.blank())
                .toList();
    }

    private static int column(List<String> names, String name) {
        int column = names.indexOf(name);
        if (column < 0) {
            throw missing(name);
        }
        if (column != names.lastIndexOf(name)) {
            throw new SheetRefused(
                    SheetRefused.Why.COLUMN_TWICE,
                    name,
                    "The column %s stands there twice, and which one counts, nobody guesses. Keep one."
                            .formatted(name));
        }
        return column;
    }

    private static SheetRefused missing(String column) {
        return new SheetRefused(
                SheetRefused.Why.COLUMN,
                column,
                "The column %s is missing. Fill in the sheet that is in the pack."
                        .formatted(column));
    }

    private static String cell(Grid.Row row, int column) {
        return text(row.cell(column));
    }

    private static String text(Grid.Cell cell) {
        return cell.text().replace('\u00A0', ' ').strip();
    }
}
