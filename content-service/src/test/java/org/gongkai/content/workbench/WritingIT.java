package org.gongkai.content.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;

import org.gongkai.content.Api;
import org.junit.jupiter.api.Test;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

import javax.imageio.ImageIO;

/**
 * Writing in a real browser: by keyboard, from Word, with tables and pictures, checked and shown.
 */
class WritingIT extends AtTheDesk {
    /** All that a body may hold, as the sanitiser writes it. */
    private static final String EVERYTHING =
            "<h2 id=\"at-1\" class=\"align-center\">一、总则</h2><p class=\"align-right indent-2\">右<strong>粗<em>斜</em></strong><u>线</u><s>删</s>H<sub>2</sub>O</p>"
                    + "<p>见<a href=\"https://www.example.org/a?b=1\" rel=\"noopener noreferrer\">网站<strong>首页</strong></a><sup id=\"fnref-1\"><a href=\"#fn-1\">1</a></sup><br>"
                    + "<span class=\"ink-red\">红字</span></p><ol start=\"3\" type=\"a\" class=\"list-han\"><li id=\"at-2\" value=\"5\">一<ul><li>甲</li><li>乙</li></ul></li><li><p>二</p><p>三</p></li></ol>"
                    + "<blockquote><p>引文</p></blockquote><hr><hr class=\"page-break\">"
                    + "<table id=\"at-3\"><caption>表<strong>一</strong></caption><colgroup><col span=\"2\"><col></colgroup>"
                    + "<thead><tr><th scope=\"col\" rowspan=\"2\">事项</th><th scope=\"colgroup\" colspan=\"2\">时限</th></tr><tr><th scope=\"col\">法定</th><th scope=\"col\" class=\"align-right\">承诺</th></tr></thead>"
                    + "<tbody><tr><td>甲</td><td><p>一</p><p>二</p></td><td><ul><li>三</li></ul></td></tr></tbody><tbody><tr><td colspan=\"3\"></td></tr></tbody><tfoot><tr><td>计</td><td>1</td><td>2</td></tr></tfoot></table>"
                    + "<section class=\"footnotes\"><ol><li id=\"fn-1\">注<a href=\"#fnref-1\">↩</a></li></ol></section>";

    private static final String WORD =
            "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><body><!--StartFragment--><p class=MsoNormal style='text-indent:24pt;mso-char-indent-count:2'>"
                    + "<b><span style='font-family:仿宋;color:black;mso-themecolor:text1'>各有关单位<o:p></o:p></span></b></p>"
                    + "<table class=MsoTableGrid border=1 style='border-collapse:collapse'><tr><td rowspan=2 style='width:99pt'><p class=MsoNormal>序号<o:p></o:p></p></td><td><p class=MsoNormal>一</p></td></tr>"
                    + "<tr><td><p class=MsoNormal>二</p></td></tr></table><!--EndFragment--></body></html>";

    @Test
    void aDocumentIsWrittenWithTheKeyboardAlone() {
        desk.open("/workbench/write?kind=article");
        desk.tabTo("[name=title]");
        desk.type("开放日安排");
        desk.tabTo(".ProseMirror");
        desk.type("欢迎参加。");
        desk.press("Enter", "Control+Alt+2");
        desk.type("一、材料");
        desk.press("Enter");
        desk.useTool("ul");
        desk.type("身份证");
        desk.press("Enter");
        desk.type("预约单");
        desk.press("Enter", "Enter", "Control+b");
        desk.type("请准时");
        desk.press("Control+b", "Enter");
        desk.useTool("table");
        desk.press("2", "Tab", "2", "Enter");
        for (String cell : List.of("事项", "时间", "参观", "九时")) {
            desk.type(cell);
            desk.press("Tab");
        }
        assertThat(desk.state()).hasAttribute("data-state", "local");

        desk.tabTo("[name=section]");
        while (!"news".equals(desk.page().locator("[name=section]").inputValue())) {
            desk.press("ArrowDown");
        }
        desk.saved();

        assertThat(desk.page()).hasURL(Pattern.compile(".*/documents/[0-9a-f-]{36}/write"));
        String id = desk.page().url().replaceAll(".*/documents/|/write", "");
        assertThat(body(id))
                .isEqualTo(
                        """
                        <p>欢迎参加。</p>
                        <h2>一、材料</h2>
                        <ul><li>身份证</li><li>预约单</li></ul>
                        <p><strong>请准时</strong></p>
                        <table><thead><tr><th scope="col">事项</th><th scope="col">时间</th></tr></thead>\
                        <tbody><tr><td>参观</td><td>九时</td></tr></tbody></table>""");
        assertThat(desk.page().locator("#counted")).hasText("26 字");
        desk.tabTo(".bar .main");
        desk.press("Enter");
        desk.page().waitForURL("**/documents/" + id);
        assertThat(desk.complaints()).isEmpty();
    }

    @Test
    void whatTheEditorOpensItLeavesAsItWas() {
        String id = document("附表", EVERYTHING);
        String stored = body(id);

        desk.open(write(id));
        assertThat(desk.html()).isEqualTo(stored);
        desk.text().locator("td").first().click();
        desk.press("End");
        desk.type("项");
        desk.saved();

        assertThat(body(id)).isEqualTo(stored.replace("<td>甲</td>", "<td>甲项</td>"));
        assertThat(desk.complaints()).isEmpty();
    }

    @Test
    void tablesAreBuiltMergedAndTakenApart() {
        String id =
                document(
                        "表",
                        "<table><tbody><tr><td>一</td><td>二</td></tr><tr><td>三</td><td>四</td></tr></tbody></table>");
        desk.open(write(id));
        desk.text().locator("td").first().click();
        desk.tool("head").click();
        desk.tool("rowBefore").click();
        desk.tool("columnAfter").click();
        desk.text().locator("td").first().click();
        desk.press("Shift+ArrowRight");
        desk.tool("merge").click();
        desk.saved();

        assertThat(body(id))
                .contains("<thead><tr>")
                .contains("colspan=\"2\"")
                .contains("<tbody><tr>");
        desk.open(write(id));
        assertThat(desk.html()).isEqualTo(body(id));
        assertThat(desk.complaints()).isEmpty();
    }

    @Test
    void whatIsPastedFromWordComesOutClean() {
        String id = document("通知", "");
        desk.open(write(id));
        desk.paste(WORD, "各有关单位 序号 一 二");
        assertThat(desk.page().locator("#told")).containsText("已整理");
        desk.saved();

        assertThat(body(id))
                .isEqualTo(
                        """
                        <p><strong>各有关单位</strong></p>
                        <table><tbody><tr><td rowspan="2">序号</td><td>一</td></tr><tr><td>二</td></tr></tbody></table>""");
        desk.text().click();
        desk.press("Control+z");
        assertThat(desk.text()).hasText("");
        assertThat(desk.complaints()).isEmpty();
    }

    @Test
    void aPictureOfTheDocumentGoesIntoItsTextWithWordsAndCaption() throws IOException {
        String file =
                Api.json(editor.upload("大厅.png", picture(), "sfj").body()).get("sha256").asString();
        String id =
                system.create(
                        "article",
                        Map.of(
                                "title",
                                "大厅",
                                "body",
                                "<p>前</p><p>后</p>",
                                "assets",
                                List.of(Map.of("sha256", file, "role", "LEAD", "alt", "大厅门口"))));
        desk.open(write(id));
        desk.text().locator("p").first().click();
        desk.tool("image").click();
        Locator dialog = desk.page().locator("#ask-image");
        assertThat(dialog.locator("[name=alt]")).hasValue("大厅门口");
        dialog.locator("[name=caption]").fill("五月的大厅");
        dialog.getByText("确定").click();
        assertThat(desk.text().locator("figure img[src]")).isVisible();
        desk.saved();

        assertThat(body(id))
                .isEqualTo(
                        "<p>前</p>\n<figure><img src=\"asset:%s\" alt=\"大厅门口\"><figcaption>五月的大厅</figcaption></figure>\n<p>后</p>"
                                .formatted(file));
        assertThat(desk.complaints()).isEmpty();
    }

    @Test
    void whatSubmittingWouldSayStandsBesideTheFieldWhileOneWrites() {
        String gone = UUID.randomUUID().toString();
        String id =
                system.create(
                        "interpretation",
                        Map.of(
                                "title",
                                "解读",
                                "body",
                                "<p>见<a href=\"document:" + gone + "\">通知</a></p>"));
        desk.open(write(id));
        assertThat(desk.page().locator("#finding-fields-form")).isVisible();
        assertThat(desk.page().locator("[name='field.form']")).hasAttribute("aria-invalid", "true");
        assertThat(desk.page().locator("#finding-body")).containsText("“通知”");

        desk.page().selectOption("[name='field.form']", "text");
        assertThat(desk.page().locator("#finding-fields-form")).hasCount(0);
        say("电话13812345678");
        assertThat(desk.page().locator("#finding-body")).containsText("“138…78”像是手机号码");
        assertThat(desk.page().locator("#findings-sum")).containsText("请留意 2 项");
        assertThat(desk.complaints()).isEmpty();
    }

    @Test
    void thePreviewIsThePublishersPageAndFollowsTheTyping() {
        String id = document("预览稿", "<p>前</p>");
        desk.open(write(id));
        desk.button("预览").click();
        FrameLocator page = desk.page().frameLocator("#preview iframe");
        assertThat(page.locator("article h1")).hasText("预览稿");
        assertThat(page.locator(".preview-mark")).containsText("尚未发布");
        assertThat(page.locator("header .masthead")).hasCSS("background-color", "rgb(168, 32, 26)");
        assertThat(page.locator("script")).hasCount(0);

        say("写到这里");
        assertThat(page.locator("article .text")).hasText("前写到这里");
        desk.button("手机").click();
        assertThat(desk.page().locator("#preview iframe")).hasCSS("width", "390px");
        desk.saved();
        assertThat(desk.complaints()).isEmpty();
    }

    @Test
    void everybodyCanUseThePage() {
        String id = document("无障碍", EVERYTHING);
        desk.open(write(id));
        say("电话13812345678");
        assertThat(desk.page().locator("#finding-body")).isVisible();
        desk.saved();
        for (int width : new int[] {1600, 1280, 390}) {
            desk.page().setViewportSize(width, 900);
            assertThat(violations()).isEmpty();
            assertThat(
                            desk.page()
                                    .evaluate(
                                            "() => document.documentElement.scrollWidth - innerWidth"))
                    .isEqualTo(0);
        }
        for (String dialog : List.of("link", "image", "table")) {
            desk.tool(dialog).click();
            assertThat(violations()).isEmpty();
            desk.press("Escape");
        }
    }

    private List<String> violations() {
        return new AxeBuilder(desk.page())
                        .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                        .exclude("#preview")
                        .analyze()
                        .getViolations()
                        .stream()
                        .map(rule -> rule.getId() + " " + rule.getNodes().getFirst().getHtml())
                        .toList();
    }

    private static byte[] picture() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(800, 450, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }
}
