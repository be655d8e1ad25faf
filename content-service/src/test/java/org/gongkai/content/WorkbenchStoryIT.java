package org.gongkai.content;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.FilePayload;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import javax.imageio.ImageIO;

/**
 * The whole story through the pages alone: an editor writes, uploads and submits; the unit's
 * reviewer returns it once; three reviewers pass it on; a publisher makes it public; a reader finds
 * it. On a desk, on a telephone, and with nothing but keys.
 */
class WorkbenchStoryIT {
    private static final ContainsTextOptions SOON = new ContainsTextOptions().setTimeout(60_000);

    @TempDir static Path home;

    private static @Nullable District opened;

    @BeforeAll
    static void aDistrict() {
        opened = District.openWithSearch(home);
    }

    @AfterAll
    static void close() {
        district().close();
    }

    private static District district() {
        return Objects.requireNonNull(opened);
    }

    @ParameterizedTest
    @CsvSource({"1280, false, 便民服务开放日", "390, false, 街道政务公开日", "1280, true, 法律咨询进社区"})
    void whatAnEditorWritesIsReadByThePublic(int width, boolean keysAlone, String title)
            throws IOException {
        String other = district().article(title + "的另一篇");
        district().editor().change("/api/v1/documents/" + other + "/submit", Map.of());
        try (StoryPages pages = pages(width)) {
            Story story =
                    new Story(
                            title,
                            pages,
                            keysAlone
                                    ? new Hand.Keyboard(pages.page())
                                    : new Hand.Pointer(pages.page()));
            story.anEditorWritesAndSubmits();
            story.theUnitReturnsItWithARemark();
            story.theEditorMendsIt();
            for (String reviewer : List.of("reviewer.sfj", "office.a", "city.a")) {
                story.passesOn(reviewer);
            }
            story.aPublisherReleasesIt();
            story.aReaderReadsIt();
            pages.nothingStrangeHappened();
        }
    }

    @Test
    void whatCannotBeUndoneIsSaidAndAskedFirst() {
        String id = district().article("写错了的稿件");
        try (StoryPages pages = pages(1280)) {
            Hand hand = new Hand.Pointer(pages.page());
            pages.open("/workbench");
            hand.write("#account", "editor.sfj");
            hand.write("#password", Staff.PASSWORD);
            hand.press(".door button.main");
            pages.page().locator(".side").waitFor();
            pages.open("/workbench/documents/" + id);
            hand.press("summary:text-is('废弃')");
            pages.meet("废弃后，这一版不能再恢复。");
            assertThat(district().state(id)).isEqualTo("DRAFT");
            hand.press("details button.grave:text-is('废弃')");
            pages.meet("已废弃。");
            assertThat(district().state(id)).isEqualTo("DISCARDED");
        }
    }

    private static StoryPages pages(int width) {
        return new StoryPages(district().reader.address("/").replaceFirst("/$", ""), width);
    }

    /** One document's way, told in the order in which it goes. */
    private record Story(String title, StoryPages pages, Hand hand) {
        private Page page() {
            return pages.page();
        }

        void anEditorWritesAndSubmits() throws IOException {
            signIn("editor.sfj");
            pages.meet("我的工作");
            hand.press(".side a[href='/workbench/write']");
            hand.write("[name=title]", title);
            hand.reach(".ProseMirror");
            hand.type("欢迎到办事大厅参观。");
            hand.keys("Enter", "Control+Alt+2");
            hand.type("需要的材料");
            hand.keys("Enter");
            tool("ul");
            hand.type("身份证");
            hand.keys("Enter");
            hand.type("预约单");
            hand.keys("Enter", "Enter");
            tool("table");
            page().locator("#ask-table[open]").waitFor();
            hand.write("#ask-table [name=rows]", "2");
            hand.write("#ask-table [name=columns]", "2");
            hand.press("#ask-table button.main");
            for (String cell : List.of("事项", "时间", "参观大厅", "上午九时")) {
                hand.type(cell);
                hand.keys("Tab");
            }
            hand.choose("[name=section]", "news");
            saved();

            hand.give("[name=file]", picture(title), attachment(title));
            assertThat(line("大厅.png")).containsText("请在那里填写替代文字", SOON);
            assertThat(line("名单.csv")).containsText("已放入", SOON);
            assertThat(page().locator("#findings")).containsText("“大厅.png”还没有替代文字", SOON);
            pages.meet("须补正 1 项");
            hand.write(".use:has([value='image/png']) [name=alt]", "办事大厅的入口");
            assertThat(page().locator("#findings-sum")).containsText("没有发现问题", SOON);
            saved();
            submit();
        }

        void theUnitReturnsItWithARemark() {
            signIn("reviewer.sfj");
            pages.meet("等我审核");
            hand.press(".side a[href='/workbench/review']");
            pages.meet("审核意见");
            while (!heading().equals(title)) {
                String here = page().url();
                hand.press("a[rel=next]");
                page().waitForCondition(() -> !page().url().equals(here));
            }
            if (hand instanceof Hand.Pointer) {
                page().locator("[data-text] p:visible")
                        .first()
                        .click(new Locator.ClickOptions().setClickCount(3));
                hand.press("button.remark");
            } else {
                hand.press("button.remark");
                hand.type("办事大厅");
                hand.keys("Tab");
            }
            assertThat(page().locator("[name=remark]")).isFocused();
            hand.type("写明是哪个大厅");
            hand.write("[name=comment]", "请补充地址");
            pages.meet("退回修改");
            hand.press("#return");
            pages.meet("已退回“" + title + "”。");
            signOut();
        }

        void theEditorMendsIt() {
            signIn("editor.sfj");
            assertThat(page().locator("#returned tr:has-text('" + title + "') q"))
                    .containsText("请补充地址");
            pages.meet("退回修改");
            hand.press("#returned a:text-is('" + title + "')");
            assertThat(page().locator(".verdicts")).containsText("写明是哪个大厅");
            pages.meet("请补充地址");
            hand.press(".acts a[href$='/write']");
            hand.reach(".ProseMirror");
            hand.keys("Control+Home", "End");
            hand.type("大厅在滨海路 8 号。");
            saved();
            submit();
        }

        void passesOn(String reviewer) {
            signIn(reviewer);
            hand.press(".side a[href='/workbench/review']");
            page().waitForURL("**/workbench/review/*");
            Set<String> passed = new HashSet<>();
            while (page().url().contains("/workbench/review/")) {
                pages.meet("审核意见");
                passed.add(heading());
                String here = page().url();
                hand.press("#approve");
                page().waitForCondition(() -> !page().url().equals(here));
            }
            assertThat(passed).contains(title, title + "的另一篇");
            pages.meet("已同意");
            signOut();
        }

        void aPublisherReleasesIt() {
            signIn("publisher.a");
            hand.press(".side a[href='/workbench/releases']");
            assertThat(page().locator("main")).containsText(title);
            pages.meet("将要公开的稿件");
            hand.press("main form button.main");
            pages.meet("发布已完成。");
            hand.press("td.num a[href^='/workbench/releases/']");
            pages.meet("这一批改变了什么");
            hand.press("td.title a:text-is('" + title + "')");
            pages.meet("已公开，查看页面");
            hand.press("header a:text-is('已公开，查看页面')");
        }

        void aReaderReadsIt() {
            pages.meet("大厅在滨海路 8 号。");
            assertThat(page().locator("article h1")).hasText(title);
            assertThat(page().locator("article h2").first()).hasText("需要的材料");
            assertThat(page().locator("article .text li")).hasCount(2);
            assertThat(page().locator("article td").first()).hasText("参观大厅");
            Locator picture = page().locator("article img[alt='办事大厅的入口']");
            assertThat(picture).isVisible();
            assertThat(
                            picture.evaluate(
                                    "image => image.decode().then(() => image.naturalWidth > 0)"))
                    .isEqualTo(true);
            String file =
                    String.valueOf(page().locator(".attachments a").first().getAttribute("href"));
            assertThat(district().reader.page(file).body()).isEqualTo(title + ",名单\n");

            hand.write("header [name=q]", title);
            hand.keys("Enter");
            Locator found = page().locator("[data-search-results]");
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(500))
                    .until(
                            () -> {
                                if (found.innerText().contains(title)) {
                                    return true;
                                }
                                page().reload();
                                return false;
                            });
            pages.meet(title);
        }

        private void signIn(String account) {
            if (!page().url().contains("/sign-in")) {
                pages.open("/workbench");
            }
            pages.meet("密码");
            hand.write("#account", account);
            hand.write("#password", Staff.PASSWORD);
            hand.press(".door button.main");
            page().locator(".side").waitFor();
        }

        private void signOut() {
            hand.press(".who form button");
            page().waitForURL("**/sign-in?out");
        }

        private void submit() {
            hand.press("#draft .bar button.main");
            pages.meet("我可以");
            hand.press("#SUBMIT button");
            pages.meet("已提交审核。");
            signOut();
        }

        private void tool(String name) {
            if (hand instanceof Hand.Pointer) {
                hand.press("#toolbar [data-does=" + name + "]");
                return;
            }
            hand.keys("Alt+F10");
            String here = "#toolbar [data-does=" + name + "]:focus";
            for (int i = 0; page().locator(here).count() == 0; i++) {
                assertThat(i).as("The arrows lead to " + name).isLessThan(60);
                hand.keys("ArrowRight");
            }
            hand.keys("Enter");
        }

        private void saved() {
            assertThat(page().locator("#save-state[data-state=saved]")).containsText("已保存", SOON);
        }

        private String heading() {
            return page().locator("h1").innerText();
        }

        private Locator line(String name) {
            return page().locator(".arriving li", new Page.LocatorOptions().setHasText(name));
        }
    }

    private static FilePayload attachment(String title) {
        return new FilePayload("名单.csv", "text/csv", (title + ",名单\n").getBytes(UTF_8));
    }

    /** Another one for each title, since a library keeps equal files once. */
    private static FilePayload picture(String title) throws IOException {
        BufferedImage image = new BufferedImage(1200, 675, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(new Color(title.hashCode() & 0xffffff));
        pen.fillRect(0, 0, 1200, 675);
        pen.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return new FilePayload("大厅.png", "image/png", bytes.toByteArray());
    }
}
