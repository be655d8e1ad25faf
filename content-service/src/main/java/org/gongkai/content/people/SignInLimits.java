package org.gongkai.content.people;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Bounds guessing without letting a guesser lock others out. Failures of strangers count against
 * the account as a whole, so that an attacker with many addresses has no more guesses than one with
 * one; a device, or an address, from which the account has been signed in to before is counted
 * apart. So strangers can shut out strangers, and nobody else. Thread-safe.
 */
final class SignInLimits {
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int GUESSES = 5;
    private static final int GUESSES_FROM_AN_ADDRESS = 30;
    private static final int KEYS_REMEMBERED = 10_000;

    private final SignInThrottle guesses;
    private final SignInThrottle addresses;
    private final Set<String> familiar =
            Collections.synchronizedSet(
                    Collections.newSetFromMap(
                            new LinkedHashMap<>(16, 0.75f, true) {
                                private static final long serialVersionUID = 1L;

                                @Override
                                protected boolean removeEldestEntry(
                                        Map.Entry<String, Boolean> eldest) {
                                    return size() > KEYS_REMEMBERED;
                                }
                            }));

    SignInLimits(LongSupplier nanoTime) {
        this.guesses = new SignInThrottle(GUESSES, WINDOW, KEYS_REMEMBERED, nanoTime);
        this.addresses =
                new SignInThrottle(GUESSES_FROM_AN_ADDRESS, WINDOW, KEYS_REMEMBERED, nanoTime);
    }

    /**
     * An attempt, and what it counts against.
     *
     * @param key of the failures: a device's, an address's or all strangers'
     * @param familiarDevice whether the address does not count, because others share it
     */
    record Attempt(String account, String network, String key, boolean familiarDevice) {}

    /**
     * @param device the device's name if the account was used on it before
     */
    Attempt attempt(String account, String network, Optional<String> device) {
        if (device.isPresent()) {
            String key = "device " + device.get();
            if (guesses.locked(key).isEmpty()) {
                return new Attempt(account, network, key, true);
            }
        }
        String there = account + " at " + network;
        return new Attempt(
                account,
                network,
                familiar.contains(there) ? there : account + " of strangers",
                false);
    }

    /** How long it has to wait; empty if it need not. */
    Optional<Duration> locked(Attempt attempt) {
        Optional<Duration> locked = guesses.locked(attempt.key());
        return locked.isPresent() || attempt.familiarDevice()
                ? locked
                : addresses.locked(attempt.network());
    }

    /**
     * @return whether this was the guess that locks
     */
    boolean failed(Attempt attempt) {
        guesses.failed(attempt.key());
        if (!attempt.familiarDevice()) {
            addresses.failed(attempt.network());
        }
        return guesses.locked(attempt.key()).isPresent();
    }

    void succeeded(Attempt attempt) {
        guesses.succeeded(attempt.key());
        familiar.add(attempt.account() + " at " + attempt.network());
    }
}
