package org.gongkai.content.kind;

import java.util.Locale;

/** Words in both languages of the workbench. */
public record Label(String zh, String en) {

    /** The words for a reader of this language; whoever does not ask for English reads Chinese. */
    public String in(Locale language) {
        return language.getLanguage().equals(Locale.ENGLISH.getLanguage()) ? en : zh;
    }

    static Label of(String zh, String en, Object... values) {
        return new Label(zh.formatted(values), en.formatted(values));
    }
}
