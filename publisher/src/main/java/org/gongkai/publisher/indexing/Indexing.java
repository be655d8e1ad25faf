package org.gongkai.publisher.indexing;

import org.gongkai.publisher.approved.ApprovedContent;
import org.gongkai.publisher.approved.SiteText;
import org.gongkai.publisher.kind.DocumentKinds;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.Manifest.LiveDocument;
import org.gongkai.publisher.output.ReleaseStore;
import org.gongkai.search.IndexChange;
import org.gongkai.search.SearchIndex;
import org.gongkai.search.SearchUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * Keeps the index at what the site shows. Nothing here stops a release: what the engine misses
 * while it is away is made up for from manifests and kept bytes.
 *
 * <p>Thread-safe; one change of the index at a time.
 */
public final class Indexing {
    private static final Logger LOG = LoggerFactory.getLogger(Indexing.class);
    private static final int SMALL = 2_000;

    private final SearchIndex index;
    private final ReleaseStore store;
    private final DocumentKinds kinds;
    private final ReentrantLock changing = new ReentrantLock();
    private volatile long reached = -1;

    /**
     * @param kinds which say how their fields are found
     */
    public Indexing(SearchIndex index, ReleaseStore store, DocumentKinds kinds) {
        this.index = index;
        this.store = store;
        this.kinds = kinds;
    }

    /** Makes removed documents unfindable, before they are gone from the site. */
    public void unindex(Collection<UUID> removed, long release) {
        if (removed.isEmpty()) {
            return;
        }
        changing.lock();
        try {
            index.apply(removed.stream().map(id -> new IndexChange.Remove(id.toString(), release)));
        } catch (RuntimeException e) {
            LOG.warn(
                    "Search could not forget {} removed documents now; it answers nothing until it has: {}",
                    removed.size(),
                    e.getMessage());
        } finally {
            changing.unlock();
        }
    }

    /**
     * Brings the index to this release as part of it, unless that would take long: a large rebuild
     * is left to {@link #catchUp}.
     *
     * @return whether the index has come to this release
     */
    public boolean follow(Manifest manifest) {
        return attempt(manifest, manifest.count() <= SMALL);
    }

    /** Brings the index to this release, however far behind it is. */
    public boolean catchUp(Manifest manifest) {
        return attempt(manifest, true);
    }

    /** Whether the index was seen to have come to this release. */
    public boolean hasReached(long release) {
        return reached == release;
    }

    /**
     * Compares the index with the release, document by document, and repairs what differs.
     *
     * @return how many documents were repaired, empty if the engine is away
     */
    public OptionalLong reconcile(Manifest manifest) {
        changing.lock();
        try {
            SearchDocuments documents = new SearchDocuments(manifest, store, kinds);
            Map<String, String> found = index.contents();
            List<IndexChange> repairs = new ArrayList<>();
            manifest.forEachDocument(
                    (id, live) -> {
                        String digest = found.remove(id.toString());
                        if (!live.digest().hex().equals(digest)) {
                            repairs.add(put(documents, id, manifest));
                        }
                    });
            found.keySet()
                    .forEach(id -> repairs.add(new IndexChange.Remove(id, manifest.release())));
            if (!repairs.isEmpty()) {
                LOG.warn(
                        "The index differed from release {} in {} documents and was repaired",
                        manifest.release(),
                        repairs.size());
                index.apply(repairs.stream());
            }
            return OptionalLong.of(repairs.size());
        } catch (RuntimeException e) {
            LOG.warn("The index could not be compared with the site: {}", e.getMessage());
            return OptionalLong.empty();
        } finally {
            changing.unlock();
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
            SearchDocuments documents = new SearchDocuments(manifest, store, kinds);
            index.prepare();
            return index.rebuild(documents::all, manifest.release());
        } catch (RuntimeException e) {
            LOG.warn("The index could not be built anew: {}", e.getMessage());
            return false;
        } finally {
            reached = -1;
        }
    }

    private boolean attempt(Manifest manifest, boolean mayRebuild) {
        changing.lock();
        try {
            if (!index.available()) {
                reached = -1;
                return false;
            }
            OptionalLong checkpoint = index.checkpoint();
            if (checkpoint.isEmpty()) {
                index.prepare();
            }
            if (!index.fits()) {
                checkpoint = OptionalLong.empty();
            }
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
        Manifest from =
                checkpoint.isPresent() && checkpoint.getAsLong() < manifest.release()
                        ? store.manifest(checkpoint.getAsLong()).orElse(null)
                        : null;
        if (from != null) {
            index.apply(changes(from, manifest).stream());
            index.advance(manifest.release());
            return true;
        }
        if (mayRebuild) {
            SearchDocuments documents = new SearchDocuments(manifest, store, kinds);
            index.rebuild(documents::all, manifest.release());
        }
        return mayRebuild;
    }

    private List<IndexChange> changes(Manifest from, Manifest to) {
        SearchDocuments documents = new SearchDocuments(to, store, kinds);
        Map<UUID, IndexChange> changes = new TreeMap<>();
        to.documentsSince(
                from,
                (id, before, live) ->
                        changes.put(
                                id,
                                live == null
                                        ? new IndexChange.Remove(id.toString(), to.release())
                                        : put(documents, id, to)));
        Set<String> renamed = renamed(from, to);
        if (!renamed.isEmpty()) {
            to.forEachDocument(
                    (id, live) -> {
                        if (names(documents, id, live, renamed)) {
                            changes.putIfAbsent(id, put(documents, id, to));
                        }
                    });
        }
        return List.copyOf(changes.values());
    }

    private static boolean names(
            SearchDocuments documents, UUID id, LiveDocument live, Set<String> renamed) {
        ApprovedContent content = documents.content(id, live);
        return renamed.contains("section " + content.section())
                || renamed.contains("unit " + content.unit());
    }

    /** Sections and units whose names changed: every document that bears one is indexed again. */
    private Set<String> renamed(Manifest from, Manifest to) {
        if (from.site().equals(to.site())) {
            return Set.of();
        }
        Map<String, String> before = names(SearchDocuments.textOf(from, store));
        return names(SearchDocuments.textOf(to, store)).entrySet().stream()
                .filter(name -> !name.getValue().equals(before.get(name.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Map<String, String> names(SiteText text) {
        Map<String, String> names = new HashMap<>();
        text.sections().forEach(section -> names.put("section " + section.key(), section.name()));
        text.units().forEach(unit -> names.put("unit " + unit.key(), unit.name()));
        return names;
    }

    private static IndexChange put(SearchDocuments documents, UUID id, Manifest manifest) {
        return new IndexChange.Put(documents.of(id), manifest.release());
    }
}
