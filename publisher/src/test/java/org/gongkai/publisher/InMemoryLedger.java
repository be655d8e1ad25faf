package org.gongkai.publisher;

import org.gongkai.publisher.ReleaseRequest.Kind;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The record of releases in memory, which moves the editions of an {@link InMemoryContent}. */
public final class InMemoryLedger implements ReleaseLedger {
    public static final String ENDED = "The process ended before the switch";

    private final InMemoryContent content;
    private final Clock clock;
    private final TreeMap<Long, Entry> releases = new TreeMap<>();
    private final TreeMap<Long, ReleaseRequest> asked = new TreeMap<>();
    private @Nullable ReleaseRequest toRepeat;
    private Consumer<ReleaseOutcome> onActivating = outcome -> {};

    /** One release as recorded. */
    public record Entry(State state, @Nullable ReleaseOutcome outcome, @Nullable String reason) {}

    /** The states of a release. */
    public enum State {
        PLANNED,
        ACTIVATING,
        ACTIVE,
        FAILED
    }

    public InMemoryLedger(InMemoryContent content, Clock clock) {
        this.content = content;
        this.clock = clock;
    }

    /** Is called when the record of the switch is made, before the caller goes on. */
    public void onActivating(Consumer<ReleaseOutcome> listener) {
        onActivating = listener;
    }

    public synchronized List<Entry> entries() {
        return new ArrayList<>(releases.values());
    }

    /** What was asked for, by number. */
    public synchronized Map<Long, ReleaseRequest> asked() {
        return new TreeMap<>(asked);
    }

    @Override
    public synchronized Opened open(ReleaseRequest request) {
        Long again = request.repeats();
        if (again != null
                && asked.tailMap(again, false).values().stream()
                        .anyMatch(
                                later ->
                                        later.kind() != Kind.TAKEDOWN
                                                && !again.equals(later.repeats()))) {
            throw new ReleaseOvertaken("another release was made in the meantime");
        }
        long number = releases.isEmpty() ? 1 : releases.lastKey() + 1;
        asked.put(number, request);
        if (request.kind() != Kind.TAKEDOWN) {
            toRepeat = null;
        }
        releases.put(number, new Entry(State.PLANNED, null, null));
        return new Opened(number, clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    @Override
    public void activating(ReleaseOutcome outcome) {
        synchronized (this) {
            releases.put(outcome.number(), new Entry(State.ACTIVATING, outcome, null));
        }
        onActivating.accept(outcome);
    }

    @Override
    public synchronized void activated(long number) {
        Entry entry = releases.get(number);
        if (entry == null || entry.outcome() == null) {
            throw new IllegalStateException("Release " + number + " was not being activated");
        }
        if (entry.state() == State.ACTIVATING) {
            releases.put(number, new Entry(State.ACTIVE, entry.outcome(), null));
            content.released(entry.outcome());
        }
    }

    @Override
    public synchronized void failed(long number, String reason) {
        releases.put(number, new Entry(State.FAILED, null, reason));
    }

    @Override
    public synchronized Optional<ReleaseRequest> abandon() {
        releases.forEach(
                (number, entry) -> {
                    if (entry.state() == State.PLANNED) {
                        releases.put(number, new Entry(State.FAILED, null, ENDED));
                        ReleaseRequest request = Objects.requireNonNull(asked.get(number));
                        if (request.kind() != Kind.TAKEDOWN && request.repeats() == null) {
                            toRepeat = request.repeating(number);
                        }
                    }
                });
        return Optional.ofNullable(toRepeat);
    }

    @Override
    public synchronized void settled(long number) {
        if (toRepeat != null && Long.valueOf(number).equals(toRepeat.repeats())) {
            toRepeat = null;
        }
    }

    @Override
    public synchronized Optional<ReleaseOutcome> interrupted() {
        return last(State.ACTIVATING);
    }

    @Override
    public synchronized Optional<ReleaseOutcome> active() {
        return last(State.ACTIVE);
    }

    @Override
    public synchronized OptionalLong lastRemoval() {
        return releases.descendingMap().values().stream()
                .filter(entry -> entry.state() == State.ACTIVE)
                .map(Entry::outcome)
                .filter(outcome -> outcome != null && !outcome.removed().isEmpty())
                .mapToLong(ReleaseOutcome::number)
                .findFirst();
    }

    private Optional<ReleaseOutcome> last(State state) {
        return releases.descendingMap().values().stream()
                .filter(entry -> entry.state() == state)
                .findFirst()
                .map(Entry::outcome);
    }
}
