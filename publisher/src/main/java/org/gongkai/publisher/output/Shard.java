package org.gongkai.publisher.output;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * One shard of a {@link ShardedMap}: lines {@code key TAB value}, sorted by key. Kept as the bytes
 * whose digest names it, and looked up in them: what is not asked for is never parsed.
 */
final class Shard {
    static final Shard EMPTY = new Shard(new byte[0]);

    private final byte[] bytes;
    private final int[] lines;

    Shard(byte[] bytes) {
        this.bytes = bytes;
        this.lines = starts(bytes);
    }

    private static int[] starts(byte[] bytes) {
        int[] starts = new int[16];
        int count = 0;
        for (int at = 0; at < bytes.length; at = end(bytes, at, (byte) '\n') + 1) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
            }
            starts[count++] = at;
        }
        return Arrays.copyOf(starts, count);
    }

    private static int end(byte[] bytes, int from, byte mark) {
        int at = from;
        while (at < bytes.length && bytes[at] != mark) {
            at++;
        }
        return at;
    }

    byte[] bytes() {
        return bytes;
    }

    int weight() {
        return bytes.length + lines.length * Integer.BYTES;
    }

    @Nullable String get(String key) {
        byte[] wanted = key.getBytes(StandardCharsets.UTF_8);
        int low = 0;
        int high = lines.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int tab = end(bytes, lines[middle], (byte) '\t');
            int order = Arrays.compareUnsigned(bytes, lines[middle], tab, wanted, 0, wanted.length);
            if (order == 0) {
                return value(middle, tab);
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return null;
    }

    void forEach(BiConsumer<String, String> each) {
        for (int line = 0; line < lines.length; line++) {
            int tab = end(bytes, lines[line], (byte) '\t');
            each.accept(key(line, tab), value(line, tab));
        }
    }

    /** This shard with some lines put or, where the value is null, taken away. */
    Shard with(SortedMap<String, @Nullable String> edits) {
        TreeMap<String, @Nullable String> all = new TreeMap<>();
        forEach(all::put);
        all.putAll(edits);
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 256 * edits.size());
        for (Map.Entry<String, @Nullable String> line : all.entrySet()) {
            String value = line.getValue();
            if (value != null) {
                out.writeBytes(line.getKey().getBytes(StandardCharsets.UTF_8));
                out.write('\t');
                out.writeBytes(value.getBytes(StandardCharsets.UTF_8));
                out.write('\n');
            }
        }
        return new Shard(out.toByteArray());
    }

    /** What stands in one of two shards and not, or otherwise, in the other. */
    static void difference(Shard before, Shard after, ShardedMap.Change change) {
        TreeMap<String, String> old = new TreeMap<>();
        before.forEach(old::put);
        after.forEach(
                (key, value) -> {
                    String was = old.remove(key);
                    if (!value.equals(was)) {
                        change.accept(key, was, value);
                    }
                });
        old.forEach((key, was) -> change.accept(key, was, null));
    }

    private String key(int line, int tab) {
        return new String(bytes, lines[line], tab - lines[line], StandardCharsets.UTF_8);
    }

    private String value(int line, int tab) {
        int next = line + 1 < lines.length ? lines[line + 1] : bytes.length;
        return new String(bytes, tab + 1, next - tab - 2, StandardCharsets.UTF_8);
    }
}
