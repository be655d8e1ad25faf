package org.gongkai.publisher.indexing;

import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.indexing.Comparison.Findings;
import org.gongkai.publisher.kind.DocumentKinds;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.ReleaseStore;
import org.gongkai.search.BucketSum;
import org.gongkai.search.IndexChange;
import org.gongkai.search.SearchIndex;
import org.gongkai.search.SearchUnavailable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Keeps the index at what the site shows. Nothing here stops a release: what the engine misses
 * while it is away is made up for from manifests and kept bytes.
 *
 * <p>Thread-safe; one change of the index at a time, but for removals, which wait for no other.
 */
public final class Indexing {
    private static final Logger LOG = LoggerFactory.getLogger(Indexing.class);
    private static final int SMALL = 2_000;

    private final SearchIndex index;
    private final ReleaseStore store;
    private final DocumentKinds kinds;
    private final AttachmentTexts texts;
    private final ReentrantLock changing = new ReentrantLock();
    private final Sums sums;
    private final Changes changes;
    private volatile long reached = -1;
    private volatile boolean differs;

    /**
     * @param kinds which say how their fields are found
     */
    public Indexing(SearchIndex index, ReleaseStore store, DocumentKinds kinds) {
        this(index, store, kinds, new AttachmentTexts(store));
    }

    Indexing(SearchIndex index, ReleaseStore store, DocumentKinds kinds, AttachmentTexts texts) {
        this.index = index;
        this.store = store;
        this.kinds = kinds;
        this.texts = texts;
        this.changes = new Changes(store);
        this.sums = new Sums(new Searched(store, kinds));
    }

    /**
     * Makes removed documents unfindable, before they are gone from the site. Waits for nobody who
     * changes the index at the same time: what others write belongs to earlier releases, so that
     * the engine lets the removal stand, whichever comes first.
     */
    public void unindex(Collection<UUID> removed, long release) {
        if (removed.isEmpty()) {
            return;
        }
        try {
            index.apply(removed.stream().map(id -> new IndexChange.Remove(id.toString(), release)));
        } catch (RuntimeException e) {
            LOG.warn(
                    "Search could not forget {} removed documents now; it answers nothing until it has: {}",
                    removed.size(),
                    e.getMessage());
        }
    }

    /**
     * Brings the index to this release as part of it, unless that would take long: a large rebuild
     * is left to {@link #catchUp}, and so is everything if something else comes first while
     * attachments are being read.
     *
     * @return whether the index has come to this release
     */
    public boolean follow(Manifest manifest, BooleanSupplier somethingWaits) {
        boolean mayRebuild = manifest.count() <= SMALL;
        return readAttachments(manifest, mayRebuild, somethingWaits)
                && attempt(manifest, mayRebuild, somethingWaits);
    }

    /** Forgets what was read from files that are erased. */
    public void forget(Collection<Sha256> erased) {
        texts.forget(erased.stream().filter(file -> !store.holds(file)).toList());
    }

    /** Brings the index to this release, however far behind it is. */
    public boolean catchUp(Manifest manifest) {
        return readAttachments(manifest, true, () -> false) && attempt(manifest, true, () -> false);
    }

    /** Before the lock is taken, so that while it is held nobody waits for a slow one. */
    private boolean readAttachments(
            Manifest manifest, boolean mayRebuild, BooleanSupplier somethingWaits) {
        return new AttachmentReading(
                        documents(manifest),
                        () -> {
                            if (!index.available()) {
                                return Stream.empty();
                            }
                            Manifest from = from(checkpoint(), manifest);
                            if (from != null) {
                                return changes.shown(from, manifest);
                            }
                            return mayRebuild ? manifest.ids() : Stream.empty();
                        })
                .doneBefore(somethingWaits);
    }

    private SearchDocuments documents(Manifest manifest) {
        return new SearchDocuments(manifest, store, kinds, texts);
    }

    private OptionalLong checkpoint() {
        return index.fits() ? index.checkpoint() : OptionalLong.empty();
    }

    /** The release that the index has come to; null if it has to be built anew. */
    private @Nullable Manifest from(OptionalLong checkpoint, Manifest to) {
        return checkpoint.isPresent() && checkpoint.getAsLong() < to.release()
                ? store.manifest(checkpoint.getAsLong()).orElse(null)
                : null;
    }

    /** Whether the engine answers now. */
    boolean available() {
        return index.available();
    }

    /** Whether the index was seen to have come to this release. */
    public boolean hasReached(long release) {
        return reached == release;
    }

    /**
     * Compares the index with the release it has come to, and repairs what differs. Sums of buckets
     * are compared, and only buckets that differ are listed; the engine may be asked to change the
     * index between two buckets.
     *
     * @return what was found; empty if the engine is away, or the index has gone on meanwhile
     */
    public Optional<Findings> reconcile(Manifest manifest) {
        return reconcile(manifest, Long.MAX_VALUE, () -> false);
    }

    /**
     * The same as part of a release, which leaves many repairs to the {@link IndexKeeper}.
     *
     * @return what was found and repaired; empty also if that is left
     */
    public Optional<Findings> reconcileSoon(Manifest manifest, BooleanSupplier somethingWaits) {
        return reconcile(manifest, SMALL, somethingWaits);
    }

    /** Whether the index is known to differ from the release it has come to. */
    boolean differs() {
        return differs;
    }

    private Optional<Findings> reconcile(
            Manifest manifest, long limit, BooleanSupplier somethingWaits) {
        try {
            Comparison comparison = new Comparison(manifest, documents(manifest), index, sums);
            Optional<Map<String, Long>> buckets = differing(manifest, somethingWaits);
            if (buckets.isEmpty() || documents(buckets.get()) > limit) {
                differs = true;
                return Optional.empty();
            }
            for (List<String> some : groups(buckets.get())) {
                if (!compare(comparison, some, manifest, somethingWaits)) {
                    return Optional.empty();
                }
            }
            Findings found = comparison.findings();
            differs = found.refused();
            tell(found);
            return Optional.of(found);
        } catch (RuntimeException e) {
            LOG.warn("The index could not be compared with the site: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * The buckets that differ, with how many documents are to be looked at in each; empty if
     * something else comes first.
     */
    private Optional<Map<String, Long>> differing(
            Manifest manifest, BooleanSupplier somethingWaits) {
        if (!lockedBefore(somethingWaits)) {
            return Optional.empty();
        }
        try {
            Map<String, BucketSum> expected = sums.of(manifest);
            Map<String, BucketSum> found = index.summary();
            Set<String> buckets = new TreeSet<>(expected.keySet());
            buckets.addAll(found.keySet());
            Map<String, Long> differing = new TreeMap<>();
            for (String bucket : buckets) {
                if (!Objects.equals(expected.get(bucket), found.get(bucket))) {
                    differing.put(bucket, documents(expected, bucket) + documents(found, bucket));
                }
            }
            return Optional.of(differing);
        } finally {
            changing.unlock();
        }
    }

    private static long documents(Map<String, Long> buckets) {
        return buckets.values().stream().mapToLong(Long::longValue).sum();
    }

    private static long documents(Map<String, BucketSum> sums, String bucket) {
        BucketSum sum = sums.get(bucket);
        return sum == null ? 0 : sum.documents();
    }

    /** So many buckets together that a release does not wait long for one comparison of them. */
    private static List<List<String>> groups(Map<String, Long> buckets) {
        List<List<String>> groups = new ArrayList<>();
        long held = SMALL;
        for (Map.Entry<String, Long> bucket : buckets.entrySet()) {
            if (held + bucket.getValue() > SMALL) {
                groups.add(new ArrayList<>());
                held = 0;
            }
            groups.getLast().add(bucket.getKey());
            held += bucket.getValue();
        }
        return groups;
    }

    private boolean compare(
            Comparison comparison,
            List<String> buckets,
            Manifest manifest,
            BooleanSupplier somethingWaits) {
        comparison.readAhead(buckets);
        if (!lockedBefore(somethingWaits)) {
            differs = true;
            return false;
        }
        try {
            if (reached != manifest.release()) {
                return false;
            }
            comparison.buckets(buckets);
            return true;
        } finally {
            changing.unlock();
        }
    }

    private static void tell(Findings found) {
        if (found.differed() > 0) {
            LOG.warn(
                    "The index differed from release {}: {} documents missing, {} stale, {} foreign; {} repaired",
                    found.manifest().release(),
                    found.missing(),
                    found.stale(),
                    found.foreign(),
                    found.repaired());
        }
    }

    /**
     * Builds the index anew from this release, so that the engine keeps nothing of what it has
     * deleted. Releases go on meanwhile and write to both; afterwards the index is looked at again.
     *
     * @return false if the engine is away, or an older index is left
     */
    public boolean renew(Manifest manifest) {
        try {
            SearchDocuments documents = documents(manifest);
            index.prepare();
            return index.rebuild(documents::all, manifest.release());
        } catch (RuntimeException e) {
            LOG.warn("The index could not be built anew: {}", e.getMessage());
            return false;
        } finally {
            reached = -1;
        }
    }

    /**
     * A release holds up a takedown that comes after it, so it does not wait here, behind somebody
     * who builds the index anew perhaps, for longer than nothing else waits.
     */
    private boolean lockedBefore(BooleanSupplier somethingWaits) {
        try {
            while (!changing.tryLock(100, TimeUnit.MILLISECONDS)) {
                if (somethingWaits.getAsBoolean()) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean attempt(Manifest manifest, boolean mayRebuild, BooleanSupplier somethingWaits) {
        if (!lockedBefore(somethingWaits)) {
            reached = -1;
            return false;
        }
        try {
            if (!index.available()) {
                reached = -1;
                return false;
            }
            if (index.checkpoint().isEmpty()) {
                index.prepare();
            }
            OptionalLong checkpoint = checkpoint();
            if (checkpoint.isEmpty() || checkpoint.getAsLong() != manifest.release()) {
                if (!bring(checkpoint, manifest, mayRebuild)) {
                    return false;
                }
            }
            reached = manifest.release();
            return true;
        } catch (SearchUnavailable e) {
            reached = -1;
            LOG.warn("Search stays behind release {}: {}", manifest.release(), e.getMessage());
            return false;
        } catch (RuntimeException e) {
            reached = -1;
            LOG.error("Search stays behind release {}", manifest.release(), e);
            return false;
        } finally {
            changing.unlock();
        }
    }

    private boolean bring(OptionalLong checkpoint, Manifest manifest, boolean mayRebuild) {
        Manifest from = from(checkpoint, manifest);
        if (from != null) {
            index.apply(changes.between(from, manifest, documents(manifest)));
            index.advance(manifest.release());
            return true;
        }
        if (mayRebuild) {
            SearchDocuments documents = documents(manifest);
            index.rebuild(documents::all, manifest.release());
        }
        return mayRebuild;
    }
}
