package org.gongkai.publisher.render;

import java.util.Arrays;

/** The field of 256 elements in which QR codes correct errors (Reed and Solomon, 1960). */
final class GaloisField {
    private static final int[] POWER = new int[512];
    private static final int[] LOGARITHM = new int[256];

    static {
        int value = 1;
        for (int exponent = 0; exponent < 255; exponent++) {
            POWER[exponent] = value;
            POWER[exponent + 255] = value;
            LOGARITHM[value] = exponent;
            value = value < 128 ? value << 1 : value << 1 ^ 0x11d;
        }
    }

    private GaloisField() {}

    /** The generator polynomial for so many words of correction. */
    static Generator generator(int degree) {
        int[] coefficients = {1};
        for (int root = 0; root < degree; root++) {
            int[] next = Arrays.copyOf(coefficients, coefficients.length + 1);
            for (int at = 0; at < coefficients.length; at++) {
                next[at + 1] ^= product(coefficients[at], POWER[root]);
            }
            coefficients = next;
        }
        return new Generator(Arrays.copyOfRange(coefficients, 1, degree + 1));
    }

    private static int product(int a, int b) {
        return a == 0 || b == 0 ? 0 : POWER[LOGARITHM[a] + LOGARITHM[b]];
    }

    /** Computes the words of correction. */
    static final class Generator {
        private final int[] coefficients;

        private Generator(int[] coefficients) {
            this.coefficients = coefficients;
        }

        /** The words with their correction after them. */
        int[] corrected(int[] words) {
            int[] all = Arrays.copyOf(words, words.length + coefficients.length);
            int[] work = all.clone();
            for (int at = 0; at < words.length; at++) {
                int factor = work[at];
                for (int next = 0; factor != 0 && next < coefficients.length; next++) {
                    work[at + 1 + next] ^= product(coefficients[next], factor);
                }
            }
            System.arraycopy(work, words.length, all, words.length, coefficients.length);
            return all;
        }
    }
}
