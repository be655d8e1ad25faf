package org.gongkai.content.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Whatever comes between a clerk and the server, nothing that was written is lost or overwritten.
 */
class SavingIT extends AtTheDesk {
    private static final Pattern SAVED = Pattern.compile("已保存 \\d\\d:\\d\\d");

    @Test
    void aLostConnectionLosesNothing() {
        String id = document("断线", "<p>前</p>");
        desk.open(write(id));
        desk.chromium().context().setOffline(true);
        say("线断了还在写");
        assertThat(desk.state()).hasAttribute("data-state", "offline");
        assertThat(desk.state()).containsText("网络断开");
        assertThat(body(id)).isEqualTo("<p>前</p>");

        desk.chromium().context().setOffline(false);
        assertThat(desk.state()).hasText(SAVED);
        assertThat(body(id)).isEqualTo("<p>前线断了还在写</p>");
        desk.chromium().context().setOffline(true);
        desk.paste("<p><b>粘贴</b></p>", "粘贴");
        assertThat(desk.page().locator("#told")).containsText("纯文本");
        assertThat(desk.text()).hasText("前线断了还在写粘贴");
    }

    @Test
    void anAnswerThatIsLostOnTheWayIsNoConflictWithOneself() {
        String id = document("丢了回音", "<p>前</p>");
        AtomicInteger lost = new AtomicInteger();
        desk.open(write(id));
        desk.page()
                .route(
                        "**/autosave",
                        route -> {
                            if (lost.getAndIncrement() == 0) {
                                route.fetch();
                                route.abort();
                            } else {
                                route.resume();
                            }
                        });
        say("服务器已收到");
        assertThat(desk.state()).hasAttribute("data-state", "offline");
        desk.type("，接着写");
        desk.saved();
        desk.page().waitForCondition(() -> body(id).endsWith("接着写</p>"));

        assertThat(body(id)).isEqualTo("<p>前服务器已收到，接着写</p>");
        assertThat(desk.page().locator("#stale")).isHidden();
    }

    @Test
    void whatIsTypedWhileASaveIsUnderWayGoesAlongBeforeThePageIsLeft() {
        String id = document("边存边写", "<p>前</p>");
        desk.open(write(id));
        List<Route> held = new ArrayList<>();
        desk.page()
                .route(
                        "**/autosave",
                        route -> {
                            if (held.isEmpty()) {
                                held.add(route);
                            } else {
                                route.resume();
                            }
                        });
        say("第一句");
        desk.page().waitForCondition(() -> !held.isEmpty());
        desk.type("第二句");
        desk.page().locator("#draft .bar button.main").click();
        held.getFirst().resume();

        desk.page().waitForURL("**/workbench/documents/" + id);
        assertThat(body(id)).isEqualTo("<p>前第一句第二句</p>");
    }

    @Test
    void anAnswerThatCannotBeReadStopsNoSaving() {
        String id = document("坏了的回音", "<p>前</p>");
        desk.open(write(id));
        AtomicInteger answers = new AtomicInteger();
        desk.page()
                .route(
                        "**/autosave",
                        route -> {
                            if (answers.getAndIncrement() == 0) {
                                route.fulfill(
                                        new Route.FulfillOptions()
                                                .setStatus(200)
                                                .setBody("<html>别处的登录页</html>"));
                            } else {
                                route.resume();
                            }
                        });
        say("写了");
        assertThat(desk.state()).hasAttribute("data-state", "offline");
        desk.saved();

        assertThat(body(id)).isEqualTo("<p>前写了</p>");
    }

    @Test
    void aSessionThatEndsWhileWritingGoesOnAfterSigningInAgain() {
        String id = document("过期", "<p>前</p>");
        desk.open(write(id));
        desk.signOutElsewhere();
        say("登录过期后写的");
        assertThat(desk.state()).hasAttribute("data-state", "expired");

        Page signIn = desk.popup(desk.page().locator("#sign-in-again"));
        Desk.signIn(signIn, "editor.sfj");
        signIn.close();

        desk.saved();
        assertThat(body(id)).isEqualTo("<p>前登录过期后写的</p>");
        say("，又写了");
        assertThat(desk.state()).hasAttribute("data-state", "dirty");
        desk.saved();
        assertThat(body(id)).isEqualTo("<p>前登录过期后写的，又写了</p>");
    }

    @Test
    void whatNeverReachedTheServerIsOfferedAgainWhenThePageIsOpened() {
        String id = document("死机", "<p>前</p>");
        desk.open(write(id));
        desk.signOutElsewhere();
        say("没有保存的话");
        assertThat(desk.state()).hasAttribute("data-state", "expired");

        desk.page().navigate("about:blank");
        desk.page().navigate(system.anonymous().address("/workbench/sign-in"));
        Desk.signIn(desk.page(), "editor.sfj");
        desk.open(write(id));
        assertThat(desk.page().locator("#found")).containsText("还没有保存到服务器");
        desk.button("恢复").click();

        assertThat(desk.text()).hasText("前没有保存的话");
        desk.saved();
        assertThat(body(id)).isEqualTo("<p>前没有保存的话</p>");
        desk.open(write(id));
        assertThat(desk.page().locator("#found")).isHidden();
    }

    @Test
    void theSecondOfTwoBrowsersIsToldAndOverwritesNothing() {
        String id = document("两处", "<p>前</p>");
        try (Desk other = new Desk(system.anonymous().address(""), "editor.sfj")) {
            desk.open(write(id));
            other.open(write(id));
            say("第一人写的");
            desk.saved();

            other.text().click();
            other.press("Control+End");
            other.type("第二人写的");
            assertThat(other.state()).hasAttribute("data-state", "stale");
            assertThat(other.page().locator("#stale")).containsText("editor.sfj 于 ");
            assertThat(body(id)).isEqualTo("<p>前第一人写的</p>");

            Page difference = other.popup(other.button("对比我写的和最新稿"));
            assertThat(difference.locator("del").nth(1)).hasText("一");
            difference.close();
            other.page().locator("[data-mine]").click();
            other.saved();
        }
        assertThat(body(id)).isEqualTo("<p>前第二人写的</p>");
        assertThat(editor.get("/api/v1/documents/" + id + "/editions/1/revisions")).hasSize(3);
    }
}
