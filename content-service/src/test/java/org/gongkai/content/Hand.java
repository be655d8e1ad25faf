package org.gongkai.content;

import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.FilePayload;

/** How somebody works with a page: by pointer and keyboard, or by keyboard alone. */
interface Hand {
    /** Goes to the element. */
    void reach(String selector);

    /** Uses a button or a link. */
    void press(String selector);

    /** Leaves this choice in a list of choices. */
    void choose(String selector, String value);

    /** Hands files over where the page asks for them. */
    void give(String selector, FilePayload... files);

    Page page();

    /** Writes into a field, in the place of what stood there. */
    default void write(String selector, String words) {
        reach(selector);
        page().keyboard().press("Control+a");
        page().keyboard().type(words);
    }

    default void keys(String... keys) {
        for (String key : keys) {
            page().keyboard().press(key);
        }
    }

    default void type(String words) {
        page().keyboard().type(words);
    }

    /** Clicks, as most people do. */
    record Pointer(Page page) implements Hand {
        @Override
        public void reach(String selector) {
            page.click(selector);
        }

        @Override
        public void press(String selector) {
            page.click(selector);
        }

        @Override
        public void choose(String selector, String value) {
            page.selectOption(selector, value);
        }

        @Override
        public void give(String selector, FilePayload... files) {
            FileChooser asked = page.waitForFileChooser(() -> page.click(selector));
            asked.setFiles(files);
        }
    }

    /** Touches nothing but keys. */
    record Keyboard(Page page) implements Hand {
        private static final int FAR = 150;

        @Override
        public void reach(String selector) {
            page.locator(selector).first().waitFor();
            for (int i = 0; i < FAR; i++) {
                if (here(selector)) {
                    return;
                }
                page.keyboard().press("Tab");
            }
            throw new AssertionError("The Tab key does not lead to " + selector);
        }

        @Override
        public void press(String selector) {
            reach(selector);
            page.keyboard().press("Enter");
        }

        @Override
        public void choose(String selector, String value) {
            reach(selector);
            Locator choice = page.locator(selector);
            page.keyboard().press("Home");
            for (int i = 0; i < FAR && !choice.inputValue().equals(value); i++) {
                page.keyboard().press("ArrowDown");
            }
        }

        @Override
        public void give(String selector, FilePayload... files) {
            FileChooser asked = null;
            for (int tries = 1; asked == null; tries++) {
                reach(selector);
                try {
                    asked =
                            page.waitForFileChooser(
                                    new Page.WaitForFileChooserOptions().setTimeout(10_000),
                                    () -> page.keyboard().press("Enter"));
                } catch (TimeoutError e) { // a browser that is busy may take the key for nothing
                    if (tries == 3) {
                        throw e;
                    }
                }
            }
            asked.setFiles(files);
        }

        private boolean here(String selector) {
            return page.locator(selector)
                    .evaluateAll("all => all.includes(document.activeElement)")
                    .equals(true);
        }
    }
}
