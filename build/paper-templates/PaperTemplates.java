import org.apache.poi.ooxml.POIXMLProperties;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.TableRowAlign;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFFooter;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTFonts;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTRPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTcPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STPageOrientation;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblLayoutType;

import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.Optional;

/**
 * Writes the templates of the papers into {@code content-service/src/main/resources/papers}, so
 * that nothing in there is without a source: {@code java -cp <class path of content-service>
 * build/paper-templates/PaperTemplates.java [directory]}. Paper, margins and type area are those of
 * GB/T 9704-2012, 5.2: A4, 37 mm above, 28 mm to the left, 156 mm by 225 mm. What stands in {@code
 * {{ }}} and {@code [ ]} is filled by poi-tl.
 */
final class PaperTemplates {
    private static final String TITLE = "方正小标宋简体";
    private static final String BODY = "仿宋_GB2312";
    private static final String HEAD = "黑体";
    private static final String LATIN = "Times New Roman";
    private static final int WIDTH = twips(156);
    private static final int LENGTH = twips(225);

    private PaperTemplates() {}

    public static void main(String[] arguments) throws Exception {
        Path to =
                Path.of(
                        arguments.length > 0
                                ? arguments[0]
                                : "content-service/src/main/resources/papers");
        Files.createDirectories(to);
        threeReviews().write(to.resolve("three-reviews.docx"));
        secrecy().write(to.resolve("secrecy.docx"));
        packList().write(to.resolve("pack-list.docx"));
        packSigning().write(to.resolve("pack-signing.docx"));
        report(true).write(to.resolve("report-district.docx"));
        report(false).write(to.resolve("report-unit.docx"));
    }

    /** 政府信息公开“三审三校”表. */
    private static Template threeReviews() {
        Template paper = new Template(false, "政府信息公开“三审三校”表");
        paper.title("政府信息公开“三审三校”表");
        Grid grid = paper.grid(22, 26, 26, 24, 36, 22);
        grid.row(0).head("稿件标题", 1).text("{{title}}", 5);
        grid.row(0).head("供稿单位", 1).text("{{unit}}", 2).head("栏目", 1).text("{{section}}", 2);
        grid.row(0).head("体裁", 1).text("{{kind}}", 2).head("版次", 1).text("第 {{edition}} 版", 2);
        grid.row(0).head("作者", 1).text("{{author}}", 2).head("稿件来源", 1).text("{{source}}", 2);
        grid.row(0).head("起草人", 1).text("{{writers}}", 2).head("提交审核", 1).text("{{submitted}}", 2);
        grid.row(0).head("附件", 1).left("{{files}}", 5);
        grid.row(0).head("内容摘要", 1).tiny("{{digest}}", 5);
        grid.row(0).band("三　审", 6);
        grid.row(0)
                .head("审次", 1)
                .head("审核岗位", 1)
                .head("审核人", 1)
                .head("时间", 1)
                .head("审核意见", 1)
                .head("签　字", 1);
        grid.loop("reviews")
                .small("[round]", 1)
                .small("[stage]", 1)
                .small("[name]", 1)
                .small("[at]", 1)
                .smallLeft("[opinion]", 1)
                .text("", 1)
                .height(11);
        grid.row(0).band("三　校", 6);
        grid.row(0).head("校次", 1).head("校对人（签字）", 2).head("日期", 1).head("校对情况", 2);
        for (String round : new String[] {"一校", "二校", "三校"}) {
            grid.row(9).small(round, 1).text("", 2).text("", 1).text("", 2);
        }
        grid.row(0).head("系统检查", 1).smallLeft("{{checks}}", 5);
        grid.row(0).head("公开情况", 1).smallLeft("{{published}}", 5);
        paper.note("本表由系统按审核记录填写，打印于{{printed}}。“三审”只列对上列内容摘要所指内容的通过意见；空白处系统没有记录，由有关人员手写。");
        paper.heading("附：本版次的全部审核意见", true);
        Grid all = paper.grid(24, 26, 24, 16, 66);
        all.row(0)
                .head("时间", 1)
                .head("审核岗位", 1)
                .head("审核人", 1)
                .head("结论", 1)
                .head("意见", 1)
                .repeated();
        all.loop("verdicts")
                .small("[at]", 1)
                .small("[stage]", 1)
                .small("[name]", 1)
                .small("[verdict]", 1)
                .smallLeft("[opinion]", 1);
        paper.end();
        return paper;
    }

    /** 政府信息公开保密审批表. */
    private static Template secrecy() {
        Template paper = new Template(false, "政府信息公开保密审批表");
        paper.title("政府信息公开保密审批表");
        Grid grid = paper.grid(30, 48, 30, 48);
        grid.row(0).head("信息标题", 1).text("{{title}}", 3);
        grid.row(0).head("提供单位", 1).text("{{unit}}", 1).head("公开栏目", 1).text("{{section}}", 1);
        grid.row(0).head("体裁", 1).text("{{kind}}", 1).head("发文字号", 1).text("{{number}}", 1);
        grid.row(0).head("作者", 1).text("{{author}}", 1).head("信息来源", 1).text("{{source}}", 1);
        grid.row(0)
                .head("承办人", 1)
                .text("{{submitter}}", 1)
                .head("提交时间", 1)
                .text("{{submitted}}", 1);
        grid.row(0).head("附件", 1).left("{{files}}", 3);
        grid.row(0).head("内容摘要", 1).tiny("{{digest}}", 3);
        grid.row(0).head("系统检查", 1).left("{{checks}}", 3);
        grid.row(0).head("审核记录", 1).left("{{approvals}}", 3);
        grid.row(15).head("是否涉及", 1).left("□国家秘密　□工作秘密　□商业秘密　□个人隐私　□均不涉及", 3);
        opinion(grid, "承办人意见", "□可以公开　□部分公开　□不予公开");
        opinion(grid, "承办部门\n负责人意见", "□可以公开　□部分公开　□不予公开");
        opinion(grid, "保密审查\n机构意见", "□同意公开　□不同意公开");
        opinion(grid, "分管领导\n审批意见", "□同意公开　□不同意公开");
        paper.note(
                "本表由系统按审核记录填写，打印于{{printed}}。是否涉密、审查意见、签字和日期系统没有记录，由有关人员手写。内容摘要为 SHA-256，内容改动后须重新审批。");
        return paper;
    }

    private static void opinion(Grid grid, String who, String choices) {
        grid.row(19).head(who, 1).signed(choices, "签字（盖章）：　　　　　　　　　年　　月　　日", 3);
    }

    /** 送审目录: what is in a pack. */
    private static Template packList() {
        Template paper = new Template(true, "送审目录");
        paper.title("送审目录");
        paper.note("{{about}}");
        Grid grid = paper.grid(13, 74, 34, 30, 14, 60);
        grid.row(0)
                .head("序号", 1)
                .head("标题", 1)
                .head("供稿单位", 1)
                .head("栏目", 1)
                .head("附件", 1)
                .head("内容摘要（SHA-256）", 1)
                .repeated();
        grid.loop("items")
                .small("[number]", 1)
                .left("[title]", 1)
                .small("[unit]", 1)
                .small("[section]", 1)
                .small("[files]", 1)
                .code("[digest]", 1);
        paper.note("共 {{count}} 件。审核意见只对与上列内容摘要一致的内容有效。");
        return paper;
    }

    /** 送审表: to be signed. */
    private static Template packSigning() {
        Template paper = new Template(true, "送审表");
        paper.title("政府信息公开材料送审表");
        paper.note("{{about}}");
        Grid grid = paper.grid(13, 77, 40, 34, 61);
        grid.row(0)
                .head("序号", 1)
                .head("标题", 1)
                .head("供稿单位", 1)
                .head("预审结论", 1)
                .head("预审意见", 1)
                .repeated();
        grid.loop("items")
                .small("[number]", 1)
                .left("[title]", 1)
                .small("[unit]", 1)
                .small("□通过　□退回", 1)
                .text("", 1)
                .height(12);
        Grid signs = paper.grid(112, 113);
        signs.row(24)
                .signed("送审单位", "签字（盖章）：　　　　　　　　　年　　月　　日", 1)
                .signed("预审单位", "签字（盖章）：　　　　　　　　　年　　月　　日", 1);
        paper.end();
        return paper;
    }

    /** 工作报告: what a campaign has come to, of the district or of a unit. */
    private static Template report(boolean district) {
        // A list is never called like a cell of another list: poi-tl would put it there.
        Template paper = new Template(false, "政务公开日活动工作报告");
        paper.title("{{title}}");
        paper.centred("{{about}}");
        paper.chapter("总体情况");
        paper.text("{{sentences}}");
        paper.chapter("主要数字");
        Grid figures = paper.grid(86, 26, 44);
        figures.row(0).head("项目", 1).head("数量", 1).head("备注", 1).repeated();
        figures.loop("figureRows").left("[name]", 1).small("[number]", 1).small("[remark]", 1);
        if (district) {
            paper.chapter("各单位完成情况");
            Grid units = paper.grid(38, 14, 14, 17, 17, 14, 42);
            units.row(0)
                    .head("单位", 1)
                    .head("任务", 1)
                    .head("完成", 1)
                    .head("逾期未完成", 1)
                    .head("公开稿件", 1)
                    .head("迟交", 1)
                    .head("完成率", 1)
                    .repeated();
            units.loop("unitRows")
                    .left("[unit]", 1)
                    .small("[shares]", 1)
                    .small("[done]", 1)
                    .small("[overdue]", 1)
                    .small("[published]", 1)
                    .small("[late]", 1)
                    .code("[bar]", 1);
        }
        paper.chapter("任务完成情况");
        Grid shares = paper.grid(12, 32, 48, 20, 20, 24);
        shares.row(0)
                .head("任务", 1)
                .head("单位", 1)
                .head("内容", 1)
                .head("期限", 1)
                .head("完成", 1)
                .head("情况", 1)
                .repeated();
        shares.loop("shareRows")
                .small("[number]", 1)
                .smallLeft("[unit]", 1)
                .smallLeft("[text]", 1)
                .small("[due]", 1)
                .small("[done]", 1)
                .small("[state]", 1);
        paper.chapter("发布清单");
        Grid published = paper.grid(20, 24, 26, 42, 44);
        published
                .row(0)
                .head("时间", 1)
                .head("途径", 1)
                .head("单位", 1)
                .head("内容", 1)
                .head("位置", 1)
                .repeated();
        published
                .loop("publishedRows")
                .small("[at]", 1)
                .small("[channel]", 1)
                .smallLeft("[unit]", 1)
                .smallLeft("[title]", 1)
                .code("[place]", 1);
        paper.chapter("没有公开的稿件");
        Grid waiting = paper.grid(40, 116);
        waiting.row(0).head("单位", 1).head("标题", 1).repeated();
        waiting.loop("waitingRows").smallLeft("[unit]", 1).smallLeft("[title]", 1);
        paper.chapter("迟交情况");
        Grid late = paper.grid(26, 44, 30, 40, 16);
        late.row(0)
                .head("单位", 1)
                .head("稿件", 1)
                .head("提交时间", 1)
                .head("理由", 1)
                .head("同意", 1)
                .repeated();
        late.loop("lateRows")
                .smallLeft("[unit]", 1)
                .smallLeft("[title]", 1)
                .small("[at]", 1)
                .smallLeft("[reason]", 1)
                .small("[consent]", 1);
        paper.chapter("应急发布");
        Grid emergencies = paper.grid(40, 30, 30, 34, 22);
        emergencies
                .row(0)
                .head("稿件", 1)
                .head("申请", 1)
                .head("确认", 1)
                .head("理由", 1)
                .head("补审", 1)
                .repeated();
        emergencies
                .loop("emergencyRows")
                .smallLeft("[title]", 1)
                .small("[requested]", 1)
                .small("[confirmed]", 1)
                .smallLeft("[reason]", 1)
                .small("[madeUp]", 1);
        paper.chapter(district ? "全区总结" : "单位总结");
        paper.text("{{summary}}");
        paper.chapter("办公室意见");
        paper.text("{{words}}");
        paper.note("{{foot}}");
        return paper;
    }

    private static int twips(double millimetres) {
        return (int) Math.round(millimetres * 1440 / 25.4);
    }

    /** A paper that is being laid out. */
    private static final class Template {
        private static final String NUMBERS = "一二三四五六七八九十";

        private final XWPFDocument document = new XWPFDocument();
        private int chapters;

        Template(boolean landscape, String title) {
            POIXMLProperties.CoreProperties about = document.getProperties().getCoreProperties();
            about.setTitle(title);
            about.setCreator("gongkai");
            about.setCreated(Optional.of(new Date(0)));
            about.setModified(Optional.of(new Date(0)));
            CTSectPr section = document.getDocument().getBody().addNewSectPr();
            var size = section.addNewPgSz();
            size.setW(BigInteger.valueOf(twips(landscape ? 297 : 210)));
            size.setH(BigInteger.valueOf(twips(landscape ? 210 : 297)));
            if (landscape) {
                size.setOrient(STPageOrientation.LANDSCAPE);
            }
            // A sheet that lies on its side keeps its binding edge, which is then above.
            CTPageMar margins = section.addNewPgMar();
            margins.setTop(BigInteger.valueOf(twips(landscape ? 28 : 37)));
            margins.setLeft(BigInteger.valueOf(twips(landscape ? 35 : 28)));
            margins.setRight(BigInteger.valueOf(twips(landscape ? 37 : 26)));
            margins.setBottom(BigInteger.valueOf(twips(landscape ? 26 : 35)));
            margins.setHeader(BigInteger.valueOf(twips(15)));
            margins.setFooter(BigInteger.valueOf(twips(landscape ? 16 : 25)));
            margins.setGutter(BigInteger.ZERO);
            pageNumbers();
        }

        /** A dash to both sides of the number, as GB/T 9704-2012, 7.5, has it. */
        private void pageNumbers() {
            XWPFFooter footer =
                    document.createFooter(org.apache.poi.wp.usermodel.HeaderFooterType.DEFAULT);
            XWPFParagraph line = footer.createParagraph();
            line.setAlignment(ParagraphAlignment.CENTER);
            run(line, "— ", "宋体", 10.5);
            var field = line.getCTP().addNewFldSimple();
            field.setInstr(" PAGE ");
            var number = field.addNewR();
            fonts(number.addNewRPr(), "宋体", 10.5);
            number.addNewT().setStringValue("1");
            run(line, " —", "宋体", 10.5);
        }

        void title(String text) {
            XWPFParagraph line = document.createParagraph();
            line.setAlignment(ParagraphAlignment.CENTER);
            line.setSpacingAfter(200);
            run(line, text, TITLE, 22);
        }

        /** A heading with the next number. */
        void chapter(String text) {
            XWPFParagraph line = document.createParagraph();
            line.setSpacingBefore(240);
            line.setSpacingAfter(80);
            line.setKeepNext(true);
            run(line, NUMBERS.charAt(chapters++) + "、" + text, HEAD, 14);
        }

        /** Running text, whose paragraphs bring their own indent. */
        void text(String text) {
            XWPFParagraph line = document.createParagraph();
            line.setSpacingBetween(28, org.apache.poi.xwpf.usermodel.LineSpacingRule.EXACT);
            run(line, text, BODY, 14);
        }

        void centred(String text) {
            XWPFParagraph line = document.createParagraph();
            line.setAlignment(ParagraphAlignment.CENTER);
            run(line, text, BODY, 12);
        }

        void heading(String text, boolean onNewPage) {
            XWPFParagraph line = document.createParagraph();
            line.setPageBreak(onNewPage);
            line.setSpacingAfter(80);
            line.setKeepNext(true);
            run(line, text, HEAD, 12);
        }

        void note(String text) {
            XWPFParagraph line = document.createParagraph();
            line.setSpacingBefore(80);
            line.setSpacingAfter(80);
            run(line, text, BODY, 10.5);
        }

        Grid grid(double... millimetres) {
            XWPFTable table = document.createTable();
            table.removeRow(0);
            return new Grid(table, millimetres);
        }

        /** Word asks for a paragraph after the last table. */
        void end() {
            XWPFParagraph last = document.createParagraph();
            last.setSpacingBetween(1, org.apache.poi.xwpf.usermodel.LineSpacingRule.EXACT);
            run(last, "", BODY, 1);
        }

        void write(Path file) throws Exception {
            try (OutputStream out = Files.newOutputStream(file)) {
                document.write(out);
            }
        }
    }

    /** A table of fixed columns; a row is begun, and then its cells follow each other. */
    private static final class Grid {
        private final XWPFTable table;
        private final int[] widths;
        private XWPFTableRow row;
        private int column;
        private String loops;

        Grid(XWPFTable table, double... millimetres) {
            this.table = table;
            this.widths = new int[millimetres.length];
            CTTblPr properties = table.getCTTbl().getTblPr();
            properties.addNewTblLayout().setType(STTblLayoutType.FIXED);
            table.setTableAlignment(TableRowAlign.CENTER);
            table.setCellMargins(30, 80, 30, 80);
            if (table.getCTTbl().getTblGrid() == null) {
                table.getCTTbl().addNewTblGrid();
            }
            int all = 0;
            for (int i = 0; i < widths.length; i++) {
                widths[i] = twips(millimetres[i]);
                all += widths[i];
                table.getCTTbl().getTblGrid().addNewGridCol().setW(BigInteger.valueOf(widths[i]));
            }
            table.setWidth(all);
        }

        /** Begins a row of at least this height, or as high as it needs to be. */
        Grid row(double millimetres) {
            row = table.createRow();
            while (!row.getTableCells().isEmpty()) {
                row.removeCell(0);
            }
            column = 0;
            row.setCantSplitRow(true);
            return height(millimetres > 0 ? millimetres : 8);
        }

        Grid height(double millimetres) {
            row.setHeight(twips(millimetres));
            row.setHeightRule(org.apache.poi.xwpf.usermodel.TableRowHeightRule.AT_LEAST);
            return this;
        }

        /** A row that comes again on each page. */
        Grid repeated() {
            row.setRepeatHeader(true);
            return this;
        }

        /** The next row is one for each of a list; the row above it says so, as poi-tl wants it. */
        Grid loop(String list) {
            XWPFTableCell corner = row.getTableCells().getFirst();
            run(corner.getParagraphs().getFirst(), "{{" + list + "}}", BODY, 1);
            return row(0);
        }

        Grid head(String text, int span) {
            String[] lines = text.split("\n", -1);
            XWPFTableCell cell = cell(span);
            XWPFParagraph line = cell.getParagraphs().getFirst();
            line.setAlignment(ParagraphAlignment.CENTER);
            for (int i = 0; i < lines.length; i++) {
                XWPFRun run = run(line, lines[i], HEAD, 11);
                if (i + 1 < lines.length) {
                    run.addBreak();
                }
            }
            return this;
        }

        Grid band(String text, int span) {
            head(text, span);
            row.getTableCells().getFirst().setColor("EDEDED");
            return this;
        }

        Grid text(String text, int span) {
            return write(text, span, ParagraphAlignment.CENTER, 12);
        }

        Grid left(String text, int span) {
            return write(text, span, ParagraphAlignment.LEFT, 11);
        }

        Grid small(String text, int span) {
            return write(text, span, ParagraphAlignment.CENTER, 10.5);
        }

        Grid smallLeft(String text, int span) {
            return write(text, span, ParagraphAlignment.LEFT, 10.5);
        }

        Grid tiny(String text, int span) {
            return write(text, span, ParagraphAlignment.CENTER, 9);
        }

        Grid code(String text, int span) {
            return write(text, span, ParagraphAlignment.LEFT, 8);
        }

        /** What is chosen stands above, and who signs below, at the right. */
        Grid signed(String choices, String sign, int span) {
            XWPFTableCell cell = cell(span);
            cell.setVerticalAlignment(XWPFTableCell.XWPFVertAlign.BOTH);
            XWPFParagraph above = cell.getParagraphs().getFirst();
            run(above, choices, BODY, 11);
            XWPFParagraph below = cell.addParagraph();
            below.setAlignment(ParagraphAlignment.RIGHT);
            below.setSpacingBefore(160);
            run(below, sign, BODY, 11);
            return this;
        }

        private Grid write(String text, int span, ParagraphAlignment alignment, double size) {
            XWPFParagraph line = cell(span).getParagraphs().getFirst();
            line.setAlignment(alignment);
            run(line, text, BODY, size);
            return this;
        }

        private XWPFTableCell cell(int span) {
            XWPFTableCell cell = row.createCell();
            CTTcPr properties =
                    cell.getCTTc().isSetTcPr()
                            ? cell.getCTTc().getTcPr()
                            : cell.getCTTc().addNewTcPr();
            int width = 0;
            for (int i = 0; i < span; i++) {
                width += widths[column++];
            }
            var wide = properties.isSetTcW() ? properties.getTcW() : properties.addNewTcW();
            wide.setW(BigInteger.valueOf(width));
            wide.setType(org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblWidth.DXA);
            if (span > 1) {
                properties.addNewGridSpan().setVal(BigInteger.valueOf(span));
            }
            cell.setVerticalAlignment(XWPFTableCell.XWPFVertAlign.CENTER);
            return cell;
        }
    }

    private static XWPFRun run(XWPFParagraph line, String text, String font, double size) {
        XWPFRun run = line.createRun();
        run.setText(text);
        fonts(
                run.getCTR().isSetRPr() ? run.getCTR().getRPr() : run.getCTR().addNewRPr(),
                font,
                size);
        return run;
    }

    private static void fonts(CTRPr properties, String font, double size) {
        CTFonts fonts = properties.addNewRFonts();
        fonts.setEastAsia(font);
        fonts.setAscii(LATIN);
        fonts.setHAnsi(LATIN);
        fonts.setCs(LATIN);
        properties.addNewSz().setVal(BigInteger.valueOf(Math.round(size * 2)));
    }
}
