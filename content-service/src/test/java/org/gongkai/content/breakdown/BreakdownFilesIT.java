package org.gongkai.content.breakdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gongkai.content.assignment.Question.Part.BLOCK;
import static org.gongkai.content.assignment.Question.Part.CHANNELS;
import static org.gongkai.content.assignment.Question.Part.DATES;

import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.gongkai.content.CampaignApplication;
import org.gongkai.content.assignment.Assignments;
import org.gongkai.content.assignment.Breakdown;
import org.gongkai.content.assignment.Channel;
import org.gongkai.content.assignment.Task;
import org.gongkai.content.assignment.Tasks;
import org.gongkai.content.media.FileRefused;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.people.Units;
import org.gongkai.content.table.TableFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STMerge;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Breakdowns in files: merged cells, tables that were taken away, and files made to do harm. */
class BreakdownFilesIT extends CampaignApplication {
    private static final Set<Channel> TWO = Set.of(Channel.PORTAL, Channel.NEW_MEDIA);

    @Autowired private BreakdownFiles files;
    @Autowired private BreakdownTable table;
    @Autowired private Assignments assignments;
    @Autowired private Units units;

    @BeforeEach
    void theDayOfTheNotice() {
        clock.set("2020-04-29T09:00");
    }

    @Test
    void mergedCellsOfADocxStandForTheRowsTheyCover() throws IOException {
        Team team = team();
        String campaign = campaign();
        byte[] docx = docx(name(team));

        Reading reading = read(team, campaign, "任务分解表.docx", docx);

        assertThat(reading.moved()).isZero();
        assertThat(reading.lines()).containsExactly("任务分解表");
        is(reading.rows().get(0).row().task(), team, "主题活动 部门谈", TWO);
        is(reading.rows().get(1).row().task(), team, "主题活动 部门谈", TWO);
        assertThat(reading.rows().get(0).row().task().inherited()).isEmpty();
        assertThat(reading.rows().get(1).row().task().inherited())
                .containsExactlyInAnyOrder(BLOCK, DATES, CHANNELS);
        Task third = reading.rows().get(2).row().task();
        assertThat(third.block()).isEqualTo("总结");
        assertThat(third.channels()).isEmpty();
        assertThat(third.questions())
                .extracting(question -> question.part() + " " + question.doubt())
                .containsExactly("DATES MISSING");
    }

    @Test
    void mergedRegionsAndDaysOfAnXlsxAreRead() throws IOException {
        Team team = team();
        String campaign = campaign();
        byte[] xlsx = xlsx(name(team));

        Reading reading = read(team, campaign, "任务分解表.xlsx", xlsx);

        assertThat(reading.rows()).hasSize(2);
        assertThat(reading.rows().get(0).line()).isEqualTo(3);
        for (int i = 0; i < 2; i++) {
            Task task = reading.rows().get(i).row().task();
            assertThat(task.block()).isEqualTo("主题活动");
            assertThat(task.start()).isEqualTo(LocalDate.of(2020, 5, 15));
            assertThat(task.end()).isEqualTo(LocalDate.of(2020, 5, 15));
            assertThat(task.channels()).isEqualTo(TWO);
            assertThat(task.questions()).isEmpty();
        }
        assertThat(reading.rows().get(1).row().task().inherited())
                .containsExactlyInAnyOrder(BLOCK, DATES, CHANNELS);
    }

    @Test
    void whatWasTakenAwayIsReadAgainAsItWas() throws IOException {
        Team team = team();
        String campaign = campaign();
        List<Breakdown.Row> rows =
                List.of(
                        new Breakdown.Row(
                                1,
                                Tasks.inTheWindow(
                                        "设立专栏，“一图”读懂",
                                        Set.of(team.unit()),
                                        Channel.PORTAL,
                                        Channel.NEW_MEDIA)),
                        new Breakdown.Row(
                                3,
                                Tasks.continuing(
                                        "-1 号清单",
                                        Set.of(team.unit()),
                                        Channel.PORTAL,
                                        Channel.TRADITIONAL_MEDIA,
                                        Channel.SERVICE_SITE)),
                        new Breakdown.Row(
                                12, Tasks.ofEveryUnit("报送总结", LocalDate.of(2020, 5, 25))));
        Breakdown saved = assignments.save(team.office(), campaign, 0, rows);
        for (TableFormat format : TableFormat.values()) {
            byte[] taken = table.of(saved).download(format).getBody();
            assertThat(taken).isNotNull();
            Reading again =
                    read(team, campaign, format == TableFormat.CSV ? "a.csv" : "a.xlsx", taken);
            assertThat(again.rows().stream().map(Reading.ReadRow::row).toList())
                    .usingRecursiveComparison()
                    .ignoringFields("task.inherited")
                    .isEqualTo(rows);
        }
    }

    @Test
    void hostileFilesAreRefusedWithTheirReason() throws IOException {
        Team team = team();
        String campaign = campaign();
        String bomb = " ".repeat(1 << 20);
        ByteArrayOutputStream swollen = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(swollen)) {
            part(zip, "[Content_Types].xml", TYPES);
            part(zip, "_rels/.rels", RELATIONS);
            zip.putNextEntry(new ZipEntry("word/document.xml"));
            zip.write("<w:document xmlns:w=\"w\"><w:body>".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 300; i++) {
                zip.write(bomb.getBytes(StandardCharsets.UTF_8));
            }
            zip.closeEntry();
        }
        refused(team, campaign, "a.docx", swollen.toByteArray(), FileRefused.Reason.TOO_COMPLEX);

        ByteArrayOutputStream entity = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(entity)) {
            part(zip, "[Content_Types].xml", TYPES);
            part(zip, "_rels/.rels", RELATIONS);
            part(
                    zip,
                    "word/document.xml",
                    "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                            + "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>");
        }
        refused(team, campaign, "a.docx", entity.toByteArray(), FileRefused.Reason.UNREADABLE);

        ByteArrayOutputStream macros = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(macros)) {
            part(zip, "[Content_Types].xml", TYPES);
            part(zip, "_rels/.rels", RELATIONS);
            part(zip, "word/document.xml", "<w:document xmlns:w=\"w\"><w:body/></w:document>");
            part(zip, "word/vbaProject.bin", "Sub AutoOpen()");
        }
        refused(team, campaign, "a.docx", macros.toByteArray(), FileRefused.Reason.MISMATCH);

        refused(team, campaign, "a.txt", new byte[0], FileRefused.Reason.EMPTY);
        refused(team, campaign, "a.txt", utf8("没有表格"), FileRefused.Reason.NO_TEXT);
        refused(team, campaign, "a.pdf", utf8("%PDF-1.7\n%%EOF"), FileRefused.Reason.UNREADABLE);
        refused(
                team,
                campaign,
                "a.csv",
                utf8("任务,责任单位,完成时间\n" + "甲,乙,丙\n".repeat(600)),
                FileRefused.Reason.TOO_COMPLEX);
        assertThatThrownBy(
                        () ->
                                files.read(
                                        team.editor(),
                                        campaign,
                                        "a.txt",
                                        new ByteArrayInputStream(utf8("甲"))))
                .isInstanceOf(NotAllowed.class);
    }

    @Test
    void theApiReadsAFileAndGivesTheTable() throws IOException {
        Team team = team();
        String campaign = campaign();
        MvcTestResult read =
                http.post()
                        .uri("/api/v1/campaigns/{key}/assignments/readings", campaign)
                        .multipart()
                        .file(new MockMultipartFile("file", "任务.docx", null, docx(name(team))))
                        .header("Authorization", people.bearer(team.office()))
                        .exchange();
        assertThat(read).hasStatusOk();
        assertThat(read)
                .bodyJson()
                .extractingPath("$.rows[1].row.task.units[0]")
                .isEqualTo(team.unit().value());
        assignments.put(
                team.office(),
                campaign,
                null,
                new Breakdown.Row(1, Tasks.continuing("甲", Set.of(team.unit()))));
        MvcTestResult csv =
                http.get()
                        .uri("/api/v1/campaigns/{key}/assignments", campaign)
                        .header("Authorization", people.bearer(team.office()))
                        .header("Accept", "text/csv")
                        .exchange();
        assertThat(csv).hasContentType("text/csv;charset=UTF-8");
        assertThat(new String(csv.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "\uFEFF序号,板块,任务,责任单位,完成时间,发布途径\r\n1,主题活动,甲,%s,持续发布,—\r\n"
                                .formatted(name(team)));
    }

    private static final String TYPES =
            """
            <?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>""";
    private static final String RELATIONS =
            """
            <?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>""";

    private static void part(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(utf8(text));
        zip.closeEntry();
    }

    /** 任务分工 over three columns; block, dates and channels of the first two rows are merged. */
    private static byte[] docx(String unit) throws IOException {
        try (XWPFDocument document = new XWPFDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            document.createParagraph().createRun().setText("任务分解表");
            XWPFTable table = document.createTable(4, 7);
            row(table, 0, "序号", "任务分工", "", "", "责任单位", "完成时间", "发布途径");
            row(table, 1, "1", "主题活动", "部门谈", "设立专栏", unit, "5月15日-5月 31日", "门户网站、政务新媒体");
            row(table, 2, "2", "", "", "解读政策", unit, "", "");
            row(table, 3, "3", "总结", "", "报送总结", unit, "", "");
            for (int column : new int[] {1, 2, 5, 6}) {
                merge(table.getRow(1).getCell(column), STMerge.RESTART);
                merge(table.getRow(2).getCell(column), STMerge.CONTINUE);
            }
            XWPFTableCell heading = table.getRow(0).getCell(1);
            heading.getCTTc().addNewTcPr().addNewGridSpan().setVal(BigInteger.valueOf(3));
            table.getRow(0).removeCell(3);
            table.getRow(0).removeCell(2);
            document.write(out);
            return out.toByteArray();
        }
    }

    private static void row(XWPFTable table, int row, String... cells) {
        for (int i = 0; i < cells.length; i++) {
            table.getRow(row).getCell(i).setText(cells[i]);
        }
    }

    private static void merge(XWPFTableCell cell, STMerge.Enum how) {
        if (!cell.getCTTc().isSetTcPr()) {
            cell.getCTTc().addNewTcPr();
        }
        cell.getCTTc().getTcPr().addNewVMerge().setVal(how);
    }

    private static byte[] xlsx(String unit) throws IOException {
        try (XSSFWorkbook workbook = new XSSFWorkbook();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            XSSFSheet sheet = workbook.createSheet("任务");
            CellStyle day = workbook.createCellStyle();
            day.setDataFormat(workbook.createDataFormat().getFormat("yyyy\"年\"m\"月\"d\"日\""));
            line(sheet, 0, "某区任务分解表", "", "", "", "", "");
            line(sheet, 1, "序号", "板块", "任务", "责任单位", "完成时间", "发布途径");
            line(sheet, 2, "1", "主题活动", "设立专栏", unit, "", "门户网站、政务新媒体");
            line(sheet, 3, "2", "", "解读政策", unit, "", "");
            sheet.getRow(2).createCell(0).setCellValue(1);
            sheet.getRow(2).createCell(4).setCellValue(LocalDate.of(2020, 5, 15));
            sheet.getRow(2).getCell(4).setCellStyle(day);
            sheet.addMergedRegion(new CellRangeAddress(0, 0, 0, 5));
            for (int column : new int[] {1, 4, 5}) {
                sheet.addMergedRegion(new CellRangeAddress(2, 3, column, column));
            }
            workbook.write(out);
            return out.toByteArray();
        }
    }

    private static void line(XSSFSheet sheet, int number, String... cells) {
        XSSFRow row = sheet.createRow(number);
        for (int i = 0; i < cells.length; i++) {
            if (!cells[i].isEmpty()) {
                row.createCell(i).setCellValue(cells[i]);
            }
        }
    }

    private static void is(Task task, Team team, String block, Set<Channel> channels) {
        assertThat(task.block()).isEqualTo(block);
        assertThat(task.units()).extracting(UnitKey::value).containsExactly(team.unit().value());
        assertThat(task.start()).isEqualTo(LocalDate.of(2020, 5, 15));
        assertThat(task.end()).isEqualTo(LocalDate.of(2020, 5, 31));
        assertThat(task.channels()).isEqualTo(channels);
        assertThat(task.questions()).isEmpty();
    }

    private String name(Team team) {
        return units.find(team.unit()).orElseThrow().name();
    }

    private Reading read(Team team, String campaign, String name, byte[] bytes) {
        return files.read(team.office(), campaign, name, new ByteArrayInputStream(bytes));
    }

    private void refused(
            Team team, String campaign, String name, byte[] bytes, FileRefused.Reason reason) {
        assertThatThrownBy(() -> read(team, campaign, name, bytes))
                .isInstanceOfSatisfying(
                        FileRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
