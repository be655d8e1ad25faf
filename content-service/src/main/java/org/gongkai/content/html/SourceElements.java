package org.gongkai.content.html;

import java.util.Map;
import java.util.Set;

/** How elements of the source are read; one that is not named here is a block of no meaning. */
final class SourceElements {
    /** Dropped with everything in them. */
    static final Set<String> DROPPED =
            Set.of(
                    "applet",
                    "area",
                    "audio",
                    "base",
                    "button",
                    "canvas",
                    "datalist",
                    "embed",
                    "frame",
                    "frameset",
                    "head",
                    "iframe",
                    "input",
                    "link",
                    "map",
                    "math",
                    "meta",
                    "meter",
                    "noembed",
                    "noframes",
                    "noscript",
                    "object",
                    "param",
                    "plaintext",
                    "progress",
                    "script",
                    "select",
                    "source",
                    "style",
                    "svg",
                    "template",
                    "textarea",
                    "title",
                    "track",
                    "video",
                    "xmp");

    /** Formats, and what they are written as. */
    static final Map<String, String> FORMATS =
            Map.of(
                    "strong", "strong", "b", "strong", "em", "em", "i", "em", "u", "u", "ins", "u",
                    "s", "s", "del", "s", "sub", "sub", "sup", "sup");

    /** Headings and paragraphs, and what they are written as. */
    static final Map<String, String> HEADINGS =
            Map.of(
                    "h1", "h2", "h2", "h2", "h3", "h3", "h4", "h4", "h5", "h4", "h6", "h4", "p",
                    "p");

    /** Inline elements that say nothing but what their style says. */
    static final Set<String> INLINE =
            Set.of(
                    "abbr", "acronym", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "font",
                    "kbd", "label", "mark", "nobr", "output", "picture", "q", "rb", "rp", "rt",
                    "rtc", "ruby", "samp", "small", "span", "strike", "time", "tt", "var", "wbr");

    private SourceElements() {}
}
