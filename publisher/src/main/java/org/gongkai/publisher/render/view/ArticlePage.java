package org.gongkai.publisher.render.view;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * The page of one document.
 *
 * @param published the public date, {@code yyyy-mm-dd hh:mm}
 * @param updated the date of the edition if it is later than the first, else null
 * @param facts the rows of the table of a policy, empty for other kinds
 * @param body the approved body with its links resolved; HTML
 * @param gallery pictures that the body does not show itself
 * @param explains the policy that this document explains
 * @param explained the documents that explain this policy
 * @param code the page's address as a QR code
 */
public record ArticlePage(
        Frame frame,
        String kind,
        String title,
        String published,
        @Nullable String updated,
        String source,
        @Nullable String author,
        @Nullable String number,
        @Nullable String summary,
        List<Fact> facts,
        @Nullable Picture lead,
        @Nullable Video video,
        String body,
        List<Picture> gallery,
        List<Attachment> attachments,
        @Nullable Item explains,
        List<Item> explained,
        @Nullable Link newer,
        @Nullable Link older,
        Link section,
        Link unit,
        List<String> tags,
        String address,
        Code code) {

    /** A row of the table that a policy carries: 文号, 发文机关 and so on. */
    public record Fact(String label, String value) {}

    /** A video with its poster and its text. */
    public record Video(
            String src, String mediaType, @Nullable Picture poster, String text, String caption) {}

    /** A file to download. */
    public record Attachment(String name, String href, String type, String size) {}

    /** A QR code: the width of its square in modules, quiet zone included, and an SVG path. */
    public record Code(int width, String path) {}
}
