package org.gongkai.content.document;

import org.gongkai.content.kind.Label;
import org.gongkai.content.kind.Shortcoming;

import java.util.List;

/** Content breaks a rule. Nothing was recorded; answered with 422, naming each rule and place. */
public class ContentRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Shortcoming> shortcomings;

    public ContentRefused(List<Shortcoming> shortcomings) {
        super(
                String.join(
                        " ",
                        shortcomings.stream().map(s -> s.place() + ": " + s.message()).toList()));
        this.shortcomings = List.copyOf(shortcomings);
    }

    public ContentRefused(String rule, String place, String message) {
        this(List.of(new Shortcoming(rule, place, message)));
    }

    /** With words in both languages. */
    public ContentRefused(String rule, String place, Label words) {
        this(List.of(new Shortcoming(rule, place, words)));
    }

    public List<Shortcoming> shortcomings() {
        return shortcomings;
    }
}
