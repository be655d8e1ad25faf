package org.gongkai.publisher.kind;

import org.gongkai.publisher.kind.DocumentKind.Label;
import org.jspecify.annotations.Nullable;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A field of a kind. All values are text.
 *
 * @param key the key in the canonical form
 * @param longest the most UTF-16 units of a value; 0 takes what is usual for the type
 * @param format what a line must look like, null if anything goes
 * @param notAfterToday whether a day in the future is refused
 * @param choices the values that a choice may have
 * @param relation what a document named here is to this one; set if and only if the type is
 *     DOCUMENT
 * @param search how it is found
 */
public record KindField(
        String key,
        Type type,
        Label label,
        boolean required,
        int longest,
        @Nullable Format format,
        boolean notAfterToday,
        List<Choice> choices,
        @Nullable Relation relation,
        Search search) {
    private static final Pattern KEY = Pattern.compile("[a-z][A-Za-z0-9]{0,63}");
    private static final Pattern RULE = Pattern.compile("[A-Z][A-Z0-9]*(-[A-Z0-9]+)*");
    private static final int USUAL_LINE = 200;
    private static final int USUAL_TEXT = 2_000;

    /** What the text of a field must look like. */
    public enum Type {
        LINE,
        TEXT,
        /** A day as {@code YYYY-MM-DD}. */
        DATE,
        /** The id of a document. */
        DOCUMENT,
        CHOICE
    }

    /** The role of a field in the search; none of them needs a change of the index's mapping. */
    public enum Search {
        NONE,
        /** The number of the document: who asks for it finds it first. */
        NUMBER,
        /** The date that the document itself bears. */
        DATE,
        /** Found by its words, and filtered by its whole value. */
        EXACT,
        /** Found by its words. */
        TEXT
    }

    /** A value that may be chosen, as it stands in the canonical form, and what it is called. */
    public record Choice(String value, Label label) {
        public Choice {
            if (value == null || value.isBlank() || label == null) {
                throw new IllegalArgumentException("A choice has a value and a label");
            }
        }
    }

    /**
     * What a line must look like.
     *
     * @param pattern must match the whole value
     * @param remedy what to write instead
     */
    public record Format(String pattern, Label remedy) {
        public Format {
            if (pattern == null || remedy == null) {
                throw new IllegalArgumentException("A format has a pattern and a remedy");
            }
            Pattern.compile(pattern);
        }
    }

    /**
     * What a document that a field names is to the one that names it.
     *
     * @param to the kinds of which it must be one
     * @param rule the id of the rule that it must exist
     * @param source where that rule comes from
     * @param heading what stands over it on the page of the document that names it
     * @param inverse what stands over the documents that name it, on its own page
     * @param together whether it must be public with the document that names it
     * @param paired whether the front page shows both side by side
     */
    public record Relation(
            List<String> to,
            String rule,
            String source,
            String heading,
            String inverse,
            boolean together,
            boolean paired) {
        /** What a file leaves out has a usual value. */
        public Relation {
            if (to == null || to.isEmpty() || heading == null || inverse == null) {
                throw new IllegalArgumentException(
                        "A relation says the kinds it leads to, its heading and its inverse");
            }
            to = List.copyOf(to);
            rule = rule == null ? "KIND-RELATION" : rule;
            source = source == null ? "docs/model.md" : source;
            if (!RULE.matcher(rule).matches()) {
                throw new IllegalArgumentException("“" + rule + "” is no id of a rule");
            }
        }
    }

    /** The declaration of one field, checked. */
    public KindField {
        if (key == null || !KEY.matcher(key).matches()) {
            throw new IllegalArgumentException(
                    "A field's key must be letters and digits, beginning with a small one, not “"
                            + key
                            + "”");
        }
        if (type == null || label == null) {
            throw new IllegalArgumentException(
                    "The field “"
                            + key
                            + "” needs a type (line, text, date, document, choice) and a label,"
                            + " or must be one of kinds/shared/fields.yaml");
        }
        choices = choices == null ? List.of() : List.copyOf(choices);
        search = search == null ? Search.NONE : search;
        if (longest <= 0) {
            longest = type == Type.TEXT ? USUAL_TEXT : USUAL_LINE;
        }
        fits(key, "choices", !choices.isEmpty(), type, EnumSet.of(Type.CHOICE), true);
        fits(key, "relation", relation != null, type, EnumSet.of(Type.DOCUMENT), true);
        fits(key, "format", format != null, type, EnumSet.of(Type.LINE), false);
        fits(key, "notAfterToday", notAfterToday, type, EnumSet.of(Type.DATE), false);
        Set<Type> searchable =
                switch (search) {
                    case NONE -> EnumSet.allOf(Type.class);
                    case NUMBER -> EnumSet.of(Type.LINE);
                    case DATE -> EnumSet.of(Type.DATE);
                    case EXACT -> EnumSet.of(Type.LINE, Type.CHOICE, Type.DATE);
                    case TEXT -> EnumSet.of(Type.LINE, Type.TEXT);
                };
        fits(key, "search: " + search, search != Search.NONE, type, searchable, false);
    }

    /** What a value is called: a choice by its label, anything else by itself. */
    public String shown(String value) {
        return choices.stream()
                .filter(choice -> choice.value().equals(value))
                .map(choice -> choice.label().zh())
                .findFirst()
                .orElse(value);
    }

    /** What its documents are to each other. */
    public Optional<Relation> related() {
        return Optional.ofNullable(relation);
    }

    private static void fits(
            String key, String what, boolean is, Type type, Set<Type> types, boolean needed) {
        if (is ? !types.contains(type) : needed && types.contains(type)) {
            throw new IllegalArgumentException(
                    "The field “%s” of type %s %s %s"
                            .formatted(key, type, is ? "cannot have" : "needs", what));
        }
    }
}
