package org.gongkai.publisher.indexing;

import org.gongkai.publisher.output.Manifest;
import org.gongkai.search.Applied;
import org.gongkai.search.IndexChange;
import org.gongkai.search.IndexChange.Reason;
import org.gongkai.search.SearchIndex;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Compares one release with the index, some buckets at a time, and repairs what differs. Ids are
 * gathered for these buckets, documents are read one by one while they are written.
 */
final class Comparison {
    private final Manifest manifest;
    private final SearchDocuments documents;
    private final SearchIndex index;
    private final Sums sums;
    private long missing;
    private long stale;
    private long foreign;
    private Applied applied = Applied.NOTHING;

    Comparison(Manifest manifest, SearchDocuments documents, SearchIndex index, Sums sums) {
        this.sums = sums;
        this.manifest = manifest;
        this.documents = documents;
        this.index = index;
    }

    /** Has the attachments read of what is going to be written, before a lock is held for it. */
    void readAhead(List<String> buckets) {
        for (String bucket : buckets) {
            Map<String, String> found = index.digests(bucket);
            sums.digests(manifest, bucket)
                    .forEach(
                            (id, digest) -> {
                                if (!digest.equals(found.get(id.toString()))) {
                                    documents.readAttachments(id);
                                }
                            });
        }
    }

    /** Compares some buckets, document by document. */
    void buckets(List<String> buckets) {
        List<UUID> puts = new ArrayList<>();
        List<String> removes = new ArrayList<>();
        for (String bucket : buckets) {
            Map<String, String> found = new TreeMap<>(index.digests(bucket));
            sums.digests(manifest, bucket)
                    .forEach(
                            (id, digest) -> {
                                String held = found.remove(id.toString());
                                if (!digest.equals(held)) {
                                    puts.add(id);
                                    count(held == null);
                                }
                            });
            foreign += found.size();
            removes.addAll(found.keySet());
        }
        if (!puts.isEmpty() || !removes.isEmpty()) {
            applied =
                    applied.plus(
                            index.apply(
                                    Stream.concat(
                                            removes.stream().map(this::remove),
                                            puts.stream().map(this::put))));
        }
    }

    private void count(boolean isMissing) {
        if (isMissing) {
            missing++;
        } else {
            stale++;
        }
    }

    private IndexChange remove(String id) {
        return new IndexChange.Remove(id, manifest.release());
    }

    private IndexChange put(UUID id) {
        return new IndexChange.Put(documents.of(id), manifest.release());
    }

    Findings findings() {
        return new Findings(
                manifest,
                missing,
                stale,
                foreign,
                missing + stale + foreign - applied.skipped(Reason.SUPERSEDED));
    }

    /**
     * What was found.
     *
     * @param repaired what the engine did not refuse as decided later
     */
    record Findings(Manifest manifest, long missing, long stale, long foreign, long repaired) {
        long differed() {
            return missing + stale + foreign;
        }

        /** Whether the engine keeps what it takes for decisions of a later release. */
        boolean refused() {
            return repaired < differed();
        }
    }
}
