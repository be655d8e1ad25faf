package org.gongkai.publisher;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256 digest (FIPS 180-4), written as 64 lower-case hex digits; in JSON, those as a text.
 * Held as four numbers: there are as many as there are public files.
 */
public final class Sha256 implements Comparable<Sha256> {
    private static final int BYTES = 32;

    /** For what is digested in one go: looking up an algorithm costs as much as a short text. */
    private static final ThreadLocal<MessageDigest> OF_THIS_THREAD =
            ThreadLocal.withInitial(Sha256::digest);

    private final long first;
    private final long second;
    private final long third;
    private final long fourth;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Sha256(String hex) {
        this(parsed(hex));
    }

    private Sha256(ByteBuffer bytes) {
        first = bytes.getLong();
        second = bytes.getLong();
        third = bytes.getLong();
        fourth = bytes.getLong();
    }

    public static Sha256 of(byte[] bytes) {
        return ofComputed(OF_THIS_THREAD.get().digest(bytes));
    }

    /** The digest whose 32 bytes a {@link #digest()} has already computed. */
    public static Sha256 ofComputed(byte[] thirtyTwoBytes) {
        if (thirtyTwoBytes.length != BYTES) {
            throw new IllegalArgumentException(
                    "A SHA-256 digest has 32 bytes, not " + thirtyTwoBytes.length);
        }
        return new Sha256(ByteBuffer.wrap(thirtyTwoBytes));
    }

    /** A fresh SHA-256 computation, for streams. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }

    private static ByteBuffer parsed(String hex) {
        if (hex.length() != 2 * BYTES || !isLowerCaseHex(hex)) {
            throw new IllegalArgumentException("Not a SHA-256 digest in lower-case hex: " + hex);
        }
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    }

    private static boolean isLowerCaseHex(String digits) {
        for (int at = 0; at < digits.length(); at++) {
            char digit = digits.charAt(at);
            if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) {
                return false;
            }
        }
        return true;
    }

    @JsonValue
    public String hex() {
        return HexFormat.of().formatHex(bytes());
    }

    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(first)
                .putLong(second)
                .putLong(third)
                .putLong(fourth)
                .array();
    }

    /** The leading bits as a number, for spreading digests over places. */
    public int leadingBits(int count) {
        return (int) (first >>> (Long.SIZE - count));
    }

    @Override
    public int compareTo(Sha256 other) {
        int order = Long.compareUnsigned(first, other.first);
        order = order != 0 ? order : Long.compareUnsigned(second, other.second);
        order = order != 0 ? order : Long.compareUnsigned(third, other.third);
        return order != 0 ? order : Long.compareUnsigned(fourth, other.fourth);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Sha256 that
                && first == that.first
                && second == that.second
                && third == that.third
                && fourth == that.fourth;
    }

    @Override
    public int hashCode() {
        return (int) (first ^ first >>> Integer.SIZE);
    }

    @Override
    public String toString() {
        return hex();
    }
}
