package org.gongkai.content.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Cuts RTF (1.9.1) into braces, control words and bytes of text. What it returned last is described
 * by its accessors until the next call.
 */
final class RtfTokens {
    private static final int LONGEST_WORD = 64;
    private static final int LARGEST = 99_999_999;
    private static final int NOTHING = -2;

    /** What comes next. A symbol such as {@code \~} is a word of one character. */
    enum Kind {
        OPEN,
        CLOSE,
        WORD,
        BYTE,
        END
    }

    private final InputStream stream;
    private final byte[] buffer = new byte[16 * 1024];
    private final StringBuilder letters = new StringBuilder();
    private int at;
    private int filled;
    private int ahead = NOTHING;
    private String word = "";
    private int number;
    private boolean numbered;
    private int value;

    RtfTokens(InputStream stream) {
        this.stream = stream;
    }

    /** The control word without its backslash. */
    String word() {
        return word;
    }

    /** The number behind a control word; 1 if there is none, because words switch on. */
    int number() {
        return numbered ? number : 1;
    }

    /** The number, or another where there is none. */
    int numberOr(int otherwise) {
        return numbered ? number : otherwise;
    }

    /** The byte of text, from 0 to 255. */
    int value() {
        return value;
    }

    Kind next() throws IOException {
        while (true) {
            int c = read();
            switch (c) {
                case -1 -> {
                    return Kind.END;
                }
                case '{' -> {
                    return Kind.OPEN;
                }
                case '}' -> {
                    return Kind.CLOSE;
                }
                case '\\' -> {
                    return control();
                }
                case '\r', '\n', 0 -> {}
                default -> {
                    value = c;
                    return Kind.BYTE;
                }
            }
        }
    }

    private Kind control() throws IOException {
        int c = read();
        numbered = false;
        if (letter(c)) {
            letters(c);
            return Kind.WORD;
        }
        switch (c) {
            case -1 -> {
                return Kind.END;
            }
            case '\'' -> {
                int high = Character.digit(read(), 16);
                int low = Character.digit(read(), 16);
                value = high < 0 || low < 0 ? '?' : high << 4 | low;
                return Kind.BYTE;
            }
            case '\\', '{', '}' -> {
                value = c;
                return Kind.BYTE;
            }
            case '\r', '\n' -> word = "par";
            default -> word = Character.toString(c);
        }
        return Kind.WORD;
    }

    private void letters(int first) throws IOException {
        letters.setLength(0);
        int c = first;
        while (letter(c)) {
            letters.append((char) c);
            if (letters.length() > LONGEST_WORD) {
                throw new IOException("a control word without end");
            }
            c = read();
        }
        word = letters.toString();
        boolean negative = c == '-';
        if (negative) {
            c = read();
        }
        int count = 0;
        while (c >= '0' && c <= '9') {
            numbered = true;
            count = Math.min(LARGEST, count * 10 + c - '0');
            c = read();
        }
        number = negative ? -count : count;
        if (c != ' ') {
            ahead = c;
        }
    }

    /** Copies bytes that follow as they are. */
    void binary(int count, OutputStream out) throws IOException {
        for (int i = 0; i < count; i++) {
            int c = read();
            if (c < 0) {
                throw new IOException("binary data that ends too early");
            }
            out.write(c);
        }
    }

    private static boolean letter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private int read() throws IOException {
        if (ahead != NOTHING) {
            int c = ahead;
            ahead = NOTHING;
            return c;
        }
        if (at == filled) {
            filled = stream.read(buffer);
            at = 0;
            if (filled <= 0) {
                filled = 0;
                return -1;
            }
        }
        return buffer[at++] & 0xff;
    }
}
