package org.gongkai.content.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;

import org.junit.jupiter.api.Test;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import javax.imageio.ImageIO;

/** Files that are sent from the writing page while somebody writes. */
class WritingFilesIT extends AtTheDesk {
    @Test
    void manyFilesJoinTheDocumentWhileItsTextIsWritten() throws IOException {
        String id = document("开放日", "<p>前</p>");
        desk.open(write(id));
        say("半句");
        choose(picture("大厅.png", Color.ORANGE), file("名单.csv", "甲,乙\n"), file("坏.png", "不是图"));
        say("写完");

        assertThat(line("大厅.png").locator("canvas")).isVisible();
        assertThat(line("大厅.png")).containsText("请在那里填写替代文字");
        assertThat(line("名单.csv")).containsText("已放入");
        assertThat(line("坏.png")).containsText("未接收文件名的后缀与实际内容不符，请改正后缀或重新保存。");
        assertThat(line("坏.png")).not().containsText("content");
        assertThat(desk.text()).isFocused();
        assertThat(desk.text()).hasText("前半句写完");

        Locator words = desk.page().locator(".use:not(.add) [name=alt]").first();
        assertThat(words)
                .hasAccessibleDescription("用一句话说出图上有什么，看不到图片的人靠它了解。 “大厅.png”还没有替代文字，请说明它表现了什么。");
        words.fill("办事大厅的入口");
        desk.saved();
        assertThat(violations()).isEmpty();
        assertThat(view(id).at("/content/assets")).hasSize(2);
        assertThat(view(id).at("/content/assets/0/alt").asString()).isEqualTo("办事大厅的入口");
        assertThat(body(id)).isEqualTo("<p>前半句写完</p>");
        assertThat(desk.complaints())
                .as("the browser itself notes the refusal of the one file")
                .allMatch(said -> said.contains("status of 422"));
    }

    @Test
    void whatIsDroppedOnTheTextIsSentAndNotPutIntoIt() {
        String id = document("拖放", "<p>正文</p>");
        desk.open(write(id));
        desk.text()
                .evaluate(
                        "text => { const data = new DataTransfer(); data.items.add(new File(['甲,乙'], '名单.csv', { type: 'text/csv' }));"
                                + " for (const type of ['dragover', 'drop'])"
                                + " text.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true })); }");

        assertThat(line("名单.csv")).containsText("已放入");
        assertThat(desk.text()).hasText("正文");
        desk.saved();
        assertThat(view(id).at("/content/assets")).hasSize(1);
        assertThat(desk.complaints()).isEmpty();
    }

    @Test
    void anUploadGoesOnAfterALostConnectionAndEndsWhenItIsCancelled() {
        String id = document("断线", "<p>正文</p>");
        desk.open(write(id));
        AtomicInteger lost = new AtomicInteger();
        desk.page()
                .route(
                        "**/api/v1/uploads/*",
                        route -> {
                            if (route.request().method().equals("PATCH")
                                    && lost.getAndIncrement() == 0) {
                                route.abort("connectionreset");
                            } else {
                                route.resume();
                            }
                        });
        choose(file("断线.csv", "一,二\n"));
        assertThat(line("断线.csv")).containsText("已放入");
        assertThat(lost.get()).isGreaterThan(1);

        desk.page().unroute("**/api/v1/uploads/*");
        desk.page().route("**/api/v1/uploads/*", route -> keepAway(route, "PATCH"));
        choose(file("取消.csv", "三,四\n"), file("排队.csv", "五,六\n"));
        desk.button("取消：排队.csv").click();
        desk.button("取消：取消.csv").click();
        assertThat(line("取消.csv")).containsText("已取消");
        assertThat(line("排队.csv")).containsText("已取消");
        assertThat(desk.page().locator(".use:not(.add)")).hasCount(1);
        desk.page().waitForCondition(() -> desk.chromium().uploadsKept() == 0);
    }

    @Test
    void aServerThatFailsAgainAndAgainIsLeftAloneUntilOneAsks() {
        String id = document("出错", "<p>正文</p>");
        desk.open(write(id));
        AtomicBoolean failing = new AtomicBoolean(true);
        AtomicInteger asked = new AtomicInteger();
        desk.page()
                .route(
                        "**/api/v1/uploads",
                        route -> {
                            asked.incrementAndGet();
                            if (failing.get()) {
                                route.fulfill(new Route.FulfillOptions().setStatus(500));
                            } else {
                                route.resume();
                            }
                        });
        choose(file("重试.csv", "七,八\n"));
        assertThat(line("重试.csv")).containsText("服务器多次出错，已停止尝试", within());
        assertThat(asked.get()).isEqualTo(5);

        failing.set(false);
        desk.button("重试：重试.csv").click();
        assertThat(line("重试.csv")).containsText("已放入");
        assertThat(line("重试.csv")).not().containsText("多次出错");
    }

    @Test
    void whatIsPickedFromTheLibraryAndWhatWasNotSavedYetComesBackToTheForm() {
        editor.upload("旧附件.csv", "九,十\n".getBytes(UTF_8), "sfj");
        String id = document("选用", "<p>正文</p>");
        desk.open(write(id));
        desk.page().locator(".shelf summary").click();
        desk.page().locator(".shelf label.tile", used("旧附件.csv")).click();
        desk.page().route("**/autosave", Route::abort);
        desk.button("加入所选文件").click();
        assertThat(desk.page().locator(".use [name=fileName]")).hasValue("旧附件.csv");
        assertThat(desk.state()).hasAttribute("data-state", "offline");

        desk.page().unroute("**/autosave");
        desk.open(write(id));
        assertThat(desk.page().locator(".use:not(.add)")).hasCount(0);
        desk.button("恢复").click();
        assertThat(desk.page().locator(".use [name=fileName]")).hasValue("旧附件.csv");
        desk.saved();
        assertThat(view(id).at("/content/assets")).hasSize(1);
    }

    private void choose(FilePayload... files) {
        desk.page().locator("[name=file]").setInputFiles(files);
    }

    private Locator line(String name) {
        return desk.page().locator(".arriving li", new Page.LocatorOptions().setHasText(name));
    }

    private static Page.LocatorOptions used(String name) {
        return new Page.LocatorOptions().setHasText(name);
    }

    private static com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions
            within() {
        return new com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions()
                .setTimeout(60_000);
    }

    private static void keepAway(Route route, String method) {
        if (!route.request().method().equals(method)) {
            route.resume();
        }
    }

    private List<String> violations() {
        return new AxeBuilder(desk.page())
                        .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                        .analyze()
                        .getViolations()
                        .stream()
                        .map(rule -> rule.getId() + " " + rule.getNodes().getFirst().getHtml())
                        .toList();
    }

    private static FilePayload file(String name, String text) {
        return new FilePayload(name, "", text.getBytes(UTF_8));
    }

    private static FilePayload picture(String name, Color colour) throws IOException {
        BufferedImage image = new BufferedImage(800, 450, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(colour);
        pen.fillRect(40, 40, 400, 200);
        pen.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return new FilePayload(name, "image/png", bytes.toByteArray());
    }
}
