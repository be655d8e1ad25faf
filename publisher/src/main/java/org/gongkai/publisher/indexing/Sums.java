package org.gongkai.publisher.indexing;

import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.Manifest.LiveDocument;
import org.gongkai.search.BucketSum;
import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What the index has to hold of a release, which is what is {@link Searched}, summed up by buckets.
 * The sums of a release follow from those of the one before, so that they cost what changed. Not
 * thread-safe.
 */
final class Sums {
    private final Searched searched;

    /** Live documents that are summed up nowhere. */
    private final Set<UUID> passedOver = new HashSet<>();

    private @Nullable Manifest known;
    private Map<String, BucketSum> sums = Map.of();

    Sums(Searched searched) {
        this.searched = searched;
    }

    /** The sums of a release; a bucket without a document has none. */
    Map<String, BucketSum> of(Manifest manifest) {
        Manifest before = known;
        if (before == null || !before.root().equals(manifest.root())) {
            Map<String, BucketSum> now = new TreeMap<>(sums);
            if (before == null) {
                manifest.forEachDocument((id, live) -> change(now, id, null, live));
            } else {
                manifest.documentsSince(before, (id, old, live) -> change(now, id, old, live));
            }
            now.values().removeIf(sum -> sum.documents() == 0);
            sums = now;
            known = manifest;
        }
        return sums;
    }

    private void change(
            Map<String, BucketSum> sums,
            UUID id,
            @Nullable LiveDocument before,
            @Nullable LiveDocument after) {
        if (before != null && !passedOver.remove(id)) {
            change(sums, id, before, -1);
        }
        if (after != null && searched.is(id, after)) {
            change(sums, id, after, 1);
        } else if (after != null) {
            passedOver.add(id);
        }
    }

    private static void change(Map<String, BucketSum> sums, UUID id, LiveDocument live, int sign) {
        String key = id.toString();
        long check = BucketSum.check(key, digest(live));
        sums.merge(
                BucketSum.bucket(key),
                new BucketSum(sign, sign * check),
                (sum, one) ->
                        new BucketSum(
                                sum.documents() + one.documents(), sum.check() + one.check()));
    }

    /** What a bucket has to hold: the digest of each document. */
    Map<UUID, String> digests(Manifest manifest, String bucket) {
        Map<UUID, String> digests = new TreeMap<>();
        manifest.forEachDocumentUnder(
                HexFormat.of().parseHex(bucket)[0],
                (id, live) -> {
                    if (searched.is(id, live)) {
                        digests.put(id, digest(live));
                    }
                });
        return digests;
    }

    private static String digest(LiveDocument live) {
        return live.digest().hex();
    }
}
