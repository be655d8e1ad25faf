package org.gongkai.content.difference;

import org.springframework.context.MessageSource;

import java.util.Locale;

/** The words around a difference, in the reader's language. */
public final class Labels {
    private final MessageSource messages;
    private final Locale locale;

    public Labels(MessageSource messages, Locale locale) {
        this.messages = messages;
        this.locale = locale;
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
                ? or("field." + member.substring(7), member)
                : or("difference.member." + member, member);
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
