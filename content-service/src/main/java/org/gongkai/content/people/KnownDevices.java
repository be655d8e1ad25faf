package org.gongkai.content.people;

import org.gongkai.content.engine.Secrets;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Devices on which somebody has signed in before, after OWASP's "Slow Down Online Guessing Attacks
 * with Device Cookies". What a device keeps is a random name and our signature over it and the
 * account; it opens nothing, and is good only for not being counted with strangers. Thread-safe.
 */
@Component
public class KnownDevices {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int NAME_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;

    KnownDevices(Secrets secrets) {
        this.key =
                new SecretKeySpec(
                        secrets.value(Secrets.Secret.DEVICE_KEY).getBytes(StandardCharsets.UTF_8),
                        ALGORITHM);
    }

    /** What a device on which this account has just signed in keeps. */
    public String remember(String account) {
        byte[] random = new byte[NAME_BYTES];
        RANDOM.nextBytes(random);
        String name = encoded(random);
        return name + "." + signature(name, account);
    }

    /** The device's name; empty if it kept nothing, or nothing of ours for this account. */
    Optional<String> name(@Nullable String kept, String account) {
        if (kept == null || kept.length() > 200 || kept.indexOf('.') < 0) {
            return Optional.empty();
        }
        String name = kept.substring(0, kept.indexOf('.'));
        byte[] presented = kept.substring(name.length() + 1).getBytes(StandardCharsets.UTF_8);
        byte[] expected = signature(name, account).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(presented, expected) ? Optional.of(name) : Optional.empty();
    }

    private String signature(String name, String account) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return encoded(
                    mac.doFinal(
                            ("device\n" + name + "\n" + account).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no " + ALGORITHM, e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
