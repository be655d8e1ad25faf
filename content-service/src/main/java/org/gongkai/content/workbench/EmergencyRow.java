package org.gongkai.content.workbench;

import org.gongkai.content.document.Emergency;
import org.gongkai.content.review.ReviewStage;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** An emergency as pages show it. */
record EmergencyRow(
        String id,
        String document,
        String title,
        String state,
        String digest,
        String reason,
        String requestedBy,
        String requestedAt,
        @Nullable String confirmedBy,
        @Nullable String confirmedAt,
        List<String> stages,
        List<String> toMakeUp) {

    static @Nullable EmergencyRow of(@Nullable Emergency emergency, Names names) {
        if (emergency == null) {
            return null;
        }
        Instant confirmedAt = emergency.confirmedAt();
        return new EmergencyRow(
                emergency.id().toString(),
                emergency.document().toString(),
                emergency.title(),
                emergency.state().name(),
                emergency.digest(),
                emergency.reason(),
                emergency.requestedBy(),
                names.time(emergency.requestedAt()),
                emergency.confirmedBy(),
                confirmedAt == null ? null : names.time(confirmedAt),
                emergency.stages().stream().map(ReviewStage::name).toList(),
                emergency.toMakeUp().stream().map(ReviewStage::name).toList());
    }
}
