package org.gongkai.content.delivery;

import java.time.Instant;

/**
 * The active release.
 *
 * @param manifest the digest of its manifest, as in {@code /release.json}
 * @param documents how many documents are public
 */
public record DeliveredRelease(long number, Instant instant, String manifest, int documents) {}
