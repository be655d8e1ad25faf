package org.gongkai.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.search.SearchProperties;
import org.junit.jupiter.api.Test;

import java.time.Duration;

class AddressRateTest {
    private long now;
    private final AddressRate rate = new AddressRate(new SearchProperties.Rate(2, 5), () -> now);

    @Test
    void anAddressMayAskAFewTimesAtOnceAndThenAsTimePasses() {
        assertThat(asked("192.0.2.1", 10)).isEqualTo(5);
        pass(Duration.ofSeconds(1));
        assertThat(asked("192.0.2.1", 10)).isEqualTo(2);
        pass(Duration.ofHours(1));
        assertThat(asked("192.0.2.1", 10)).isEqualTo(5);
    }

    @Test
    void othersAreNotInItsWay() {
        assertThat(asked("192.0.2.1", 10)).isEqualTo(5);
        assertThat(asked("192.0.2.2", 10)).isEqualTo(5);
    }

    @Test
    void anIpv6NetworkIsOneReader() {
        assertThat(asked("2001:db8:0:1::1", 3) + asked("2001:db8:0:1:ffff::2", 3)).isEqualTo(5);
        assertThat(asked("2001:db8:0:2::1", 10)).isEqualTo(5);
        assertThat(asked("not:an:address", 10)).isEqualTo(5);
    }

    @Test
    void manyAddressesAreForgottenFromTheOldest() {
        assertThat(asked("192.0.2.1", 10)).isEqualTo(5);
        for (int i = 0; i < 50_000; i++) {
            asked("10.0." + i / 256 + "." + i % 256, 1);
        }

        assertThat(asked("192.0.2.1", 10)).isEqualTo(5);
        assertThat(asked("10.0.195.79", 10)).as("asked a moment ago").isEqualTo(4);
    }

    @Test
    void zeroIsNoLimit() {
        AddressRate none = new AddressRate(new SearchProperties.Rate(0, 1), () -> now);

        for (int i = 0; i < 1_000; i++) {
            none.ask("192.0.2.1");
        }
    }

    private int asked(String address, int times) {
        int answered = 0;
        for (int i = 0; i < times; i++) {
            try {
                rate.ask(address);
                answered++;
            } catch (TooManyQuestions e) {
                // has to wait
            }
        }
        return answered;
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
