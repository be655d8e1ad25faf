package org.gongkai.publisher.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The sample site in a real browser. The last run's pictures of it lie in target/screens. */
class ThemeIT {
    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
    private static final Path SCREENS = Path.of("target", "screens");
    private static SampleServer server;
    private static Playwright playwright;
    private static Browser browser;

    @BeforeAll
    static void open() throws IOException {
        server = new SampleServer(SampleSite.whole());
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                                        .setArgs(
                                                List.of(
                                                        "--headless",
                                                        "--no-sandbox",
                                                        "--disable-gpu",
                                                        "--disable-quic",
                                                        "--no-first-run",
                                                        "--disable-background-networking",
                                                        "--disable-component-update",
                                                        "--disable-sync")));
    }

    @AfterAll
    static void close() {
        browser.close();
        playwright.close();
        server.close();
    }

    /** A page to look at. */
    record Shown(String name, String path) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** One page of every template and kind. */
    static List<Shown> shown() {
        return List.of(
                new Shown("home", "/"),
                new Shown("section", "/services/"),
                new Shown("numbered", "/services/page/1/"),
                new Shown("unit", "/unit/housing/"),
                new Shown("policy", path("policy")),
                new Shown("interpretation", path("infographic")),
                new Shown("picture-story", path("harbour")),
                new Shown("video", path("channel")),
                new Shown("article", path("plain0")),
                new Shown("search", "/search/"),
                new Shown("missing", "/404.html"),
                new Shown("gone", "/news/2020/superseded/"),
                new Shown("reading", "/accessibility/"));
    }

    @ParameterizedTest
    @MethodSource("shown")
    void everyPageIsAccessibleQuietAndFitsEveryScreen(Shown shown) {
        List<String> complaints = new ArrayList<>();
        for (int width : new int[] {1280, 390}) {
            try (BrowserContext context = context(width)) {
                Page page = context.newPage();
                page.onConsoleMessage(
                        message -> {
                            if (message.type().equals("error")
                                    && !message.text().contains("status of 4")) {
                                complaints.add(message.text());
                            }
                        });
                page.onPageError(complaints::add);
                open(page, shown.path());
                AxeResults results = new AxeBuilder(page).withTags(RULES).analyze();
                results.getViolations()
                        .forEach(
                                rule ->
                                        complaints.add(
                                                rule.getId()
                                                        + " at "
                                                        + width
                                                        + ": "
                                                        + rule.getNodes().getFirst().getHtml()
                                                        + " "
                                                        + rule.getNodes()
                                                                .getFirst()
                                                                .getFailureSummary()));
                picture(page, shown.name() + "-" + width);
            }
        }
        assertThat(complaints).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("shown")
    void nothingScrollsSidewaysOnTheNarrowestScreen(Shown shown) {
        try (BrowserContext context = context(320)) {
            Page page = context.newPage();
            open(page, shown.path());
            for (String mode : List.of("", "elder")) {
                page.evaluate("mode => document.documentElement.classList.add(mode || 'js')", mode);
                assertThat(page.evaluate("() => document.documentElement.scrollWidth"))
                        .as(mode)
                        .isEqualTo(320);
            }
        }
    }

    @Test
    void elderModeAndTypeSizeAreRememberedOnTheNextPage() {
        try (BrowserContext context = context(1280)) {
            Page page = context.newPage();
            open(page, path("plain0"));
            page.locator("button[data-elder]").first().click();
            page.locator("button[data-size=large]").click();
            picture(page, "article-elder-1280");

            open(page, path("plain1"));

            assertThat(page.locator("html").getAttribute("class")).contains("elder");
            assertThat(page.locator("button[data-size=large]").getAttribute("aria-pressed"))
                    .isEqualTo("true");
            AxeResults results = new AxeBuilder(page).withTags(RULES).analyze();
            assertThat(results.getViolations()).isEmpty();
        }
    }

    private static BrowserContext context(int width) {
        return browser.newContext(
                new Browser.NewContextOptions()
                        .setViewportSize(width, width > 700 ? 900 : 844)
                        .setLocale("zh-CN"));
    }

    private static void open(Page page, String path) {
        page.navigate(server.origin() + path);
    }

    private static void picture(Page page, String name) {
        page.evaluate(
                "async () => { for (const i of document.images) { i.loading = 'eager';"
                        + " await i.decode().catch(() => 0); } }");
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(SCREENS.resolve(name + ".png")));
    }

    private static String path(String name) {
        return SampleSite.article(name).content().path();
    }
}
