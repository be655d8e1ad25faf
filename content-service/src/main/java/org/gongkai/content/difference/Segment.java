package org.gongkai.content.difference;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of text that both sides have, or one of them.
 *
 * @param text as people read it; empty for a piece of markup that says nothing by itself
 * @param source as the content has it, if that is something else: with its tags and entities
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Segment(Kind kind, String text, @Nullable String source) {

    /** Whose text it is. */
    public enum Kind {
        /** Of both. */
        EQUAL,
        /** Of the later one. */
        INSERTED,
        /** Of the earlier one. */
        DELETED
    }

    static Segment of(Kind kind, String text, String source) {
        return new Segment(kind, text, source.equals(text) ? null : source);
    }

    static Segment of(Kind kind, String text) {
        return new Segment(kind, text, null);
    }

    /** What the content has: all such of one side, in their order, are that side. */
    @JsonIgnore
    public String original() {
        return source == null ? text : source;
    }

    boolean equal() {
        return kind == Kind.EQUAL;
    }
}
