package org.gongkai.content.intake;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Damages files, the same way for the same seed: their bytes, or the parts in a zip. */
final class FuzzedFiles {
    private static final byte[][] WORDS = {
        "<w:tbl><w:tr><w:tc>".getBytes(),
        "</w:p>".getBytes(),
        "/JavaScript".getBytes(),
        "\0\0\0\0\0\0\0\0".getBytes(),
        "\u00ff\u00ff\u00ff\u00ff".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1),
        "999999999".getBytes(),
        "&lol;".getBytes(),
        "{\\*\\".getBytes(),
        "\\bin99999999 ".getBytes(),
        "}\\itap9\\nestcell\\row ".getBytes(),
    };

    private final Random random;

    FuzzedFiles(long seed) {
        this.random = new Random(seed);
    }

    byte[] damage(byte[] file) throws IOException {
        boolean zip = file.length > 4 && file[0] == 'P' && file[1] == 'K' && file[2] == 3;
        return zip && random.nextBoolean() ? damagePart(file) : damageBytes(file);
    }

    private byte[] damageBytes(byte[] file) {
        byte[] damaged = file.clone();
        int wounds = 1 + random.nextInt(8);
        for (int i = 0; i < wounds && damaged.length > 16; i++) {
            int at = random.nextInt(damaged.length - 8);
            switch (random.nextInt(6)) {
                case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> damaged[at] = (byte) random.nextInt(256);
                case 2 -> damaged = java.util.Arrays.copyOf(damaged, at + 8);
                case 3 -> damaged = insert(damaged, at, WORDS[random.nextInt(WORDS.length)]);
                case 4 -> {
                    int length = Math.min(random.nextInt(256), damaged.length - at);
                    damaged =
                            insert(
                                    damaged,
                                    at,
                                    java.util.Arrays.copyOfRange(damaged, at, at + length));
                }
                default -> {
                    int until = Math.min(damaged.length, at + random.nextInt(64));
                    java.util.Arrays.fill(damaged, at, until, (byte) 0);
                }
            }
        }
        return damaged;
    }

    private static byte[] insert(byte[] file, int at, byte[] word) {
        byte[] longer = new byte[file.length + word.length];
        System.arraycopy(file, 0, longer, 0, at);
        System.arraycopy(word, 0, longer, at, word.length);
        System.arraycopy(file, at, longer, at + word.length, file.length - at);
        return longer;
    }

    /** A zip that is whole, with one part that is not. */
    private byte[] damagePart(byte[] file) throws IOException {
        List<String> names = new ArrayList<>();
        List<byte[]> parts = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!names.contains(entry.getName())) {
                    names.add(entry.getName());
                    parts.add(in.readNBytes(4 << 20));
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            return damageBytes(file);
        }
        if (parts.isEmpty()) {
            return damageBytes(file);
        }
        int victim = random.nextInt(parts.size());
        parts.set(victim, damageBytes(parts.get(victim)));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (int i = 0; i < names.size(); i++) {
                out.putNextEntry(new ZipEntry(names.get(i)));
                out.write(parts.get(i));
            }
        }
        return bytes.toByteArray();
    }
}
