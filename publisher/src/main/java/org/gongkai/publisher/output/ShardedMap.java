package org.gongkai.publisher.output;

import org.gongkai.publisher.Sha256;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A map from text to text that never changes, kept as objects: 4096 shards, named by digest in 64
 * nodes, which the root names (decision 8). A map made from another one shares every shard that did
 * not change with it, so that to change, to keep and to compare costs what changed and not what
 * there is; and the digest of the root says all of it.
 *
 * <p>Forms: a shard is its lines {@code key TAB value LF}, sorted by the bytes of the key; a node
 * and the root are lines {@code number SP digest LF} of what is not empty, the number as two
 * digits. The shard of a key is given by the first twelve bits of its SHA-256. Keys and values have
 * neither TAB nor LF.
 *
 * <p>Thread-safe. What is asked for is read when it is asked for.
 */
public final class ShardedMap {
    private static final int BITS = 6;
    static final int FAN = 1 << BITS;
    private static final Sha256 NOTHING = Sha256.of(new byte[0]);

    private final ShardCache objects;
    private final Sha256 root;
    private final @Nullable Sha256[] nodes;
    private final AtomicReferenceArray<@Nullable Sha256[]> read = new AtomicReferenceArray<>(FAN);

    private ShardedMap(ShardCache objects, Sha256 root, @Nullable Sha256[] nodes) {
        this.objects = objects;
        this.root = root;
        this.nodes = nodes;
    }

    /** Hears of what differs between two maps. */
    @FunctionalInterface
    public interface Change {
        /**
         * @param before null if the key is new
         * @param after null if the key is gone
         */
        void accept(String key, @Nullable String before, @Nullable String after);
    }

    static ShardedMap empty(ShardCache objects) {
        return new ShardedMap(objects, NOTHING, new @Nullable Sha256[FAN]);
    }

    /** The map that has this root. */
    static ShardedMap of(Sha256 root, ShardCache objects) {
        return root.equals(NOTHING)
                ? empty(objects)
                : new ShardedMap(objects, root, digests(objects.read(root)));
    }

    public Sha256 root() {
        return root;
    }

    public Optional<String> get(String key) {
        int place = place(key);
        return Optional.ofNullable(shard(place).get(key));
    }

    /** The digest of the shard in which a key stands or would stand. */
    Optional<Sha256> shardOf(String key) {
        return Optional.ofNullable(digestOf(place(key)));
    }

    /** Every key with its value, shard by shard. */
    public void forEach(BiConsumer<String, String> each) {
        for (int place = 0; place < FAN * FAN; place++) {
            if (digestOf(place) != null) {
                shard(place).forEach(each);
            }
        }
    }

    /** Every key whose SHA-256 begins with this byte, with its value; reads their shards only. */
    void forEachUnder(byte first, BiConsumer<String, String> each) {
        int shards = (FAN * FAN) >> Byte.SIZE;
        int begin = Byte.toUnsignedInt(first) * shards;
        for (int place = begin; place < begin + shards; place++) {
            shard(place).forEach(each);
        }
    }

    /** Every key with its value as a stream, which may be parallel. */
    Stream<Map.Entry<String, String>> stream() {
        return stream(
                failure -> {
                    throw failure;
                });
    }

    /**
     * The same, where what cannot be read is passed over.
     *
     * @param unreadable hears of each shard that cannot be read
     */
    Stream<Map.Entry<String, String>> stream(Consumer<RuntimeException> unreadable) {
        return IntStream.range(0, FAN * FAN)
                .boxed()
                .flatMap(
                        place -> {
                            List<Map.Entry<String, String>> lines = new ArrayList<>();
                            try {
                                shard(place)
                                        .forEach((key, value) -> lines.add(Map.entry(key, value)));
                            } catch (RuntimeException e) {
                                unreadable.accept(e);
                            }
                            return lines.stream();
                        });
    }

    /** The digests of all objects that this map consists of. */
    void digests(Consumer<Sha256> each) {
        if (!root.equals(NOTHING)) {
            each.accept(root);
        }
        for (int node = 0; node < FAN; node++) {
            Sha256 digest = nodes[node];
            if (digest != null) {
                each.accept(digest);
                for (Sha256 shard : shards(node)) {
                    if (shard != null) {
                        each.accept(shard);
                    }
                }
            }
        }
    }

    /** What differs between two maps; what they share is not read. */
    static void difference(ShardedMap before, ShardedMap after, Change change) {
        for (int node = 0; node < FAN; node++) {
            if (Objects.equals(before.nodes[node], after.nodes[node])) {
                continue;
            }
            @Nullable Sha256[] old = before.shards(node);
            @Nullable Sha256[] now = after.shards(node);
            for (int shard = 0; shard < FAN; shard++) {
                if (!Objects.equals(old[shard], now[shard])) {
                    int place = node * FAN + shard;
                    Shard.difference(before.shard(place), after.shard(place), change);
                }
            }
        }
    }

    Editor edit() {
        return new Editor();
    }

    /** Gathers changes; puts come from any thread. */
    final class Editor {
        private final AtomicReferenceArray<@Nullable TreeMap<String, @Nullable String>> edits =
                new AtomicReferenceArray<>(FAN * FAN);

        void put(String key, String value) {
            edit(key, value);
        }

        void remove(String key) {
            edit(key, null);
        }

        private void edit(String key, @Nullable String value) {
            if (key.indexOf('\t') >= 0 || (value != null && value.indexOf('\n') >= 0)) {
                throw new IllegalArgumentException("A line of a shard cannot hold " + key);
            }
            int place = place(key);
            TreeMap<String, @Nullable String> mine = edits.get(place);
            if (mine == null) {
                edits.compareAndSet(place, null, new TreeMap<>());
                mine = Objects.requireNonNull(edits.get(place));
            }
            synchronized (mine) {
                mine.put(key, value);
            }
        }

        /** What this editor will answer for a key. */
        @Nullable String get(String key) {
            int place = place(key);
            TreeMap<String, @Nullable String> mine = edits.get(place);
            if (mine != null) {
                synchronized (mine) {
                    if (mine.containsKey(key)) {
                        return mine.get(key);
                    }
                }
            }
            return shard(place).get(key);
        }

        /** The changed map, its new shards put into the pack. */
        ShardedMap seal(ReleasePack pack) {
            @Nullable Sha256[] sealed = nodes.clone();
            for (int node = 0; node < FAN; node++) {
                @Nullable Sha256[] shards = sealed(node, pack);
                if (shards != null) {
                    byte[] form = form(shards);
                    sealed[node] = form.length == 0 ? null : pack.put(form);
                }
            }
            byte[] form = form(sealed);
            return new ShardedMap(objects, form.length == 0 ? NOTHING : pack.put(form), sealed);
        }

        private @Nullable Sha256 @Nullable [] sealed(int node, ReleasePack pack) {
            @Nullable Sha256[] shards = null;
            for (int shard = 0; shard < FAN; shard++) {
                int place = node * FAN + shard;
                TreeMap<String, @Nullable String> mine = edits.getAndSet(place, null);
                if (mine != null) {
                    if (shards == null) {
                        shards = shards(node).clone();
                    }
                    byte[] bytes = shard(place).with(mine).bytes();
                    shards[shard] = bytes.length == 0 ? null : pack.put(bytes);
                }
            }
            return shards;
        }
    }

    private @Nullable Sha256 digestOf(int place) {
        return shards(place / FAN)[place % FAN];
    }

    private Shard shard(int place) {
        Sha256 digest = digestOf(place);
        return digest == null ? Shard.EMPTY : objects.shard(digest);
    }

    private @Nullable Sha256[] shards(int node) {
        @Nullable Sha256[] known = read.get(node);
        if (known == null) {
            Sha256 digest = nodes[node];
            known = digest == null ? new @Nullable Sha256[FAN] : digests(objects.read(digest));
            read.set(node, known);
        }
        return known;
    }

    private static int place(String key) {
        return Sha256.of(key.getBytes(StandardCharsets.UTF_8)).leadingBits(2 * BITS);
    }

    private static byte[] form(@Nullable Sha256[] digests) {
        StringBuilder lines = new StringBuilder();
        for (int number = 0; number < FAN; number++) {
            Sha256 digest = digests[number];
            if (digest != null) {
                lines.append((char) ('0' + number / 10))
                        .append((char) ('0' + number % 10))
                        .append(' ')
                        .append(digest.hex())
                        .append('\n');
            }
        }
        return lines.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static @Nullable Sha256[] digests(byte[] form) {
        @Nullable Sha256[] digests = new @Nullable Sha256[FAN];
        for (String line : new String(form, StandardCharsets.US_ASCII).lines().toList()) {
            digests[Integer.parseInt(line, 0, 2, 10)] = new Sha256(line.substring(3));
        }
        return digests;
    }
}
