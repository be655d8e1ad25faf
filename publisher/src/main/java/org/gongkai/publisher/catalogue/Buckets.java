package org.gongkai.publisher.catalogue;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A map that never changes; one made from another copies what changes and shares the rest. Many
 * small arrays behind one: little memory for each entry.
 */
final class Buckets<K, V> {
    private static final int COUNT = 1 << 14;
    private static final Object[] NONE = {};

    private final Object[][] buckets;

    private Buckets(Object[][] buckets) {
        this.buckets = buckets;
    }

    static <K, V> Buckets<K, V> empty() {
        Object[][] buckets = new Object[COUNT][];
        Arrays.fill(buckets, NONE);
        return new Buckets<>(buckets);
    }

    @SuppressWarnings("unchecked")
    Optional<V> get(K key) {
        Object[] bucket = buckets[place(key)];
        int at = find(bucket, key);
        return at < 0 ? Optional.empty() : Optional.of((V) bucket[at + 1]);
    }

    @SuppressWarnings("unchecked")
    void forEach(Consumer<V> each) {
        for (Object[] bucket : buckets) {
            for (int at = 1; at < bucket.length; at += 2) {
                each.accept((V) bucket[at]);
            }
        }
    }

    /** This map with some entries put or, where the value is null, taken away. */
    Buckets<K, V> with(Map<K, @Nullable V> edits) {
        if (edits.isEmpty()) {
            return this;
        }
        Object[][] copy = buckets.clone();
        Map<Integer, List<K>> byPlace = new HashMap<>();
        edits.keySet()
                .forEach(
                        key ->
                                byPlace.computeIfAbsent(place(key), none -> new ArrayList<>())
                                        .add(key));
        byPlace.forEach((place, keys) -> copy[place] = with(copy[place], keys, edits));
        return new Buckets<>(copy);
    }

    private Object[] with(Object[] bucket, List<K> keys, Map<K, @Nullable V> edits) {
        Object[] made = new Object[bucket.length + 2 * keys.size()];
        int end = 0;
        for (int at = 0; at < bucket.length; at += 2) {
            if (!edits.containsKey(bucket[at])) {
                made[end++] = bucket[at];
                made[end++] = bucket[at + 1];
            }
        }
        for (K key : keys) {
            V value = edits.get(key);
            if (value != null) {
                made[end++] = Objects.requireNonNull(key);
                made[end++] = value;
            }
        }
        return end == 0 ? NONE : Arrays.copyOf(made, end);
    }

    private static int find(Object[] bucket, Object key) {
        for (int at = 0; at < bucket.length; at += 2) {
            if (bucket[at].equals(key)) {
                return at;
            }
        }
        return -1;
    }

    private static int place(Object key) {
        int hash = key.hashCode() * 0x9E3779B9;
        return hash >>> (Integer.SIZE - 14);
    }
}
