package org.gongkai.content.papertrail;

import java.util.Arrays;

/** A form that goes with a document. */
public enum PaperForm {
    /** 政府信息公开“三审三校”表: who reviewed and who read proof. */
    THREE_REVIEWS("three-reviews", "三审三校表"),
    /** 政府信息公开保密审批表: that it holds no secret, signed by hand. */
    SECRECY("secrecy", "保密审批表");

    private final String key;
    private final String title;

    PaperForm(String key, String title) {
        this.key = key;
        this.title = title;
    }

    /** In addresses, and of its template. */
    public String key() {
        return key;
    }

    String title() {
        return title;
    }

    /**
     * The form of a key.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static PaperForm of(String key) {
        return Arrays.stream(values())
                .filter(form -> form.key.equals(key))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "The forms are three-reviews and secrecy, not " + key));
    }
}
