package org.gongkai.content.html;

import org.jsoup.nodes.Element;

import java.util.ArrayList;
import java.util.List;

/** The formats that are open around inline content, outermost first, and what a link leads to. */
final class Formats {
    private Formats() {}

    /**
     * What is open inside an element: what was open outside, the formats that it adds, each at most
     * once, and its colour instead of the one outside.
     */
    static List<Element> within(List<Element> outer, Element source, List<String> added) {
        List<Element> inner = new ArrayList<>(outer);
        TextStyle.ink(source)
                .ifPresent(
                        ink -> {
                            inner.removeIf(open -> open.normalName().equals("span"));
                            if (!ink.name().isEmpty()) {
                                inner.add(new Element("span").addClass(ink.name()));
                            }
                        });
        for (String name : added) {
            if (inner.stream().noneMatch(open -> open.normalName().equals(name))) {
                Element format = new Element(name);
                if (name.equals("sup")) {
                    BodyIds.copy(source, format);
                }
                inner.add(format);
            }
        }
        return List.copyOf(inner);
    }

    /** The formats that the style of a whole paragraph gives to its text. */
    static List<String> ofBlock(Element source) {
        return TextStyle.formats(source).stream()
                .filter(name -> !name.equals("sub") && !name.equals("sup"))
                .toList();
    }

    /** Whether an anchor marks a place only. */
    static boolean nothingToShow(Element anchor) {
        return anchor.select("img").isEmpty()
                && anchor.wholeText().codePoints().allMatch(CleanText::blank);
    }

    /** The address of a link as a body may hold it; empty if it may not. */
    static String address(String written) {
        String address = CleanText.oneLine(written).replace(" ", "%20");
        if (address.startsWith("#")) {
            String id = BodyIds.ofFragment(address.substring(1));
            return id.isEmpty() ? "" : "#" + id;
        }
        return BodyRules.address(address) ? address : "";
    }
}
