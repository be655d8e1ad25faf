package org.gongkai.content.difference;

import org.gongkai.content.difference.Difference.Member;

import java.util.ArrayList;
import java.util.List;

/** Collects the members that changed. */
final class Members {
    private final List<Member> changed = new ArrayList<>();
    private final Effort effort;

    Members(Effort effort) {
        this.effort = effort;
    }

    List<Member> changed() {
        return List.copyOf(changed);
    }

    /** A text that people write: what changed are its words. */
    void text(String member, String before, String after) {
        if (!before.equals(after)) {
            changed.add(new Member(member, TextDifference.ofPlain(before, after, effort)));
        }
    }

    /** A value that changes as a whole; the empty one is none. */
    void value(String member, String before, String after) {
        if (!before.equals(after)) {
            List<Segment> segments =
                    new ArrayList<>(TextDifference.wholePlain(Segment.Kind.DELETED, before));
            segments.addAll(TextDifference.wholePlain(Segment.Kind.INSERTED, after));
            changed.add(new Member(member, segments));
        }
    }

    /** A list of texts, a segment for each. */
    void list(String member, List<String> before, List<String> after) {
        if (before.equals(after)) {
            return;
        }
        int[] match = Alignment.of(before, after, effort);
        List<Segment> segments = new ArrayList<>();
        int j = 0;
        for (int i = 0; i < before.size(); i++) {
            if (match[i] < 0) {
                segments.add(Segment.of(Segment.Kind.DELETED, before.get(i)));
                continue;
            }
            for (; j < match[i]; j++) {
                segments.add(Segment.of(Segment.Kind.INSERTED, after.get(j)));
            }
            segments.add(Segment.of(Segment.Kind.EQUAL, after.get(j++)));
        }
        for (; j < after.size(); j++) {
            segments.add(Segment.of(Segment.Kind.INSERTED, after.get(j)));
        }
        changed.add(new Member(member, segments));
    }
}
