package org.gongkai.content.intake;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.Elements;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes HTML of the HTML that word processors write to the clipboard or into files: lists that are
 * paragraphs there become lists, and what nobody was to see goes.
 */
final class MsoHtml {
    private static final Pattern LEVEL = Pattern.compile("mso-list:[^;]*\\blevel(\\d)");
    private static final String HIDDEN =
            "[style~=(?i)mso-hide\\s*:\\s*(all|screen)], [style~=(?i)(^|;)\\s*display\\s*:\\s*none], [hidden]";
    private static final String COMMENT_LIST =
            "[style~=(?i)mso-element\\s*:\\s*comment-list], .msocomtxt";
    private static final String COMMENT =
            ".MsoCommentReference, .msocomanchor, [style~=(?i)mso-special-character\\s*:\\s*comment], [style~=(?i)mso-comment-reference]";

    private MsoHtml() {}

    /** Cleans a page in place. */
    static void clean(Document page, LeftOut leftOut) {
        comments(page, leftOut);
        for (Element deleted : page.select("del[cite], del[datetime]")) {
            leftOut.add(LeftOut.What.DELETIONS);
            deleted.remove();
        }
        for (Element inserted : page.select("ins[cite], ins[datetime]")) {
            leftOut.add(LeftOut.What.INSERTIONS);
            inserted.unwrap();
        }
        for (Element contents : page.select("[class~=(?i)^MsoToc\\d]")) {
            leftOut.add(LeftOut.What.CONTENTS);
            contents.remove();
        }
        for (Element hidden : page.body().select(HIDDEN)) {
            if (hidden.hasText() && hidden.closest(".footnotes") == null) {
                leftOut.add(LeftOut.What.HIDDEN);
            }
            hidden.remove();
        }
        page.select("[style~=(?i)mso-element\\s*:\\s*(header|footer)]").remove();
        lists(page);
    }

    private static void comments(Document page, LeftOut leftOut) {
        Elements texts = page.select("[style~=(?i)mso-element\\s*:\\s*comment(;|\\s*$)]");
        for (int i = 0; i < texts.size(); i++) {
            leftOut.add(LeftOut.What.COMMENTS);
        }
        if (texts.isEmpty() && page.selectFirst(COMMENT + ", " + COMMENT_LIST) != null) {
            leftOut.add(LeftOut.What.COMMENTS);
        }
        page.select(COMMENT_LIST).remove();
        texts.remove();
        for (Element anchor : page.select(COMMENT)) {
            // What the comment is about stands in the anchor; its mark does not.
            if (anchor.hasAttr("style") && anchor.attr("style").contains("mso-comment-reference")) {
                anchor.unwrap();
            } else {
                anchor.remove();
            }
        }
    }

    // ------------------------------------------------------------------ lists

    private static void lists(Document page) {
        for (Element first : page.select("[style*=mso-list:]")) {
            if (first.parent() != null && level(first) > 0) {
                list(first);
            }
        }
    }

    /** Turns a run of neighbours into one list, wherever it stands. */
    private static void list(Element first) {
        Element container = new Element("div");
        first.before(container);
        ListNesting nesting = new ListNesting(container);
        @Nullable Element next = first;
        WrittenNumber last = WrittenNumber.NONE;
        while (next != null && level(next) > 0) {
            @Nullable Element after = next.nextElementSibling();
            String mark = mark(next);
            WrittenNumber numbered = WrittenNumber.of(mark, last);
            if (numbered.kind().isEmpty()) {
                if (!mark.isEmpty()) {
                    next.prependChild(new TextNode(mark));
                }
                nesting.end();
                next.attr("style", next.attr("style").replaceAll("mso-list:[^;]*", ""));
                container.appendChild(next);
            } else {
                Element item = nesting.item(level(next), numbered.kind(), numbered.value());
                List.copyOf(next.childNodes()).forEach(item::appendChild);
                next.remove();
                last = numbered;
            }
            next = after;
        }
        container.unwrap();
    }

    /** From 1; 0 for what is no paragraph of a list. */
    private static int level(Element paragraph) {
        if (!paragraph.nameIs("p") && !paragraph.nameIs("div") && !paragraph.nameIs("li")) {
            return 0;
        }
        Matcher level = LEVEL.matcher(paragraph.attr("style"));
        return level.find() && !paragraph.nameIs("li") ? Integer.parseInt(level.group(1)) : 0;
    }

    /** Takes the number out that was written for programs that know no lists. */
    private static String mark(Element paragraph) {
        Element mark = paragraph.selectFirst("[style*=mso-list:Ignore], [style*=mso-list: Ignore]");
        if (mark == null) {
            return "";
        }
        String text = mark.text().replace('\u00a0', ' ').strip();
        Node outer = mark;
        Element around = mark.parent();
        if (around != null && around != paragraph && around.text().equals(mark.text())) {
            outer = around;
        }
        outer.remove();
        return text;
    }
}
