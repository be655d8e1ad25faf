package org.gongkai.content;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Request;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** A real browser that tells what the pages it opened did. */
public final class Chromium implements AutoCloseable {
    private final Playwright playwright;
    private final Browser browser;
    private final BrowserContext context;
    private final Set<String> deeds = new LinkedHashSet<>();
    private final Page page;

    /**
     * @param expected addresses that a page may ask for; every other request is a deed
     */
    public Chromium(Predicate<String> expected) {
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
        context = browser.newContext();
        page = context.newPage();
        page.setDefaultTimeout(120_000);
        page.onDialog(this::dialog);
        page.onPopup(popup -> deeds.add("a window was opened: " + popup.url()));
        page.onPageError(error -> deeds.add("a script failed: " + error));
        page.onRequest(request -> asked(request, expected));
        page.exposeFunction("told", arguments -> deeds.add("a script ran: " + arguments[0]));
        page.addInitScript(
                "for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'])"
                        + " window[name] = () => { if (!told[name]) { told[name] = true; told(name); } };");
    }

    public Page page() {
        return page;
    }

    /**
     * How many uploads the page would go on with; whatever else the browser keeps does not count.
     */
    public int uploadsKept() {
        return (int)
                page.evaluate(
                        "Object.keys(sessionStorage).filter(key => key.startsWith('gongkai-upload')).length");
    }

    /** All pages of this browser, which share its cookies and its connection. */
    public BrowserContext context() {
        return context;
    }

    /** Everything that a quiet page would not have done. */
    public List<String> deeds() {
        return List.copyOf(deeds);
    }

    /** Moves over, focuses and clicks whatever could wait for that, without leaving the page. */
    public void touchEverything(String within) {
        page.evaluate(
                """
                within => {
                  addEventListener('click', event => event.preventDefault(), true);
                  for (const element of document.querySelectorAll(within + ' *')) {
                    for (const type of ['mouseover', 'mouseenter', 'focus', 'click', 'error', 'load', 'toggle', 'animationend'])
                      element.dispatchEvent(new Event(type, { bubbles: true, cancelable: true }));
                  }
                }
                """,
                within);
        page.waitForTimeout(300);
    }

    @Override
    public void close() {
        context.close();
        browser.close();
        playwright.close();
    }

    private void dialog(Dialog dialog) {
        deeds.add("a dialog was shown: " + dialog.message());
        dialog.dismiss();
    }

    private void asked(Request request, Predicate<String> expected) {
        if (!expected.test(request.url())) {
            deeds.add("an address was asked for: " + request.url());
        }
    }
}
