package org.gongkai.content.webhook;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;
import java.util.List;

/**
 * How events are sent to others.
 *
 * @param send false keeps what would be sent until it is true again, for a rehearsal with a
 *     restored backup
 * @param allowPrivateAddresses whether a receiver may be at any address, this machine included
 * @param allowedNetworks networks in which a receiver may be though they are not public, such as
 *     {@code 10.20.0.0/16}
 * @param timeout how long one try may take, from the look-up of the name to the answer
 * @param tries how often a delivery is tried before it is given up
 * @param firstPause between the first try and the second; each further pause is five times as long
 * @param longestPause between two tries
 * @param failingAfter how many deliveries in a row are given up before a subscription counts as
 *     failing
 * @param secretOverlap how long the secret before a rotation signs too
 * @param keepDelivered how long the log keeps what was delivered
 * @param keepDead how long the log keeps what was given up
 */
@ConfigurationProperties("gongkai.webhooks")
record WebhookSettings(
        @DefaultValue("true") boolean send,
        @DefaultValue("false") boolean allowPrivateAddresses,
        @DefaultValue({}) List<String> allowedNetworks,
        @DefaultValue("15s") Duration timeout,
        @DefaultValue("8") int tries,
        @DefaultValue("30s") Duration firstPause,
        @DefaultValue("8h") Duration longestPause,
        @DefaultValue("3") int failingAfter,
        @DefaultValue("24h") Duration secretOverlap,
        @DefaultValue("30d") Duration keepDelivered,
        @DefaultValue("90d") Duration keepDead) {
    WebhookSettings {
        allowedNetworks = List.copyOf(allowedNetworks);
        if (tries < 1 || failingAfter < 1) {
            throw new IllegalArgumentException(
                    "gongkai.webhooks.tries and .failing-after are at least 1");
        }
        if (!timeout.isPositive() || !firstPause.isPositive() || !longestPause.isPositive()) {
            throw new IllegalArgumentException(
                    "gongkai.webhooks.timeout, .first-pause and .longest-pause are more than nothing");
        }
    }

    Backoff backoff() {
        return new Backoff(tries, firstPause, longestPause);
    }
}
