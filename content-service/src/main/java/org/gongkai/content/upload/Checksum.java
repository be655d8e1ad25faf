package org.gongkai.content.upload;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** What a sender says that the bytes of one request add up to (tus, extension Checksum). */
final class Checksum {
    private static final Map<String, String> ALGORITHMS =
            Map.of("sha1", "SHA-1", "sha256", "SHA-256", "md5", "MD5");
    static final List<String> NAMES = ALGORITHMS.keySet().stream().sorted().toList();

    private final MessageDigest sum;
    private final byte[] expected;

    private Checksum(MessageDigest sum, byte[] expected) {
        this.sum = sum;
        this.expected = expected;
    }

    /**
     * Reads the header {@code Upload-Checksum}: an algorithm and the sum in Base64.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static Checksum of(String header) {
        String[] parts = header.strip().split(" ", -1);
        String algorithm = ALGORITHMS.get(parts[0]);
        if (parts.length != 2 || algorithm == null) {
            throw new IllegalArgumentException(
                    "Upload-Checksum: one of %s and the sum in Base64"
                            .formatted(String.join(", ", NAMES)));
        }
        try {
            return new Checksum(
                    MessageDigest.getInstance(algorithm), Base64.getDecoder().decode(parts[1]));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    void add(byte[] bytes, int count) {
        sum.update(bytes, 0, count);
    }

    boolean holds() {
        return MessageDigest.isEqual(sum.digest(), expected);
    }
}
