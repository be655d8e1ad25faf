package org.gongkai.content.reviewlink;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signed part of a review link's address: its id and expiry with an HMAC-SHA256, so that nobody
 * makes one up or lengthens its life. Whether it was revoked, the database knows. Thread-safe.
 */
final class LinkToken {
    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] PURPOSE = "gongkai-review-link/1".getBytes(StandardCharsets.UTF_8);
    private static final int SIGNED = 2 * Long.BYTES + Long.BYTES;
    private static final int LENGTH = SIGNED + 32;

    private final SecretKeySpec key;

    LinkToken(String secret) {
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** A link's id and expiry, as its address says them. */
    record Claim(UUID id, Instant expiresAt) {}

    /** With seconds as the unit of its expiry. */
    String sign(Claim claim) {
        byte[] signed =
                ByteBuffer.allocate(SIGNED)
                        .putLong(claim.id().getMostSignificantBits())
                        .putLong(claim.id().getLeastSignificantBits())
                        .putLong(claim.expiresAt().getEpochSecond())
                        .array();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        ByteBuffer.allocate(LENGTH).put(signed).put(signature(signed)).array());
    }

    /** What a token claims; empty unless it is one of ours. */
    Optional<Claim> verify(String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length != LENGTH) {
            return Optional.empty();
        }
        byte[] signed = Arrays.copyOf(bytes, SIGNED);
        if (!MessageDigest.isEqual(signature(signed), Arrays.copyOfRange(bytes, SIGNED, LENGTH))) {
            return Optional.empty();
        }
        ByteBuffer read = ByteBuffer.wrap(signed);
        return Optional.of(
                new Claim(
                        new UUID(read.getLong(), read.getLong()),
                        Instant.ofEpochSecond(read.getLong())));
    }

    private byte[] signature(byte[] signed) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(PURPOSE);
            return mac.doFinal(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is in every Java", e);
        }
    }
}
