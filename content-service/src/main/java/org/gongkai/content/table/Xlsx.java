package org.gongkai.content.table;

import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A workbook of one sheet: headings that stay in sight, numbers as numbers, and everything else as
 * text, so that nothing is taken for a formula.
 */
final class Xlsx {
    private static final int LONGEST_CELL = 32_767;
    private static final int WIDEST = 48;
    private static final int NARROWEST = 8;
    private static final int UNITS_PER_LETTER = 256;
    private static final int ROWS_LOOKED_AT = 200;

    private Xlsx() {}

    static byte[] bytes(Table table) {
        try (SXSSFWorkbook workbook = new SXSSFWorkbook();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            SXSSFSheet sheet = workbook.createSheet();
            heading(workbook, sheet, table.headings());
            int number = 1;
            for (List<? extends @Nullable Object> cells : table.rows()) {
                Row row = sheet.createRow(number++);
                for (int i = 0; i < cells.size(); i++) {
                    set(row.createCell(i), cells.get(i));
                }
            }
            for (int i = 0; i < table.headings().size(); i++) {
                sheet.setColumnWidth(i, width(table, i) * UNITS_PER_LETTER);
            }
            workbook.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("The workbook could not be made", e);
        }
    }

    private static void heading(SXSSFWorkbook workbook, SXSSFSheet sheet, List<String> headings) {
        Font bold = workbook.createFont();
        bold.setBold(true);
        CellStyle style = workbook.createCellStyle();
        style.setFont(bold);
        Row row = sheet.createRow(0);
        for (int i = 0; i < headings.size(); i++) {
            Cell cell = row.createCell(i);
            cell.setCellStyle(style);
            cell.setCellValue(headings.get(i));
        }
        sheet.createFreezePane(0, 1);
    }

    private static void set(Cell cell, @Nullable Object value) {
        switch (value) {
            case null -> cell.setBlank();
            case Number number -> cell.setCellValue(number.doubleValue());
            default -> {
                String text = value.toString();
                cell.setCellValue(
                        text.length() <= LONGEST_CELL ? text : text.substring(0, LONGEST_CELL));
            }
        }
    }

    /** In letters; a Chinese character is as wide as two. */
    private static int width(Table table, int column) {
        int widest = letters(table.headings().get(column));
        for (List<? extends @Nullable Object> row :
                table.rows().subList(0, Math.min(ROWS_LOOKED_AT, table.rows().size()))) {
            widest = Math.max(widest, letters(row.get(column)));
        }
        return Math.clamp(widest + 2, NARROWEST, WIDEST);
    }

    private static int letters(@Nullable Object value) {
        return value == null ? 0 : value.toString().codePoints().map(c -> c < 0x2E80 ? 1 : 2).sum();
    }
}
