package org.gongkai.content.supervision;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.gongkai.content.assignment.Evidence;
import org.gongkai.content.assignment.Share;
import org.gongkai.content.deadline.Today;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * How a share stands now.
 *
 * @param due the end of its last day; of what goes on (持续发布) the closing of the campaign; null if
 *     the campaign has none
 * @param workingDaysLeft after today until the due day, 0 on that day; null if it is done, overdue,
 *     or has no due date
 * @param workingDaysLate since the due day: until it was done, or until today; null if it is not
 *     late
 */
public record Standing(
        Share share,
        Light light,
        @Nullable Instant due,
        @Nullable Long workingDaysLeft,
        @Nullable Long workingDaysLate) {

    /**
     * @param soon up to how many working days left it is due soon
     */
    static Standing of(Share share, @Nullable Instant due, Today today, int soon) {
        Instant doneAt = share.doneAt().orElse(null);
        if (doneAt != null) {
            return new Standing(
                    share, Light.GREEN, due, null, today.at(doneAt).workingDaysLate(due));
        }
        Long late = today.workingDaysLate(due);
        if (late != null) {
            return new Standing(share, Light.RED, due, null, late);
        }
        Long left = today.workingDaysLeft(due);
        boolean amber = share.begun() || left != null && left <= soon;
        return new Standing(share, amber ? Light.AMBER : Light.GREY, due, left, null);
    }

    /** Whether its date is the closing of the campaign, because it goes on. */
    @JsonProperty
    public boolean dueByClosing() {
        return share.assignment().task().continuing();
    }

    /** The documents named as evidence, whether they count or not. */
    Stream<Evidence.Document> documents() {
        return share.evidence().stream().map(Evidence::document).filter(Objects::nonNull);
    }

    /** Where a document stands: its stage or state, and {@code PUBLISHED} while it is live. */
    public static String stage(Evidence.Document document) {
        return document.live()
                ? "PUBLISHED"
                : document.stage() == null ? document.state().name() : document.stage().name();
    }
}
