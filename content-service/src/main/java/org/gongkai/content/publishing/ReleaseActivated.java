package org.gongkai.content.publishing;

import java.time.Instant;

/**
 * A release is public. Published inside the transaction that marks it and its editions; listen
 * after commit to act on it.
 *
 * @param instant the public date of what it published
 * @param manifest the root of its manifest, in hexadecimal
 * @param published how many editions it made public
 * @param removed how many documents it took away
 * @param held how many editions it kept back
 */
public record ReleaseActivated(
        long number, Instant instant, String manifest, int published, int removed, int held) {}
