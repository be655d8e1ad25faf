package org.gongkai.content.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that a receiver shares with us, and the signature made with it, after <a
 * href="https://www.standardwebhooks.com">Standard Webhooks</a> 1.0.0: HMAC-SHA256 over {@code
 * id.timestamp.body}.
 */
public final class SigningSecret {
    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int DRAWN = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] bytes;

    /**
     * @throws IllegalArgumentException unless it has 24 to 64 bytes, as the specification wants
     */
    SigningSecret(byte[] bytes) {
        if (bytes.length < 24 || bytes.length > 64) {
            throw new IllegalArgumentException(
                    "A signing secret has 24 to 64 bytes, not " + bytes.length);
        }
        this.bytes = bytes.clone();
    }

    static SigningSecret drawn() {
        byte[] drawn = new byte[DRAWN];
        RANDOM.nextBytes(drawn);
        return new SigningSecret(drawn);
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** As receivers' libraries take it. */
    public String text() {
        return PREFIX + Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * One signature of the header {@code webhook-signature}.
     *
     * @param timestamp of the try, in seconds since 1970
     */
    String sign(UUID event, long timestamp, String body) {
        return sign(event + "." + timestamp + "." + body);
    }

    String sign(String content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(bytes, ALGORITHM));
            byte[] signature = mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SigningSecret that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Says nothing of it. */
    @Override
    public String toString() {
        return "SigningSecret[]";
    }
}
