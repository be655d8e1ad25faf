package org.gongkai.publisher;

import org.gongkai.search.Applied;
import org.gongkai.search.BucketSum;
import org.gongkai.search.IndexChange;
import org.gongkai.search.SearchDocument;
import org.gongkai.search.SearchIndex;
import org.gongkai.search.SearchUnavailable;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An index in memory, whose engine can be away. */
public final class InMemoryIndex implements SearchIndex {
    private final Map<String, SearchDocument> documents = new TreeMap<>();
    private OptionalLong checkpoint = OptionalLong.empty();
    private boolean away;
    private int puts;

    public synchronized void away(boolean isAway) {
        away = isAway;
    }

    /** How many documents were put since this was asked last. */
    public synchronized int puts() {
        int counted = puts;
        puts = 0;
        return counted;
    }

    public synchronized Map<String, SearchDocument> documents() {
        return new TreeMap<>(documents);
    }

    /** Changes the index behind everyone's back. */
    public synchronized void lose(String id) {
        documents.remove(id);
    }

    @Override
    public synchronized boolean available() {
        return !away;
    }

    @Override
    public synchronized void prepare() {
        answer();
    }

    @Override
    public synchronized boolean fits() {
        answer();
        return true;
    }

    @Override
    public synchronized OptionalLong checkpoint() {
        answer();
        return checkpoint;
    }

    @Override
    public synchronized Applied apply(Stream<? extends IndexChange> changes) {
        answer();
        return changes.map(this::apply).reduce(Applied.NOTHING, Applied::plus);
    }

    private Applied apply(IndexChange change) {
        return switch (change) {
            case IndexChange.Put put -> {
                puts++;
                documents.put(put.id(), put.document());
                yield new Applied(1, 0, Map.of());
            }
            case IndexChange.Remove remove ->
                    documents.remove(remove.id()) == null
                            ? new Applied(0, 0, Map.of(IndexChange.Reason.ABSENT, 1L))
                            : new Applied(0, 1, Map.of());
            case IndexChange.Skip skip -> new Applied(0, 0, Map.of(skip.reason(), 1L));
        };
    }

    @Override
    public synchronized void advance(long release) {
        answer();
        checkpoint = OptionalLong.of(release);
    }

    @Override
    public synchronized Map<String, String> contents() {
        answer();
        return documents.values().stream()
                .collect(Collectors.toMap(SearchDocument::id, SearchDocument::digest));
    }

    @Override
    public synchronized Map<String, BucketSum> summary() {
        return BucketSum.of(contents());
    }

    @Override
    public synchronized Map<String, String> digests(String bucket) {
        Map<String, String> digests = new TreeMap<>(contents());
        digests.keySet().removeIf(id -> !BucketSum.bucket(id).equals(bucket));
        return digests;
    }

    @Override
    public synchronized boolean rebuild(Supplier<Stream<SearchDocument>> all, long release) {
        answer();
        documents.clear();
        all.get().forEach(document -> documents.put(document.id(), document));
        puts += documents.size();
        checkpoint = OptionalLong.of(release);
        return true;
    }

    private void answer() {
        if (away) {
            throw new SearchUnavailable("being tested", new IllegalStateException("away"));
        }
    }
}
