package org.gongkai.content.difference;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A body as its blocks: each run of text and inline elements in a paragraph, heading, item, caption
 * or quote is one, and each table row, rule and group of columns. Leads, blocks and the end
 * together are the body exactly, whatever it is.
 *
 * @param end what stands after the last block
 */
record Blocks(List<Block> all, String end) {
    private static final Set<String> BLOCK_ELEMENTS =
            Set.of(
                    ("h1 h2 h3 h4 h5 h6 p ul ol li dl dt dd blockquote pre div hr figure figcaption"
                                    + " table caption colgroup col thead tbody tfoot tr th td")
                            .split(" "));

    /** Elements that are one block with all that is in them. */
    static final Set<String> WHOLE = Set.of("tr", "colgroup", "hr", "col");

    private static final Set<String> EMPTY = Set.of("hr", "col");

    /**
     * A block.
     *
     * @param name of its element; empty for text that stands in none
     * @param around the tags of the elements that it stands in, the outermost first
     * @param shared how many of these the block before it stands in too
     * @param lead the markup between the block before and this one
     */
    record Block(String name, List<String> around, int shared, String lead, String source) {
        Block {
            around = List.copyOf(around);
        }

        /** The lead without the blanks between tags. */
        String leadTags() {
            return lead.replaceAll("\\s+(?=<|$)", "");
        }
    }

    static Blocks of(String body) {
        return new Reader(body).read();
    }

    private static final class Reader {
        private final String body;
        private final List<Block> blocks = new ArrayList<>();
        private final List<String> tags = new ArrayList<>();
        private final List<String> names = new ArrayList<>();

        /** Where the lead of the next block begins, and where the run that is being read did. */
        private int lead;

        private int run = -1;

        /** How many of the open elements were open at the last block and ever since. */
        private int shared;

        Reader(String body) {
            this.body = body;
        }

        Blocks read() {
            int at = 0;
            while (at < body.length()) {
                Markup.Tag tag = body.charAt(at) == '<' ? Markup.tag(body, at) : null;
                if (tag == null || !BLOCK_ELEMENTS.contains(tag.name())) {
                    if (run < 0 && (tag != null || !Character.isWhitespace(body.charAt(at)))) {
                        run = at;
                    }
                    at = tag == null ? at + 1 : tag.end();
                } else {
                    endRun(at);
                    at = block(tag);
                }
            }
            endRun(body.length());
            return new Blocks(List.copyOf(blocks), body.substring(lead));
        }

        private int block(Markup.Tag tag) {
            if (!tag.closing() && WHOLE.contains(tag.name())) {
                int end = EMPTY.contains(tag.name()) ? tag.end() : endOf(tag);
                add(tag.name(), tag.start(), end);
                return end;
            }
            if (!tag.closing()) {
                tags.add(body.substring(tag.start(), tag.end()));
                names.add(tag.name());
            } else if (names.contains(tag.name())) {
                while (!names.removeLast().equals(tag.name())) {
                    tags.removeLast();
                }
                tags.removeLast();
                shared = Math.min(shared, tags.size());
            }
            return tag.end();
        }

        /** Where the element ends, others of the same name within it not counted. */
        private int endOf(Markup.Tag opening) {
            int depth = 1;
            int at = opening.end();
            while (at < body.length()) {
                Markup.Tag tag = body.charAt(at) == '<' ? Markup.tag(body, at) : null;
                if (tag != null && tag.name().equals(opening.name())) {
                    depth += tag.closing() ? -1 : 1;
                }
                at = tag == null ? at + 1 : tag.end();
                if (depth == 0) {
                    return at;
                }
            }
            return body.length();
        }

        private void endRun(int end) {
            if (run < 0) {
                return;
            }
            int last = end;
            while (last > run && Character.isWhitespace(body.charAt(last - 1))) {
                last--;
            }
            add(names.isEmpty() ? "" : names.getLast(), run, last);
            run = -1;
        }

        private void add(String name, int start, int end) {
            blocks.add(
                    new Block(
                            name,
                            tags,
                            shared,
                            body.substring(lead, start),
                            body.substring(start, end)));
            shared = tags.size();
            lead = end;
        }
    }
}
