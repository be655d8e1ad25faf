package org.gongkai.content.people;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Counts failed sign-ins per key (an account, or an address) in a sliding window, and locks a key
 * that has too many until they have grown old. It remembers a bounded number of keys: when full,
 * the one that failed the longest ago is forgotten. Thread-safe.
 */
final class SignInThrottle {
    private final int failuresAllowed;
    private final long windowNanos;
    private final int keysRemembered;
    private final LongSupplier nanoTime;
    private final Map<String, Deque<Long>> failures = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * @param nanoTime the machine's own running time, not the clock that a demonstration moves
     */
    SignInThrottle(
            int failuresAllowed, Duration window, int keysRemembered, LongSupplier nanoTime) {
        this.failuresAllowed = failuresAllowed;
        this.windowNanos = window.toNanos();
        this.keysRemembered = keysRemembered;
        this.nanoTime = nanoTime;
    }

    /** How long the key is still locked; empty if it is not. */
    synchronized Optional<Duration> locked(String key) {
        Deque<Long> times = recent(key);
        return times == null || times.size() < failuresAllowed
                ? Optional.empty()
                : Optional.of(
                        Duration.ofNanos(times.getFirst() + windowNanos - nanoTime.getAsLong()));
    }

    synchronized void failed(String key) {
        recent(key);
        Deque<Long> times = failures.computeIfAbsent(key, x -> new ArrayDeque<>(2));
        times.addLast(nanoTime.getAsLong());
        if (times.size() > failuresAllowed) {
            times.removeFirst();
        }
        if (failures.size() > keysRemembered) {
            failures.remove(failures.keySet().iterator().next());
        }
    }

    synchronized void succeeded(String key) {
        failures.remove(key);
    }

    synchronized int remembered() {
        return failures.size();
    }

    private @org.jspecify.annotations.Nullable Deque<Long> recent(String key) {
        Deque<Long> times = failures.get(key);
        if (times == null) {
            return null;
        }
        long oldest = nanoTime.getAsLong() - windowNanos;
        while (!times.isEmpty() && times.getFirst() - oldest <= 0) {
            times.removeFirst();
        }
        if (times.isEmpty()) {
            failures.remove(key);
            return null;
        }
        return times;
    }
}
