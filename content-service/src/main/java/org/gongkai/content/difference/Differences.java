package org.gongkai.content.difference;

import org.gongkai.content.document.Content;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Finds how two contents differ, for people: blocks first, so that an edited or moved paragraph
 * does not smear over its neighbours, then the words within blocks that changed. The same contents
 * always have the same difference.
 *
 * <p>The cost is bounded. The search for common blocks and words stops after 12 million comparisons
 * in all and 3 million for one pair of sequences; what was not found then is matched by what is
 * unique only, so that a difference may be coarser than it could be, but never wrong. Two blocks of
 * more than 200,000 characters together are compared by sentences. Everything else takes time and
 * memory in proportion to the lengths (n log n at most): two bodies of 300 KB with nothing in
 * common, or with the same words in another order, take less than a second of one core and some 100
 * MB for that time. Thread-safe.
 */
public final class Differences {
    private Differences() {}

    /**
     * The difference of a later content from an earlier one.
     *
     * @param before null for nothing at all: everything is new
     */
    public static Difference between(@Nullable Content before, Content after) {
        Effort effort = new Effort();
        Members members = new Members(effort);
        members.value("kind", before == null ? "" : before.kind(), after.kind());
        members.text("title", before == null ? "" : before.title(), after.title());
        fields(members, before == null ? Map.of() : before.fields(), after.fields());
        members.value("section", before == null ? "" : before.section(), after.section());
        members.value("unit", before == null ? "" : before.unit().value(), after.unit().value());
        members.list("tags", before == null ? List.of() : before.tags(), after.tags());
        members.value("path", before == null ? "" : before.path().value(), after.path().value());
        members.value("notBefore", before == null ? "" : notBefore(before), notBefore(after));
        BodyDifference.Result body =
                BodyDifference.of(before == null ? "" : before.body(), after.body(), effort);
        return new Difference(
                members.changed(),
                body.blocks(),
                body.end(),
                AssetDifference.of(
                        before == null ? List.of() : before.assets(), after.assets(), effort));
    }

    private static void fields(
            Members members, Map<String, String> before, Map<String, String> after) {
        TreeSet<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        for (String key : keys) {
            members.text(
                    "fields." + key, before.getOrDefault(key, ""), after.getOrDefault(key, ""));
        }
    }

    private static String notBefore(Content content) {
        return content.notBefore() == null ? "" : content.notBefore().toString();
    }
}
