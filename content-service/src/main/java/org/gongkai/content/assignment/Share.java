package org.gongkai.content.assignment;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.gongkai.content.people.UnitKey;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What one unit has to do of an assignment. It is done when there is evidence that counts for each
 * channel that the assignment names, or any at all where it names none.
 *
 * @param receipt null as long as no liaison of the unit has signed for the present issue
 * @param evidence all that is recorded and not retracted, oldest first
 */
public record Share(
        Assignment assignment, UnitKey unit, @Nullable Receipt receipt, List<Evidence> evidence) {
    public Share {
        evidence = List.copyOf(evidence);
    }

    /** The named channels for which there is no evidence that counts. */
    @JsonProperty
    public Set<Channel> missing() {
        Set<Channel> missing = EnumSet.noneOf(Channel.class);
        missing.addAll(assignment.task().channels());
        counting().map(Evidence::channel).forEach(missing::remove);
        return Collections.unmodifiableSet(missing);
    }

    @JsonProperty
    public boolean done() {
        return begun() && missing().isEmpty();
    }

    /** Whether anything counts at all. */
    public boolean begun() {
        return counting().findAny().isPresent();
    }

    /**
     * Since when it is done: when the last of the named channels had its first publication. Empty
     * while it is not.
     */
    @JsonProperty
    public Optional<Instant> doneAt() {
        if (!done()) {
            return Optional.empty();
        }
        Set<Channel> named = assignment.task().channels();
        return named.isEmpty()
                ? first(counting())
                : named.stream()
                        .flatMap(
                                channel ->
                                        first(counting().filter(one -> one.channel() == channel))
                                                .stream())
                        .max(Instant::compareTo);
    }

    private Stream<Evidence> counting() {
        return evidence.stream().filter(Evidence::counts);
    }

    private static Optional<Instant> first(Stream<Evidence> some) {
        return some.map(Evidence::publishedAt).filter(Objects::nonNull).min(Instant::compareTo);
    }
}
