package org.gongkai.publisher.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.poi.sl.usermodel.Placeholder;
import org.apache.poi.ss.usermodel.ClientAnchor;
import org.apache.poi.ss.usermodel.Comment;
import org.apache.poi.ss.usermodel.CreationHelper;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.wp.usermodel.HeaderFooterType;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFSlide;
import org.apache.poi.xslf.usermodel.XSLFTextShape;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFComment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;

/** Of office documents that is read which their readers see. */
class TikaReaderTest {
    private static final String OFFICE = "application/vnd.openxmlformats-officedocument.";

    private final TikaReader reader = new TikaReader(10_000);

    @Test
    void commentsOnATextAreNotRead() throws Exception {
        try (XWPFDocument document = new XWPFDocument()) {
            document.createHeader(HeaderFooterType.DEFAULT)
                    .createParagraph()
                    .createRun()
                    .setText("市政府办公室");
            document.createParagraph().createRun().setText("停车管理办法");
            XWPFComment comment = document.createComments().createComment(BigInteger.ZERO);
            comment.setAuthor("王科长");
            comment.createParagraph().createRun().setText("此处再斟酌");

            assertThat(read("wordprocessingml.document", document::write))
                    .isEqualTo("市政府办公室\n停车管理办法");
        }
    }

    @Test
    void commentsOnCellsAndHiddenSheetsAreNotRead() throws Exception {
        try (XSSFWorkbook workbook = new XSSFWorkbook()) {
            comment(sheet(workbook, "收费", "每小时五元"));
            sheet(workbook, "底稿", "内部测算");
            sheet(workbook, "参数", "系数");
            sheet(workbook, "路段", "人民路");
            workbook.setSheetHidden(1, true);
            workbook.setSheetVisibility(2, SheetVisibility.VERY_HIDDEN);

            assertThat(read("spreadsheetml.sheet", workbook::write).split("\\s+"))
                    .containsExactly("收费", "每小时五元", "路段", "人民路");
        }
    }

    @Test
    void speakersNotesAreNotRead() throws Exception {
        try (XMLSlideShow show = new XMLSlideShow()) {
            XSLFSlide slide = show.createSlide();
            slide.createTextBox().setText("停车改革");
            for (XSLFTextShape shape : show.getNotesSlide(slide).getPlaceholders()) {
                if (shape.getTextType() == Placeholder.BODY) {
                    shape.setText("这里不要展开");
                }
            }

            assertThat(read("presentationml.presentation", show::write)).isEqualTo("停车改革");
        }
    }

    private static Sheet sheet(XSSFWorkbook workbook, String name, String words) {
        Sheet sheet = workbook.createSheet(name);
        sheet.createRow(0).createCell(0).setCellValue(words);
        return sheet;
    }

    private static void comment(Sheet sheet) {
        CreationHelper create = sheet.getWorkbook().getCreationHelper();
        ClientAnchor anchor = create.createClientAnchor();
        anchor.setCol2(2);
        anchor.setRow2(2);
        Comment comment = sheet.createDrawingPatriarch().createCellComment(anchor);
        comment.setAuthor("王科长");
        comment.setString(create.createRichTextString("此处再斟酌"));
        sheet.getRow(0).getCell(0).setCellComment(comment);
    }

    private interface Written {
        void to(ByteArrayOutputStream bytes) throws IOException;
    }

    private String read(String kind, Written written) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        written.to(bytes);
        return reader.read(bytes.toByteArray(), OFFICE + kind);
    }
}
