package org.gongkai.content.difference;

import org.gongkai.content.kind.Kind;
import org.springframework.context.MessageSource;

import java.util.Locale;
import java.util.Optional;

/** The words around a difference, in the reader's language. */
public final class Labels {
    private final MessageSource messages;
    private final Locale locale;
    private final Optional<Kind> kind;

    /**
     * @param kind of the later text, which names the fields; empty if there is no such kind any
     *     more
     */
    public Labels(MessageSource messages, Locale locale, Optional<Kind> kind) {
        this.messages = messages;
        this.locale = locale;
        this.kind = kind;
    }

    String say(String key, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }

    /** The words for a key, or the other ones if there are none. */
    String or(String key, String otherwise) {
        return String.valueOf(messages.getMessage(key, null, otherwise, locale));
    }

    /** What a member is called. */
    String member(String member) {
        return member.startsWith("fields.")
                ? field(member.substring(7))
                : or("difference.member." + member, member);
    }

    private String field(String key) {
        return kind.flatMap(known -> known.field(key))
                .map(field -> field.label().in(locale))
                .orElse(key);
    }

    /** What an attribute says. */
    String attribute(String name, String value) {
        String words =
                messages.getMessage(
                        "difference.attribute." + name, new Object[] {value}, null, locale);
        return words == null ? name + "=" + value : words;
    }

    /** What an element is called. */
    String element(String name) {
        return or("difference.element." + name, name);
    }
}
