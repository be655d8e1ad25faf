package org.gongkai.content.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

class XlsxTest {
    @Test
    void excelReadsTextAsTextNumbersAsNumbersAndNothingAsAFormula() throws IOException {
        Table table =
                new Table(
                        "稿件",
                        List.of("标题", "版次"),
                        List.of(
                                List.of("=1+1", 3),
                                Arrays.asList(null, 4L),
                                List.of("长".repeat(40_000), 5)));

        try (XSSFWorkbook workbook =
                new XSSFWorkbook(new ByteArrayInputStream(table.bytes(TableFormat.XLSX)))) {
            Sheet sheet = workbook.getSheetAt(0);
            assertThat(sheet.getRow(0).getCell(0).getStringCellValue()).isEqualTo("标题");
            assertThat(sheet.getRow(1).getCell(0).getCellType()).isEqualTo(CellType.STRING);
            assertThat(sheet.getRow(1).getCell(0).getStringCellValue()).isEqualTo("=1+1");
            assertThat(sheet.getRow(1).getCell(1).getNumericCellValue()).isEqualTo(3);
            assertThat(sheet.getRow(2).getCell(0).getCellType()).isEqualTo(CellType.BLANK);
            assertThat(sheet.getRow(3).getCell(0).getStringCellValue()).hasSize(32_767);
            assertThat(sheet.getPaneInformation().isFreezePane()).isTrue();
        }
        assertThat(
                        table.download(TableFormat.CSV)
                                .getHeaders()
                                .getContentDisposition()
                                .getFilename())
                .isEqualTo("稿件.csv");
        assertThatThrownBy(() -> TableFormat.of("pdf")).hasMessageContaining("csv or xlsx");
    }
}
