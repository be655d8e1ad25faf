package org.gongkai.content.canonical;

import com.fasterxml.jackson.annotation.JsonValue;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A SHA-256 digest (FIPS 180-4), written as 64 lower-case hex digits: of a canonical form, or of an
 * asset's bytes.
 */
public record Digest(@JsonValue String hex) {
    private static final Pattern SYNTAX = Pattern.compile("[0-9a-f]{64}");

    public Digest {
        if (!SYNTAX.matcher(hex).matches()) {
            throw new IllegalArgumentException("Not a SHA-256 digest in lower-case hex: " + hex);
        }
    }

    /** The digest of these bytes. */
    public static Digest of(byte[] bytes) {
        return ofComputed(computation().digest(bytes));
    }

    /** A digest that was computed already, as its 32 bytes. */
    public static Digest ofComputed(byte[] thirtyTwoBytes) {
        return new Digest(HexFormat.of().formatHex(thirtyTwoBytes));
    }

    /** A fresh computation, for streams. */
    public static MessageDigest computation() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
