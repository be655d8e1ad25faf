package org.gongkai.content.breakdown;

import java.text.Normalizer;

/** What people type, as it is compared: full-width as half-width (NFKC), without white space. */
final class Written {
    private Written() {}

    static String compact(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replaceAll("[\\s\\u200b\\ufeff]+", "");
    }

    /** Whether a cell says that there is nothing, and is not merely blank. */
    static boolean nothing(String text) {
        return compact(text).matches("[-—–/]{1,2}|无");
    }

    /** A cell as one line. */
    static String line(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
