package org.gongkai.publisher.render;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The QR symbols (ISO/IEC 18004) of versions 1 to 5 at error correction level L, whose data is one
 * block: room for addresses of up to 106 characters. Everything that does not depend on the text is
 * laid out once, with one fixed mask, so that a code costs a page microseconds; a general encoder
 * costs more than all the rest of the page.
 */
final class QrSymbol {
    /** Mask 2 darkens by columns; any mask is valid. */
    private static final int MASK = 2;

    private static final int[] DATA = {0, 19, 34, 55, 80, 108};
    private static final int[] CORRECTION = {0, 7, 10, 15, 20, 26};
    private static final List<QrSymbol> VERSIONS =
            List.of(
                    new QrSymbol(1),
                    new QrSymbol(2),
                    new QrSymbol(3),
                    new QrSymbol(4),
                    new QrSymbol(5));

    private final int data;
    private final int size;
    private final boolean[] fixed;
    private final boolean[] dark;
    private final int[] order;
    private final GaloisField.Generator generator;

    private QrSymbol(int version) {
        data = DATA[version];
        size = 17 + 4 * version;
        fixed = new boolean[size * size];
        dark = new boolean[size * size];
        generator = GaloisField.generator(CORRECTION[version]);
        finder(3, 3);
        finder(size - 4, 3);
        finder(3, size - 4);
        for (int at = 8; at < size - 8; at++) {
            set(at, 6, at % 2 == 0);
            set(6, at, at % 2 == 0);
        }
        if (version > 1) {
            square(size - 7, size - 7, 2);
        }
        format();
        order = order();
    }

    /** The modules of a text, row by row, true for dark; null if it is too long. */
    static boolean @Nullable [] of(byte[] text) {
        for (QrSymbol version : VERSIONS) {
            if (text.length + 2 <= version.data) {
                return version.modules(text);
            }
        }
        return null;
    }

    private boolean[] modules(byte[] text) {
        int[] words = words(text);
        boolean[] modules = dark.clone();
        for (int bit = 0; bit < order.length; bit++) {
            int place = order[bit];
            boolean one = bit / 8 < words.length && (words[bit / 8] >> (7 - bit % 8) & 1) == 1;
            modules[place] = one != (place % size % 3 == 0);
        }
        return modules;
    }

    /** Byte mode, the length, the text, padding, and the correction. */
    private int[] words(byte[] text) {
        int[] words = new int[data];
        words[0] = 0x40 | text.length >> 4;
        words[1] = (text.length & 15) << 4;
        for (int at = 0; at < text.length; at++) {
            words[at + 1] |= (text[at] & 0xff) >> 4;
            words[at + 2] = (text[at] & 15) << 4;
        }
        for (int at = text.length + 2; at < data; at++) {
            words[at] = (at - text.length) % 2 == 0 ? 0xec : 0x11;
        }
        return generator.corrected(words);
    }

    private void set(int x, int y, boolean value) {
        fixed[y * size + x] = true;
        dark[y * size + x] = value;
    }

    /** A finder pattern with its light border. */
    private void finder(int x, int y) {
        for (int dy = -4; dy <= 4; dy++) {
            for (int dx = -4; dx <= 4; dx++) {
                if (x + dx >= 0 && x + dx < size && y + dy >= 0 && y + dy < size) {
                    int ring = Math.max(Math.abs(dx), Math.abs(dy));
                    set(x + dx, y + dy, ring != 4 && ring != 2);
                }
            }
        }
    }

    private void square(int x, int y, int radius) {
        for (int dy = -radius; dy <= radius; dy++) {
            for (int dx = -radius; dx <= radius; dx++) {
                set(x + dx, y + dy, Math.max(Math.abs(dx), Math.abs(dy)) != 1);
            }
        }
    }

    /** Level and mask, protected by a BCH code, twice. */
    private void format() {
        int value = 1 << 3 | MASK;
        int rest = value << 10;
        for (int bit = 14; bit >= 10; bit--) {
            if ((rest >> bit & 1) == 1) {
                rest ^= 0x537 << (bit - 10);
            }
        }
        int bits = (value << 10 | rest) ^ 0x5412;
        for (int bit = 0; bit < 15; bit++) {
            boolean one = (bits >> bit & 1) == 1;
            int along = bit < 6 ? bit : bit + 1;
            if (bit < 8) {
                set(8, along, one);
                set(size - 1 - bit, 8, one);
            } else {
                set(bit == 8 ? 7 : 14 - bit, 8, one);
                set(8, size - 15 + bit, one);
            }
        }
        set(8, size - 8, true);
    }

    /** Where the bits go: up and down in pairs of columns from the right. */
    private int[] order() {
        List<Integer> places = new ArrayList<>();
        boolean upwards = true;
        for (int right = size - 1; right > 0; right -= 2) {
            if (right == 6) {
                right--;
            }
            for (int step = 0; step < size; step++) {
                int y = upwards ? size - 1 - step : step;
                for (int x = right; x >= right - 1; x--) {
                    if (!fixed[y * size + x]) {
                        places.add(y * size + x);
                    }
                }
            }
            upwards = !upwards;
        }
        return places.stream().mapToInt(Integer::intValue).toArray();
    }
}
