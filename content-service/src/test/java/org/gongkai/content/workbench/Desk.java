package org.gongkai.content.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

import org.gongkai.content.Chromium;
import org.gongkai.content.Staff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Somebody at the writing page, in a browser of their own. */
final class Desk implements AutoCloseable {
    private final Chromium chromium;
    private final String root;
    private final List<String> errors = new ArrayList<>();

    Desk(String server, String account) {
        this.root = server;
        this.chromium =
                new Chromium(address -> address.startsWith(root) || address.startsWith("data:"));
        page().onConsoleMessage(
                        message -> {
                            if (message.type().equals("error")) {
                                errors.add(message.text());
                            }
                        });
        chromium.context().setExtraHTTPHeaders(Map.of("Accept-Language", "zh-CN"));
        page().setDefaultTimeout(60_000);
        page().setViewportSize(1280, 900);
        page().navigate(root + "/workbench/sign-in");
        signIn(page(), account);
    }

    Page page() {
        return chromium.page();
    }

    Chromium chromium() {
        return chromium;
    }

    /** What the console complained of, and what the page did that no quiet page does. */
    List<String> complaints() {
        List<String> all = new ArrayList<>(errors);
        all.addAll(chromium.deeds());
        return all;
    }

    static void signIn(Page page, String account) {
        page.fill("#account", account);
        page.fill("#password", Staff.PASSWORD);
        page.click(".door button.main");
        page.waitForURL(Pattern.compile("/workbench(?!/sign-in)"));
    }

    Desk open(String address) {
        page().navigate(root + address);
        assertThat(text()).isVisible();
        return this;
    }

    Locator text() {
        return page().locator(".ProseMirror");
    }

    Locator state() {
        return page().locator("#save-state");
    }

    Locator tool(String name) {
        return page().locator("#toolbar [data-does=" + name + "]");
    }

    Locator button(String name) {
        return page().getByRole(
                        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    void saved() {
        assertThat(state()).hasAttribute("data-state", "saved");
    }

    void press(String... keys) {
        for (String key : keys) {
            page().keyboard().press(key);
        }
    }

    void type(String words) {
        page().keyboard().type(words);
    }

    /** Goes along the Tab key until this has the focus. */
    void tabTo(String selector) {
        for (int i = 0; i < 60; i++) {
            press("Tab");
            if (Boolean.TRUE.equals(
                    page().evaluate("s => document.activeElement.matches(s)", selector))) {
                return;
            }
        }
        throw new AssertionError("The Tab key does not lead to " + selector);
    }

    /** From the text to a tool by the keyboard, and into it. */
    void useTool(String name) {
        press("Alt+F10");
        for (int i = 0; i < 60; i++) {
            if (Boolean.TRUE.equals(
                    page().evaluate("n => document.activeElement.dataset.does === n", name))) {
                press("Enter");
                return;
            }
            press("ArrowRight");
        }
        throw new AssertionError("The arrows do not lead to " + name);
    }

    /** The HTML as it was last made of the text. */
    String html() {
        return page().locator("#body").inputValue();
    }

    /** A page of the same browser that was opened by this click. */
    Page popup(Locator clicked) {
        return page().waitForPopup(clicked::click);
    }

    /** Ends the session from another page of the same browser. */
    void signOutElsewhere() {
        try (Page other = chromium.context().newPage()) {
            other.navigate(root + "/workbench");
            other.click(".who button");
            other.waitForURL("**/sign-in?out");
        }
    }

    void paste(String html, String plain) {
        text().evaluate(
                        "(text, [html, plain]) => { const data = new DataTransfer(); data.setData('text/html', html);"
                                + " data.setData('text/plain', plain); text.focus();"
                                + " text.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })); }",
                        List.of(html, plain));
    }

    @Override
    public void close() {
        chromium.close();
    }
}
