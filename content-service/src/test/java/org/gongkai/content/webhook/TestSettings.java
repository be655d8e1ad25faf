package org.gongkai.content.webhook;

import java.time.Duration;
import java.util.List;

/** Settings as they are without any configuration, and with some. */
final class TestSettings {
    private TestSettings() {}

    static WebhookSettings usual() {
        return allowing(false, List.of());
    }

    static WebhookSettings allowing(boolean privateAddresses, List<String> networks) {
        return new WebhookSettings(
                true,
                privateAddresses,
                networks,
                Duration.ofSeconds(15),
                8,
                Duration.ofSeconds(30),
                Duration.ofHours(8),
                3,
                Duration.ofHours(24),
                Duration.ofDays(30),
                Duration.ofDays(90));
    }
}
