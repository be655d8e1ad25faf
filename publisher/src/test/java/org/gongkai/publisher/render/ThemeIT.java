package org.gongkai.publisher.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                new Shown("tag", Addresses.ofTag("老旧小区")),
                new Shown("month", "/archive/2020-05/"),
                new Shown("months", "/archive/"),
                new Shown("policy", path("policy")),
                new Shown("official", path("official")),
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

    @Test
    void aPictureOpensLargeAndTheKeyboardTurnsAndClosesIt() {
        try (BrowserContext context = context(1280)) {
            Page page = context.newPage();
            open(page, path("harbour"));

            page.locator("a.zoom").first().click();
            page.keyboard().press("ArrowRight");

            assertThat(page.locator("dialog.viewer p").textContent()).isEqualTo("新添的 24 张长椅。");
            assertThat(page.locator("dialog.viewer img").getAttribute("src"))
                    .endsWith("/media/harbour2.jpg");
            page.keyboard().press("Escape");
            assertThat(page.locator("dialog.viewer").isVisible()).isFalse();
            assertThat(page.url()).endsWith(path("harbour"));
        }
    }

    @Test
    void theSearchPageFillsItselfAndLetsNothingButEmphasisThrough() {
        try (BrowserContext context = context(1280)) {
            Page page = context.newPage();
            page.route(
                    "**/api/search?**",
                    route ->
                            route.fulfill(
                                    new Route.FulfillOptions()
                                            .setContentType("application/json")
                                            .setBody(
                                                    """
                                                    {"query": "养犬", "total": 21, "page": 1, "size": 10, "found": "corrected", "correction": "养犬",
                                                     "counts": {"kind": [{"key": "policy", "name": "policy", "count": 20, "chosen": true},
                                                       {"key": "video", "name": "video", "count": 1, "chosen": false}],
                                                      "section": [], "unit": [{"key": "urban", "name": "城市管理局", "count": 21, "chosen": false}],
                                                      "year": [{"key": "2020", "name": "2020", "count": 21, "chosen": false}]},
                                                     "hits": [{"id": "1-2", "url": "/policies/1/", "title": "养犬",
                                                      "titleHighlight": "<em>养犬</em><img src=x onerror=alert(1)>规定",
                                                      "highlight": "在本市<em>养犬</em>的", "sectionName": "政策文件",
                                                      "publishedAt": "2020-05-12T17:00:00Z", "documentNumber": null}]}
                                                    """)));

            open(page, "/search/?q=%E5%85%BB%E7%8A%AC");
            page.locator("[data-search-results] li").waitFor();

            assertThat(page.locator("[data-search-summary]").textContent())
                    .isEqualTo("找到与“养犬”有关的内容 21 条");
            assertThat(page.locator("[data-search-results] h2").innerHTML())
                    .isEqualTo("<a data-hit-title=\"\" href=\"/policies/1/\"><em>养犬</em>规定</a>");
            assertThat(page.locator("[data-search-results] time").textContent())
                    .isEqualTo("2020-05-13");
            assertThat(page.locator("[data-search-pager]").innerText())
                    .contains("第 1 页，共 3 页")
                    .contains("下一页");
            assertThat(page.locator("#q").inputValue()).isEqualTo("养犬");
            assertThat(page.locator("[data-search-counts=kind] a").first().innerText())
                    .isEqualTo("政策文件\n20");
            assertThat(page.locator("[data-search-counts=kind] a").last().getAttribute("href"))
                    .isEqualTo("/search/?q=%E5%85%BB%E7%8A%AC&kind=video");
            assertThat(page.locator("[data-search-counts=kind] a[aria-current]").count()).isOne();
            assertThat(page.locator("[data-search-counts=section]").isVisible()).isFalse();
            assertThat(page.locator("[data-search-found]").innerText())
                    .isEqualTo("没有与“养犬”完全一致的内容，以下是“养犬”的结果。 仍然查找“养犬”");
            assertThat(page.locator("[data-hit-related]").getAttribute("href"))
                    .isEqualTo("/search/?related=1-2");
            assertThat(new AxeBuilder(page).withTags(RULES).analyze().getViolations()).isEmpty();
            picture(page, "search-hits-1280");
            page.setViewportSize(390, 844);
            picture(page, "search-hits-390");
        }
    }

    @Test
    void titlesAreSuggestedWhileOneTypesAndChosenByKeyboard() {
        try (BrowserContext context = context(1280)) {
            Page page = context.newPage();
            page.route(
                    "**/api/search/suggestions?**",
                    route ->
                            route.fulfill(
                                    new Route.FulfillOptions()
                                            .setContentType("application/json")
                                            .setBody(
                                                    """
                                                    {"query": "yangq", "hot": ["养犬登记"],
                                                     "titles": [{"title": "某市养犬<b>管理规定", "url": "%s"}]}
                                                    """
                                                            .formatted(path("harbour")))));
            open(page, "/search/");
            Locator field = page.locator("#q");
            Locator options = page.locator("#q-suggestions [role=option]");
            field.fill("yangq");
            options.first().waitFor();

            assertThat(options.allInnerTexts()).containsExactly("养犬登记", "某市养犬<b>管理规定");
            assertThat(field.getAttribute("aria-expanded")).isEqualTo("true");
            assertThat(new AxeBuilder(page).withTags(RULES).analyze().getViolations()).isEmpty();
            field.press("ArrowUp");
            assertThat(field.getAttribute("aria-activedescendant")).isEqualTo("q-suggestions-1");
            picture(page, "search-suggestions-1280");
            page.setViewportSize(390, 844);
            picture(page, "search-suggestions-390");
            field.press("ArrowDown");
            assertThat(field.getAttribute("aria-activedescendant"))
                    .as("back in the field")
                    .isNull();
            field.press("Escape");
            assertThat(page.locator("#q-suggestions").isVisible()).isFalse();
            field.fill("yangqu");
            options.first().waitFor();
            field.press("ArrowDown");
            field.press("ArrowDown");
            field.press("Enter");
            page.waitForURL("**" + path("harbour"));
        }
    }

    @Test
    void theSearchPageSaysSoWhenSearchIsAway() {
        try (BrowserContext context = context(390)) {
            Page page = context.newPage();
            open(page, "/search/?q=x");
            page.locator("[data-search-notice][data-state=unavailable]").waitFor();

            assertThat(page.locator("[data-search-notice]").innerText())
                    .isEqualTo("搜索服务暂时不可用，请稍后再试；各栏目可照常浏览。");
        }
    }

    /** As {@code FilledShell} does it where the page comes filled. */
    @Test
    void beyondAThousandHitsThePagerGoesOnFromTheLastOne() {
        try (BrowserContext context = context(1280)) {
            Page page = context.newPage();
            answer(
                    page,
                    "**/api/search?**",
                    """
                    {"query": "a", "total": 2500, "page": 100, "size": 10, "found": "exact", "next": "x+y", "counts": {},
                     "hits": [{"id": "1", "url": "/1/", "title": "a", "titleHighlight": "a", "publishedAt": "2020-05-12T17:00:00Z"}]}
                    """);

            open(page, "/search/?q=a&year=2020&page=100&sort=newest&campaign=x");
            page.locator("[data-search-results] li").waitFor();
            assertThat(page.locator("[data-search-pager]").innerText()).contains("第 100 页，共 100 页");
            assertThat(page.locator("[data-search-pager] a").all())
                    .extracting(link -> link.getAttribute("href"))
                    .containsExactly(
                            "/search/?q=a&year=2020&sort=newest&page=99",
                            "/search/?q=a&year=2020&sort=newest&after=x%2By");

            open(page, "/search/?q=a&after=w");
            page.locator("[data-search-results] li").waitFor();
            assertThat(page.locator("[data-search-pager]").innerText()).isEqualTo("下一页");

            open(page, "/search/?q=a&page=101");
            page.locator("[data-search-notice][data-state=too-deep]").waitFor();
            assertThat(page.locator("[data-search-notice]").innerText()).contains("前 1000 条");
        }
    }

    @Test
    void whoAskedNothingIsOfferedTheOperatorsQuestions() {
        try (BrowserContext context = context(390)) {
            Page page = context.newPage();
            answer(
                    page,
                    "**/api/search/suggestions",
                    "{\"query\": \"\", \"hot\": [\"养犬登记\"], \"titles\": []}");
            open(page, "/search/?q=");
            page.locator("[data-search-hot] a").waitFor();

            assertThat(page.locator("[data-search-hot]").innerText()).isEqualTo("大家常查： 养犬登记");
            assertThat(page.locator("[data-search-notice]").innerText()).isEqualTo("请输入要查找的词语。");
        }
    }

    @Test
    void relatedDocumentsAreAskedForWhenAReaderComesNear() {
        try (BrowserContext context = context(390)) {
            Page page = context.newPage();
            page.setViewportSize(390, 200);
            List<String> asked = new ArrayList<>();
            page.route(
                    "**/api/search/related?**",
                    route -> {
                        asked.add(route.request().url());
                        route.fulfill(
                                new Route.FulfillOptions()
                                        .setContentType("application/json")
                                        .setBody(
                                                """
                                                {"id": "x", "documents": [{"id": "1", "title": "老旧小区<b>改造", "url": "/1/",
                                                 "publishedAt": "2020-05-12T17:00:00Z"}, {"id": "2", "title": "加装电梯须知", "url": "/2/",
                                                 "publishedAt": "2020-05-11T01:00:00Z"}]}
                                                """));
                    });
            open(page, path("policy"));
            Locator section = page.locator("[data-related-to] section");
            page.evaluate(
                    "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
            assertThat(asked).isEmpty();

            page.locator("[data-related-to]").scrollIntoViewIfNeeded();
            section.waitFor();

            assertThat(asked).singleElement().asString().matches(".*\\?id=[0-9a-f-]{36}");
            assertThat(section.getByRole(AriaRole.HEADING).innerText()).isEqualTo("相关内容");
            assertThat(section.locator(".title").allInnerTexts())
                    .containsExactly("老旧小区<b>改造", "加装电梯须知");
            assertThat(section.locator("time").first().getAttribute("datetime"))
                    .isEqualTo("2020-05-13");
            assertThat(page.locator("[data-related-to] > p").isVisible()).isFalse();
            assertThat(new AxeBuilder(page).withTags(RULES).analyze().getViolations()).isEmpty();
            picture(page, "related-390");
            page.setViewportSize(1280, 900);
            picture(page, "related-1280");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 404, 429, 503})
    void whereNothingIsRelatedNothingIsShownAndWhereSearchIsAwayTheLinkStays(int status) {
        try (BrowserContext context = context(1280)) {
            Page page = context.newPage();
            List<String> complaints = new ArrayList<>();
            page.onPageError(complaints::add);
            page.route(
                    "**/api/search/related?**",
                    route ->
                            route.fulfill(
                                    new Route.FulfillOptions()
                                            .setStatus(status)
                                            .setContentType("application/json")
                                            .setBody("{\"id\": \"x\", \"documents\": []}")));
            open(page, path("policy"));
            Locator link = page.locator("[data-related-to] > p");
            page.waitForResponse(
                    "**/api/search/related?**",
                    () -> page.locator("[data-related-to]").scrollIntoViewIfNeeded());
            if (status == 200) {
                link.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
            }
            page.evaluate("() => new Promise(requestAnimationFrame)");

            assertThat(link.isVisible()).isEqualTo(status != 200);
            assertThat(page.locator("[data-related-to] section").isVisible()).isFalse();
            assertThat(complaints).isEmpty();
        }
    }

    @Test
    void withoutScriptEverythingIsReadAndNoButtonIsDead() {
        try (BrowserContext context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setJavaScriptEnabled(false)
                                .setViewportSize(390, 844))) {
            Page page = context.newPage();
            open(page, path("policy"));

            assertThat(page.locator("h1").innerText()).isEqualTo("云湾区老旧小区改造三年行动方案（2020—2022年）");
            assertThat(page.locator("button:visible").allInnerTexts()).containsExactly("搜索");
            assertThat(page.locator("[data-related-to] a:visible").getAttribute("href"))
                    .matches("/search/\\?related=[0-9a-f-]{36}");
        }
    }

    private static void answer(Page page, String address, String json) {
        page.route(
                address,
                route ->
                        route.fulfill(
                                new Route.FulfillOptions()
                                        .setContentType("application/json")
                                        .setBody(json)));
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
