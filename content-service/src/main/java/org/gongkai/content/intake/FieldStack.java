package org.gongkai.content.intake;

import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fields that are open in a paragraph: each has an instruction, which nobody sees, and a
 * result, which stands in the text. Of instructions only links mean anything here.
 */
final class FieldStack {
    private static final Pattern LINK = Pattern.compile("\\s*HYPERLINK\\s(.*)", Pattern.DOTALL);
    private static final Pattern EMBEDDING = Pattern.compile("\\s*EMBED\\s");
    private static final Pattern ARGUMENT =
            Pattern.compile("(?:\\\\([a-z])\\s*)?\"([^\"]*)\"|\\\\[a-z]|([^\\s\"\\\\]+)");

    private static final class Field {
        private final StringBuilder instruction = new StringBuilder();
        private final Element host;
        private boolean result;

        Field(Element host) {
            this.host = host;
        }
    }

    private final Deque<Field> fields = new ArrayDeque<>();
    private int withoutResult;

    /** Whether what is read now stands in the text. */
    boolean showsResult() {
        return withoutResult == 0;
    }

    void begin(Element host) {
        fields.push(new Field(host));
        withoutResult++;
    }

    void instruct(String text) {
        Field current = fields.peek();
        if (current != null) {
            current.instruction.append(text);
        }
    }

    /** Whether another file stands where the field does; its result is a picture of it. */
    boolean embeds() {
        Field current = fields.peek();
        return current != null && EMBEDDING.matcher(current.instruction).lookingAt();
    }

    /** The instruction ends; says where the result goes. */
    Element separate(Element host) {
        Field current = fields.peek();
        if (current == null || current.result) {
            return host;
        }
        current.result = true;
        withoutResult--;
        return address(current.instruction.toString())
                .map(address -> host.appendElement("a").attr("href", address))
                .orElse(host);
    }

    /** The field ends; says where what follows goes. */
    Element end(Element host) {
        Field current = fields.poll();
        if (current == null) {
            return host;
        }
        if (!current.result) {
            withoutResult--;
        }
        return current.host;
    }

    /** Where a field leads, if it is a link: an address, a place in the text, or both. */
    static Optional<String> address(String instruction) {
        Matcher link = LINK.matcher(instruction);
        if (!link.matches()) {
            return Optional.empty();
        }
        String address = "";
        String place = "";
        Matcher argument = ARGUMENT.matcher(link.group(1));
        while (argument.find()) {
            String quoted = argument.group(2);
            if (quoted != null && "l".equals(argument.group(1))) {
                place = "#" + quoted;
            } else if (address.isEmpty() && argument.group(1) == null) {
                address = quoted != null ? quoted : orEmpty(argument.group(3));
            }
        }
        return Optional.of(address + place).filter(found -> !found.isEmpty());
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
