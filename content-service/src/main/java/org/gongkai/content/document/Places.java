package org.gongkai.content.document;

import org.gongkai.content.kind.Label;
import org.gongkai.content.review.Remark;
import org.jsoup.Jsoup;

import java.util.List;
import java.util.Objects;

/** The places in a content at which remarks may stand. */
final class Places {
    private Places() {}

    /**
     * Lets pass remarks that quote what stands in the content; white space does not count.
     *
     * @throws ContentRefused naming the quotation that is not there
     */
    static void require(Content content, List<Remark> remarks) {
        for (Remark remark : remarks) {
            if (!squeezed(text(content, remark.field()))
                    .contains(squeezed(remark.before() + remark.quote()))) {
                throw new ContentRefused(
                        "REMARK-PLACE",
                        remark.field(),
                        new Label(
                                "正文里没有“%s”，请照原文写明批注的是哪几个字。".formatted(remark.quote()),
                                "“%s” does not stand in %s of the content that you judge; quote its words."
                                        .formatted(remark.quote(), remark.field())));
            }
        }
    }

    private static String text(Content content, String field) {
        return switch (field) {
            case "title" -> content.title();
            case "body" -> Jsoup.parseBodyFragment(content.body()).text();
            default ->
                    field.startsWith("fields.")
                            ? Objects.requireNonNullElse(
                                    content.fields().get(field.substring("fields.".length())), "")
                            : "";
        };
    }

    private static String squeezed(String text) {
        return text.replaceAll("[\\s\\p{Z}]+", "");
    }
}
