package org.gongkai.publisher.check;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The facts of a page from its tags, without a tree. Where a browser may leave out a tag or end an
 * element elsewhere than its tags say, it gives up, and {@link FactsOfTree} has to tell.
 */
final class FactsOfTags implements TagScanner.Listener {
    private static final long META = TagName.of("meta");
    private static final long IMG = TagName.of("img");
    private static final long TIME = TagName.of("time");
    private static final long FORM = TagName.of("form");
    private static final long SELECT = TagName.of("select");
    private static final long NAME = TagName.of("name");
    private static final long CONTENT = TagName.of("content");
    private static final long ALT = TagName.of("alt");
    private static final long SRC = TagName.of("src");
    private static final long SRCSET = TagName.of("srcset");
    private static final long DATETIME = TagName.of("datetime");
    private static final long[] LINKS = TagName.set("href", "src", "poster", "action", "srcset");

    /** What counts as another element, or takes the place of the body. */
    private static final long[] ODD = TagName.set("image", "frameset");

    /** What is left out where it does not belong. */
    private static final long[] STRUCTURE =
            TagName.set(
                    ("html head body frame table caption colgroup col tbody thead tfoot tr td th")
                            .split(" "));

    private static final long[] IN_SELECT = TagName.set("option", "optgroup", "select");

    private final Map<String, List<String>> meta = new LinkedHashMap<>();
    private final Set<String> links = new LinkedHashSet<>();
    private final List<String> bareImages = new ArrayList<>();
    private final @Nullable VisibleText texts;
    private boolean dated;
    private boolean inForm;
    private boolean inSelect;
    private boolean sure = true;

    private FactsOfTags(@Nullable VisibleText texts) {
        this.texts = texts;
    }

    /** The facts, or null if tags alone do not tell them. */
    static @Nullable PageFacts of(byte[] html, boolean withTexts) {
        VisibleText texts = withTexts ? new VisibleText(html) : null;
        FactsOfTags facts = new FactsOfTags(texts);
        boolean scanned = TagScanner.scan(html, facts);
        if (!scanned || !facts.sure || texts != null && !texts.isSure()) {
            return null;
        }
        return new PageFacts(
                facts.meta,
                facts.links,
                facts.bareImages,
                texts == null ? null : texts.heading(),
                texts == null ? List.of() : texts.times(),
                facts.dated);
    }

    @Override
    public void start(Tag tag) {
        boolean leads = false;
        for (int at = 0; at < tag.attributes(); at++) {
            long attribute = tag.attributeName(at);
            if (TagName.isIn(LINKS, attribute)) {
                leads = true;
                if (attribute == SRCSET) {
                    SourceSet.addTo(links, tag.attributeValue(at));
                } else {
                    links.add(tag.attributeValue(at));
                }
            }
        }
        if (tag.isForeign()) {
            sure &= tag.name() != TIME;
        } else {
            startOfHtml(tag, leads);
        }
        if (texts != null) {
            texts.start(tag);
        }
    }

    private void startOfHtml(Tag tag, boolean leads) {
        long name = tag.name();
        if (name == META) {
            meta(tag);
        } else if (name == IMG) {
            if (!tag.has(ALT)) {
                String src = tag.value(SRC);
                bareImages.add(src == null ? "" : src);
            }
        } else if (name == TIME) {
            dated |= tag.has(DATETIME);
        } else if (name == FORM) {
            sure &= !inForm;
            inForm = true;
        }
        sure &= !inSelect || TagName.isIn(IN_SELECT, name) && name != SELECT;
        inSelect |= name == SELECT;
        sure &= !TagName.isIn(ODD, name) && !(leads && TagName.isIn(STRUCTURE, name));
    }

    private void meta(Tag tag) {
        String name = tag.value(NAME);
        if (name != null && PageFacts.META.contains(name)) {
            String content = tag.value(CONTENT);
            meta.computeIfAbsent(name, absent -> new ArrayList<>(1))
                    .add(content == null ? "" : content);
        }
    }

    @Override
    public void end(Tag tag) {
        if (!tag.isForeign()) {
            sure &= !inSelect || TagName.isIn(IN_SELECT, tag.name());
            if (tag.name() == SELECT) {
                inSelect = false;
            } else if (tag.name() == FORM) {
                inForm = false;
            }
        }
        if (texts != null) {
            texts.end(tag);
        }
    }

    @Override
    public void text(int from, int to) {
        if (texts != null) {
            texts.text(from, to);
        }
    }
}
