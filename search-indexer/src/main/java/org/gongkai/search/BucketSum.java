package org.gongkai.search;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one of 256 buckets of documents holds, in two numbers that two sides can compare without
 * listing: equal sums mean equal documents, but for one chance in four thousand million.
 *
 * @param documents how many
 * @param check the sum of their {@link #check}s, exact up to two million documents
 */
public record BucketSum(long documents, long check) {
    private static final BucketSum NONE = new BucketSum(0, 0);

    /** The sums of these documents' buckets; a bucket without a document has none. */
    public static Map<String, BucketSum> of(Map<String, String> digests) {
        Map<String, BucketSum> sums = new TreeMap<>();
        digests.forEach((id, digest) -> add(sums, id, digest));
        return sums;
    }

    /** Adds one document to its bucket. */
    public static void add(Map<String, BucketSum> sums, String id, String digest) {
        BucketSum before = sums.getOrDefault(bucket(id), NONE);
        sums.put(bucket(id), new BucketSum(before.documents + 1, before.check + check(id, digest)));
    }

    /** The bucket of a document: two hexadecimal digits. */
    public static String bucket(String id) {
        return HexFormat.of().toHexDigits(sha256(id)[0]);
    }

    /** A number of 32 bits that stands for a document in this edition. */
    public static long check(String id, String digest) {
        byte[] hash = sha256(id + digest);
        return HexFormat.fromHexDigitsToLong(HexFormat.of().formatHex(hash, 0, 4));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }
}
