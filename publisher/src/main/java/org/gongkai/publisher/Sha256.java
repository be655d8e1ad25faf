package org.gongkai.publisher;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** A SHA-256 digest (FIPS 180-4) as 64 lower-case hex digits; in JSON, those as a text. */
public record Sha256(@JsonValue String hex) implements Comparable<Sha256> {
    private static final Pattern SYNTAX = Pattern.compile("[0-9a-f]{64}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Sha256 {
        if (!SYNTAX.matcher(hex).matches()) {
            throw new IllegalArgumentException("Not a SHA-256 digest in lower-case hex: " + hex);
        }
    }

    public static Sha256 of(byte[] bytes) {
        return ofComputed(digest().digest(bytes));
    }

    /** The digest whose 32 bytes a {@link #digest()} has already computed. */
    public static Sha256 ofComputed(byte[] thirtyTwoBytes) {
        return new Sha256(HexFormat.of().formatHex(thirtyTwoBytes));
    }

    /** A fresh SHA-256 computation, for streams. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public int compareTo(Sha256 other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
