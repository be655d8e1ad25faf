package org.gongkai.content.idempotency;

import org.gongkai.content.engine.Secrets;
import org.springframework.stereotype.Component;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Objects;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * By what two requests are known to be the same. A body can hold a password, whose bare digest
 * could be guessed at by whoever reads the database; so the fingerprint is an HMAC with a secret
 * that is not in it. Thread-safe.
 */
@Component
class Fingerprints {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec secret;

    Fingerprints(Secrets secrets) {
        this.secret =
                new SecretKeySpec(
                        secrets.value(Secrets.Secret.REQUEST_FINGERPRINTS)
                                .getBytes(StandardCharsets.UTF_8),
                        ALGORITHM);
    }

    byte[] of(BufferedRequest request) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            for (String part :
                    new String[] {
                        request.getMethod(),
                        request.getRequestURI(),
                        Objects.requireNonNullElse(request.getQueryString(), ""),
                        Objects.requireNonNullElse(request.getContentType(), "")
                    }) {
                mac.update(part.getBytes(StandardCharsets.UTF_8));
                mac.update((byte) '\n'); // stands in none of them
            }
            return mac.doFinal(request.body());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }
}
