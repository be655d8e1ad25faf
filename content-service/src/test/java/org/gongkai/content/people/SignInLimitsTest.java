package org.gongkai.content.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.content.engine.GongkaiHome;
import org.gongkai.content.engine.Secrets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

class SignInLimitsTest {
    private static final Optional<String> UNKNOWN = Optional.empty();
    private static final Optional<String> OWN = Optional.of("the-desk-of-wang");

    private final AtomicLong now = new AtomicLong();
    private final SignInLimits limits = new SignInLimits(now::get);

    @Test
    void aGuesserWithManyAddressesHasNoMoreGuessesThanOneWithOne() {
        int guessed = 0;
        for (int i = 0; i < 100; i++) {
            guessed += guess("wang", "192.0.2." + i, UNKNOWN) ? 1 : 0;
        }

        assertThat(guessed).isEqualTo(5);
    }

    @Test
    void whoIsKnownOnTheDeviceIsNotLockedOutByStrangers() {
        exhaust("wang", "192.0.2.1", UNKNOWN);

        assertThat(locked("wang", "198.51.100.7", UNKNOWN)).isTrue();
        assertThat(locked("wang", "198.51.100.7", OWN)).isFalse();
    }

    @Test
    void whoComesFromWhereTheAccountWasSignedInBeforeIsNotLockedOutByStrangers() {
        limits.succeeded(limits.attempt("wang", "198.51.100.7", UNKNOWN));
        exhaust("wang", "192.0.2.1", UNKNOWN);

        assertThat(locked("wang", "198.51.100.7", UNKNOWN)).isFalse();
        assertThat(locked("li", "198.51.100.7", UNKNOWN)).isFalse();
        assertThat(exhaust("wang", "198.51.100.7", UNKNOWN)).isEqualTo(5);
        assertThat(locked("wang", "198.51.100.7", UNKNOWN)).isTrue();
    }

    @Test
    void aStolenDeviceNameBuysFiveGuessesAndThenCountsAsAStranger() {
        exhaust("wang", "192.0.2.1", UNKNOWN);

        assertThat(exhaust("wang", "192.0.2.1", OWN)).isEqualTo(5);
        assertThat(locked("wang", "192.0.2.1", OWN)).isTrue();
    }

    @Test
    void anAddressThatTriesManyAccountsIsStoppedButNotTheKnownDevicesBehindIt() {
        int guessed = 0;
        for (int i = 0; i < 100; i++) {
            guessed += guess("account" + i, "192.0.2.1", UNKNOWN) ? 1 : 0;
        }

        assertThat(guessed).isEqualTo(30);
        assertThat(locked("wang", "192.0.2.1", UNKNOWN)).isTrue();
        assertThat(locked("wang", "192.0.2.1", OWN)).isFalse();
    }

    @Test
    void strangersMayTryAgainWhenTheirFailuresAreOld() {
        exhaust("wang", "192.0.2.1", UNKNOWN);
        now.addAndGet(Duration.ofMinutes(15).toNanos());

        assertThat(locked("wang", "192.0.2.1", UNKNOWN)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1,             192.0.2.2,             false",
        "2001:db8:1:2::1,       2001:db8:1:2:ffff::9,  true",
        "2001:db8:1:2::1,       2001:db8:1:3::1,       false",
        "2001:db8::1,           2001:db8:0:0:9::1,     true",
        "no address: at all,    no address: at all,    true"
    })
    void oneSubscribersIpv6AddressesAreOneNetwork(String one, String other, boolean same) {
        assertThat(Caller.at(one).network().equals(Caller.at(other).network())).isEqualTo(same);
    }

    @Test
    void whatADeviceKeepsIsGoodForItsAccountOnlyAndCannotBeMade(@TempDir Path home) {
        KnownDevices devices = new KnownDevices(new Secrets(GongkaiHome.open(home)));
        String kept = devices.remember("wang");

        assertThat(devices.name(kept, "wang")).isPresent();
        assertThat(devices.name(kept, "li")).isEmpty();
        assertThat(devices.name(kept + "x", "wang")).isEmpty();
        assertThat(devices.name("x" + kept, "wang")).isEmpty();
        assertThat(devices.name("", "wang")).isEmpty();
        assertThat(devices.name(null, "wang")).isEmpty();
        assertThat(devices.remember("wang")).isNotEqualTo(kept);
    }

    private int exhaust(String account, String network, Optional<String> device) {
        int guessed = 0;
        for (int i = 0; i < 20; i++) {
            String key = limits.attempt(account, network, device).key();
            boolean stillCountedApart = device.isEmpty() || key.startsWith("device ");
            guessed += stillCountedApart && guess(account, network, device) ? 1 : 0;
        }
        return guessed;
    }

    private boolean guess(String account, String network, Optional<String> device) {
        SignInLimits.Attempt attempt = limits.attempt(account, network, device);
        if (limits.locked(attempt).isPresent()) {
            return false;
        }
        limits.failed(attempt);
        return true;
    }

    private boolean locked(String account, String network, Optional<String> device) {
        return limits.locked(limits.attempt(account, network, device)).isPresent();
    }
}
