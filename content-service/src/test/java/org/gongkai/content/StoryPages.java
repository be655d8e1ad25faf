package org.gongkai.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One browser in which a story is played, person after person; each page that is met is looked at:
 * no violation of WCAG 2.2 A or AA that axe-core finds, nothing wider than the screen.
 */
final class StoryPages implements AutoCloseable {
    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private final Chromium chromium;
    private final String root;
    private final List<String> errors = new ArrayList<>();

    StoryPages(String root, int width) {
        this.root = root;
        this.chromium =
                new Chromium(address -> address.startsWith(root) || address.startsWith("data:"));
        page().setViewportSize(width, 844);
        page().setDefaultTimeout(60_000);
        chromium.context().setExtraHTTPHeaders(Map.of("Accept-Language", "zh-CN"));
        page().onConsoleMessage(this::note);
    }

    Page page() {
        return chromium.page();
    }

    /** The one address that anybody types; everything else is found on pages. */
    void open(String path) {
        page().navigate(root + path);
    }

    /** Waits for a page with these words, and looks at it. */
    void meet(String words) {
        try {
            page().getByText(words).first().waitFor();
        } catch (TimeoutError e) {
            throw new AssertionError(
                    "No “%s” on %s: %s"
                            .formatted(words, page().url(), page().locator("main").innerText()),
                    e);
        }
        String where = words + ": " + page().url();
        assertThat(page().title()).as(where).doesNotContain("??");
        assertThat(page().locator("body").innerText()).as(where).doesNotContain("??");
        assertThat(page().evaluate("document.documentElement.scrollWidth - innerWidth"))
                .as("wider than the screen: " + where)
                .isEqualTo(0);
        assertThat(
                        new AxeBuilder(page())
                                .withTags(RULES).analyze().getViolations().stream()
                                        .map(StoryPages::said)
                                        .toList())
                .as(where)
                .isEmpty();
    }

    /** Nothing that a quiet page would not have done, nor any error in the console. */
    void nothingStrangeHappened() {
        assertThat(errors).isEmpty();
        assertThat(chromium.deeds()).isEmpty();
    }

    @Override
    public void close() {
        chromium.close();
    }

    private void note(ConsoleMessage message) {
        if (message.type().equals("error")) {
            errors.add(page().url() + ": " + message.text());
        }
    }

    private static String said(Rule rule) {
        return rule.getId()
                + ": "
                + rule.getNodes().stream().limit(3).map(node -> node.getHtml()).toList();
    }
}
