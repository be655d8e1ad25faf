package org.gongkai.content.html;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

import java.util.List;

/** Writes the blocks that have an inner order of their own: lists, figures, tables. */
final class NestedBlocks {
    private final BodyWriter writer;
    private final BodyRules rules;

    NestedBlocks(BodyWriter writer, BodyRules rules) {
        this.writer = writer;
        this.rules = rules;
    }

    void list(Element source) {
        Element list = writer.append(source.normalName().equals("ol") ? "ol" : "ul");
        if (list.normalName().equals("ol")) {
            rules.copy(source, list, "start", "type");
            if (!list.hasAttr("type") && !TextStyle.numbering(source).isEmpty()) {
                list.attr("type", TextStyle.numbering(source));
            }
            if (TextStyle.numberedInHan(source)) {
                list.addClass(BodyRules.HAN_LIST);
            }
        }
        Element loose = new Element("li");
        for (Node child : source.childNodes()) {
            if (child instanceof Element item && item.normalName().equals("li")) {
                item(list, loose);
                item(list, item);
                loose = new Element("li");
            } else {
                loose.appendChild(child.clone());
            }
        }
        item(list, loose);
        if (list.childNodeSize() == 0) {
            list.remove();
        }
    }

    private void item(Element list, Element source) {
        Element item = list.appendElement("li");
        BodyIds.copy(source, item);
        if (list.normalName().equals("ol")) {
            rules.copy(source, item, "value");
        }
        writer.into(item, source, true);
        if (item.childNodeSize() == 0) {
            item.remove();
        }
    }

    void figure(Element source) {
        if (!shows(source)) {
            writer.block(source);
            return;
        }
        Element figure = writer.append("figure");
        BodyIds.copy(source, figure);
        Element caption = null;
        Element content = new Element("div");
        for (Node child : source.childNodes()) {
            if (child instanceof Element element && element.normalName().equals("figcaption")) {
                caption = caption == null ? element : caption;
            } else {
                content.appendChild(child.clone());
            }
        }
        writer.into(figure, content, true);
        if (caption != null) {
            writer.caption(figure.appendElement("figcaption"), caption);
        }
        if (figure.select("img, table").isEmpty()) {
            figure.unwrap();
        }
    }

    private static boolean shows(Element figure) {
        return figure.select("img").stream().anyMatch(img -> BodyRules.picture(img.attr("src")))
                || !figure.select("table").isEmpty();
    }

    void table(Element source) {
        Element table = writer.append("table");
        BodyIds.copy(source, table);
        boolean captioned = false;
        for (Element part : source.children()) {
            switch (part.normalName()) {
                case "caption" -> {
                    if (!captioned) {
                        writer.caption(table.appendElement("caption"), part);
                        captioned = true;
                    }
                }
                case "colgroup" -> columns(table, part);
                case "thead", "tbody", "tfoot" -> rows(table, part);
                default -> {}
            }
        }
        if (table.select("td, th").isEmpty()) {
            table.remove();
        }
    }

    private void columns(Element table, Element source) {
        Element group = new Element("colgroup");
        for (Element column : source.children()) {
            if (column.normalName().equals("col")) {
                rules.copy(column, group.appendElement("col"), "span");
            }
        }
        if (group.childNodeSize() > 0) {
            table.appendChild(group);
        }
    }

    private void rows(Element table, Element source) {
        Element section = table.appendElement(source.normalName());
        for (Element row : source.children()) {
            if (row.normalName().equals("tr")) {
                Element written = section.appendElement("tr");
                for (Element cell : row.children()) {
                    cell(written, cell);
                }
                if (written.childNodeSize() == 0) {
                    written.remove();
                }
            }
        }
        if (section.childNodeSize() == 0) {
            section.remove();
        }
    }

    private void cell(Element row, Element source) {
        String name = source.normalName();
        if (!name.equals("td") && !name.equals("th")) {
            return;
        }
        Element cell = row.appendElement(name);
        for (String span : List.of("colspan", "rowspan")) {
            if (!source.attr(span).strip().equals("1")) {
                rules.copy(source, cell, span);
            }
        }
        if (name.equals("th")) {
            rules.copy(source, cell, "scope");
        }
        String own = TextStyle.alignment(source);
        if (!own.isEmpty()) {
            cell.addClass(own);
        }
        writer.into(cell, source, true);
    }
}
