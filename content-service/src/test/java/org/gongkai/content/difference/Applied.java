package org.gongkai.content.difference;

import org.gongkai.content.difference.Difference.Asset;
import org.gongkai.content.difference.Difference.Block;
import org.gongkai.content.difference.Difference.Member;
import org.gongkai.content.document.AssetUse;
import org.gongkai.content.document.Content;
import org.gongkai.content.document.PublicPath;
import org.gongkai.content.people.UnitKey;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes one side of a difference of the other, as a client of the API could. */
final class Applied {
    private final Difference difference;
    private final Segment.Kind kind;

    private Applied(Difference difference, Segment.Kind kind) {
        this.difference = difference;
        this.kind = kind;
    }

    /** The later content, made of the earlier one. */
    static Content forwards(Content before, Difference difference) {
        return new Applied(difference, Segment.Kind.INSERTED).to(before);
    }

    /** The earlier content, made of the later one. */
    static Content backwards(Content after, Difference difference) {
        return new Applied(difference, Segment.Kind.DELETED).to(after);
    }

    private Content to(Content other) {
        Map<String, String> fields = new TreeMap<>(other.fields());
        List<String> tags = other.tags();
        Map<String, String> values = new TreeMap<>();
        for (Member member : difference.members()) {
            if (member.member().startsWith("fields.")) {
                fields.put(member.member().substring(7), text(member.segments()));
            } else if (member.member().equals("tags")) {
                tags = mine(member.segments()).stream().map(Segment::text).toList();
            } else {
                values.put(member.member(), text(member.segments()));
            }
        }
        fields.values().removeIf(String::isEmpty);
        String notBefore =
                values.getOrDefault(
                        "notBefore", Objects.requireNonNullElse(other.notBefore(), "").toString());
        return new Content(
                values.getOrDefault("kind", other.kind()),
                values.getOrDefault("title", other.title()),
                difference.end() == null ? other.body() : body(),
                fields,
                values.getOrDefault("section", other.section()),
                new UnitKey(values.getOrDefault("unit", other.unit().value())),
                tags,
                new PublicPath(values.getOrDefault("path", other.path().value())),
                notBefore.isEmpty() ? null : Instant.parse(notBefore),
                assets(other.assets()));
    }

    private String body() {
        return difference.body().stream()
                        .filter(block -> place(block) != null)
                        .sorted(Comparator.comparing(block -> Objects.requireNonNull(place(block))))
                        .map(block -> side(block.lead()) + source(block.segments()))
                        .collect(Collectors.joining())
                + side(Objects.requireNonNull(difference.end()));
    }

    private List<AssetUse> assets(List<AssetUse> other) {
        TreeMap<Integer, AssetUse> places = new TreeMap<>();
        List<Integer> spoken = new ArrayList<>();
        for (Asset asset : difference.assets()) {
            Integer mine = pick(asset.from(), asset.to());
            Integer theirs = pick(asset.to(), asset.from());
            if (theirs != null) {
                spoken.add(theirs);
            }
            if (mine != null) {
                places.put(mine, Objects.requireNonNull(pick(asset.before(), asset.after())));
            }
        }
        int next = 0;
        for (int i = 0; i < other.size(); i++) {
            if (!spoken.contains(i)) {
                while (places.containsKey(next)) {
                    next++;
                }
                places.put(next, other.get(i));
            }
        }
        return List.copyOf(places.values());
    }

    private <T> @Nullable T pick(@Nullable T before, @Nullable T after) {
        return kind == Segment.Kind.DELETED ? before : after;
    }

    private @Nullable Integer place(Block block) {
        return pick(block.from(), block.to());
    }

    private String side(Difference.Sides sides) {
        return Objects.requireNonNull(pick(sides.from(), sides.to()));
    }

    private List<Segment> mine(List<Segment> segments) {
        return segments.stream()
                .filter(segment -> segment.equal() || segment.kind() == kind)
                .toList();
    }

    private String text(List<Segment> segments) {
        return joined(segments, Segment::text);
    }

    private String source(List<Segment> segments) {
        return joined(segments, Segment::original);
    }

    private String joined(List<Segment> segments, Function<Segment, String> part) {
        return mine(segments).stream().map(part).collect(Collectors.joining());
    }
}
