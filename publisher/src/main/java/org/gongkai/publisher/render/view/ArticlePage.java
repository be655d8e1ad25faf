package org.gongkai.publisher.render.view;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * The page of one document.
 *
 * @param document its id, by which search knows it; null if it is not searched
 * @param published the public date, {@code yyyy-mm-dd hh:mm}
 * @param updated the date of the edition if it is later than the first, else null
 * @param remarks facts that are too few for a table and stand under the title
 * @param facts the rows of the table above the text, as its kind declares them
 * @param body the approved body with its links resolved; HTML
 * @param gallery pictures that the body does not show itself
 * @param names the documents that this one names, such as the policy that it explains
 * @param namedBy the documents that name this one, such as those that explain it
 * @param code the page's address as a QR code
 */
public record ArticlePage(
        Frame frame,
        @Nullable String document,
        String title,
        String published,
        @Nullable String updated,
        String source,
        @Nullable String author,
        List<Fact> remarks,
        @Nullable String summary,
        List<Fact> facts,
        @Nullable Picture lead,
        @Nullable Video video,
        String body,
        List<Picture> gallery,
        List<Attachment> attachments,
        List<Related> names,
        List<Related> namedBy,
        @Nullable Link newer,
        @Nullable Link older,
        Link section,
        Link unit,
        List<Link> tags,
        String address,
        Code code) {

    /** Documents under a heading; the id is one of the page's own. */
    public record Related(String id, String heading, String icon, List<Item> items) {}

    /** A row of the table that a policy carries: 文号, 发文机关 and so on. */
    public record Fact(String label, String value) {}

    /** A video with its poster and its text. */
    public record Video(
            String src,
            String mediaType,
            int width,
            int height,
            @Nullable Picture poster,
            @Nullable String captions,
            String text,
            String caption) {}

    /** A file to download. */
    public record Attachment(String name, String href, String type, String size) {}

    /** A QR code: the width of its square in modules, quiet zone included, and an SVG path. */
    public record Code(int width, String path) {}
}
