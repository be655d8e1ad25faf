package org.gongkai.content.intake;

import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Makes nested lists of paragraphs that only say how deep they stand. Whatever is no such paragraph
 * ends the list; a list that goes on after it begins with its next number.
 */
final class ListNesting {
    private record Open(Element list, int level, String kind, int last) {}

    private final Element container;
    private final Deque<Open> open = new ArrayDeque<>();

    ListNesting(Element container) {
        this.container = container;
    }

    void end() {
        open.clear();
    }

    /**
     * The item for a paragraph.
     *
     * @param kind as {@link WordNumbering.Marker#list()} has it
     */
    Element item(int level, String kind, int value) {
        while (!open.isEmpty() && open.peek().level() > level) {
            open.pop();
        }
        Open current = open.peek();
        boolean goesOn =
                current != null
                        && current.level() == level
                        && current.kind().equals(kind)
                        && (kind.equals("ul") || value == current.last() + 1);
        if (!goesOn) {
            if (current != null && current.level() == level) {
                open.pop();
            }
            current = new Open(begin(kind, value), level, kind, value);
        } else {
            open.pop();
            current = new Open(current.list(), level, kind, value);
        }
        open.push(current);
        return current.list().appendElement("li");
    }

    private Element begin(String kind, int value) {
        Open outer = open.peek();
        @Nullable Element item = outer == null ? null : outer.list().lastElementChild();
        Element list =
                (item == null ? container : item).appendElement(kind.equals("ul") ? "ul" : "ol");
        if (kind.equals("han")) {
            list.attr("style", "list-style-type: cjk-ideographic");
        } else if (!kind.equals("ul") && !kind.equals("1")) {
            list.attr("type", kind);
        }
        if (!kind.equals("ul") && value != 1) {
            list.attr("start", Integer.toString(value));
        }
        return list;
    }
}
