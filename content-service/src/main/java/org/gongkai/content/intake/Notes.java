package org.gongkai.content.intake;

import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** Footnotes as a body has them: a number that leads to the note, and a way back. */
final class Notes {
    private Notes() {}

    static void refer(Element host, String label) {
        // LibreOffice raises the reference itself; one inside another would lose its name.
        @Nullable Element around = host.parent();
        boolean raised = host.nameIs("sup") && host.childNodeSize() == 0 && around != null;
        Element place = raised && around != null ? around : host;
        place.appendElement("sup")
                .attr("id", "fnref-" + label)
                .appendElement("a")
                .attr("href", "#fn-" + label)
                .text(label);
    }

    /** Puts the notes at the end, the first with the label 1. */
    static void append(Element body, List<Element> items) {
        if (items.isEmpty()) {
            return;
        }
        Element list = body.appendElement("section").addClass("footnotes").appendElement("ol");
        for (int i = 0; i < items.size(); i++) {
            Element item = items.get(i);
            item.attr("id", "fn-" + (i + 1));
            Element last = item.lastElementChild();
            (last != null && last.nameIs("p") ? last : item)
                    .appendText(" ")
                    .appendElement("a")
                    .attr("href", "#fnref-" + (i + 1))
                    .text("↩");
            list.appendChild(item);
        }
    }
}
