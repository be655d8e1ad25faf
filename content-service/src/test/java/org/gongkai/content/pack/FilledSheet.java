package org.gongkai.content.pack;

import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.springframework.core.io.Resource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.function.Consumer;

/** The spreadsheet of verdicts of a pack's own file, as somebody fills it in. */
public final class FilledSheet {
    private static final int FIRST_ITEM = 2;
    private static final int VERDICT = 4;
    private static final int OPINION = 5;

    private FilledSheet() {}

    /** The bytes of the sheet after this was done to it. */
    public static byte[] of(Resource pack, Consumer<Sheet> by) {
        byte[] empty =
                Objects.requireNonNull(
                        PackApplication.files(PackApplication.bytes(pack)).get("预审意见表.xlsx"));
        try (Workbook book = WorkbookFactory.create(new ByteArrayInputStream(empty));
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            by.accept(book.getSheetAt(0));
            book.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says this of an item, by its number. */
    public static void verdict(Sheet sheet, int number, String word, String opinion) {
        sheet.getRow(FIRST_ITEM + number).getCell(VERDICT).setCellValue(word);
        sheet.getRow(FIRST_ITEM + number).getCell(OPINION).setCellValue(opinion);
    }
}
