package org.gongkai.search.elasticsearch;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.Time;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;

import org.gongkai.search.IndexChange;
import org.gongkai.search.SearchDocument;
import org.gongkai.search.SearchIndex;
import org.gongkai.search.SearchProperties;
import org.gongkai.search.SearchUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The index in Elasticsearch: numbered indices behind one alias, each carrying in its own mapping
 * how far it has come, so that alias and checkpoint change in one step.
 *
 * <p>While a rebuild runs, changes go to the old and the new index alike. The release number as
 * external version decides which write counts, whatever order they come in.
 */
final class ElasticsearchIndex implements SearchIndex {
    private static final Logger LOG = LoggerFactory.getLogger(ElasticsearchIndex.class);
    private static final int CONTENTS_PAGE = 2_000;

    private final Engine engine;
    private final Generations generations;
    private final BulkWriter writer;

    /** Read: a batch of changes is written. Write: the set of indices they go to changes. */
    private final ReadWriteLock targets = new ReentrantReadWriteLock();

    /**
     * @param shape what the written documents follow from beside this module; empty if nothing
     */
    ElasticsearchIndex(Engine engine, SearchProperties properties, String shape) {
        this.engine = engine;
        this.generations =
                new Generations(engine, properties.index(), new IndexDefinition(properties, shape));
        this.writer = new BulkWriter(engine);
    }

    @Override
    public boolean available() {
        try {
            engine.ask(
                    "asking whether it is there",
                    client -> client.indices().existsAlias(e -> e.name(generations.alias())));
            return true;
        } catch (SearchUnavailable | ElasticsearchException e) {
            return false;
        }
    }

    @Override
    public void prepare() {
        generations.prepare();
    }

    @Override
    public boolean fits() {
        return generations.fits();
    }

    @Override
    public OptionalLong checkpoint() {
        return generations.checkpoint();
    }

    @Override
    public void apply(Stream<? extends IndexChange> changes) {
        targets.readLock().lock();
        try (changes) {
            List<String> aliases = generations.writeAliases();
            BulkWriter.Written written = writer.write(changes, aliases);
            generations.refresh(generations.alias());
            if (written.stale() > 0) {
                LOG.info(
                        "{} changes written to the index, {} were older than what it holds",
                        written.accepted(),
                        written.stale());
            }
        } finally {
            targets.readLock().unlock();
        }
    }

    @Override
    public void advance(long release) {
        OptionalLong before = generations.checkpoint();
        if (before.isEmpty() || before.getAsLong() < release) {
            generations.mark(generations.alias(), release);
        }
    }

    @Override
    public Map<String, String> contents() {
        String pit =
                engine.call(
                                "opening a view of the index",
                                client ->
                                        client.openPointInTime(
                                                p ->
                                                        p.index(generations.alias())
                                                                .keepAlive(minute())))
                        .id();
        try {
            return contents(pit);
        } finally {
            close(pit);
        }
    }

    private Map<String, String> contents(String pit) {
        Map<String, String> digests = new HashMap<>();
        List<FieldValue> after = List.of();
        while (true) {
            SearchRequest request = page(pit, after);
            SearchResponse<Digest> page =
                    engine.call(
                            "listing the index", client -> client.search(request, Digest.class));
            List<Hit<Digest>> hits = page.hits().hits();
            for (Hit<Digest> hit : hits) {
                if (hit.id() != null && hit.source() != null) {
                    digests.put(hit.id(), hit.source().digest());
                }
            }
            if (hits.size() < CONTENTS_PAGE) {
                return digests;
            }
            after = hits.getLast().sort();
        }
    }

    /** The one stored member that reconciliation compares. */
    record Digest(String digest) {}

    private static SearchRequest page(String pit, List<FieldValue> after) {
        return SearchRequest.of(
                s -> {
                    s.pit(p -> p.id(pit).keepAlive(minute()))
                            .query(q -> q.matchAll(m -> m))
                            .size(CONTENTS_PAGE)
                            .allowPartialSearchResults(false)
                            .trackTotalHits(t -> t.enabled(false))
                            .source(source -> source.filter(f -> f.includes("digest")))
                            .sort(o -> o.field(f -> f.field("_shard_doc")));
                    return after.isEmpty() ? s : s.searchAfter(after);
                });
    }

    private void close(String pit) {
        try {
            engine.call(
                    "closing a view of the index",
                    client -> client.closePointInTime(c -> c.id(pit)));
        } catch (SearchUnavailable | ElasticsearchException e) {
            LOG.debug("A view of the index stays open for a minute", e);
        }
    }

    private static Time minute() {
        return Time.of(t -> t.time("1m"));
    }

    @Override
    public synchronized boolean rebuild(Supplier<Stream<SearchDocument>> documents, long release) {
        String next = startGeneration();
        try (Stream<SearchDocument> all = documents.get()) {
            writer.write(
                    all.map(document -> new IndexChange.Put(document, release)),
                    List.of(generations.ownAlias(next)));
            generations.mark(next, release);
            generations.refresh(next);
        } catch (RuntimeException e) {
            // Not after the switch was tried: an answer that was lost does not mean that it failed.
            generations.tidy();
            throw e;
        }
        switchTo(next);
        return generations.tidy();
    }

    private String startGeneration() {
        targets.writeLock().lock();
        try {
            return generations.startNext();
        } finally {
            targets.writeLock().unlock();
        }
    }

    private void switchTo(String next) {
        targets.writeLock().lock();
        try {
            // Changes that came while the documents were written must be visible at the switch.
            generations.refresh(next);
            generations.switchTo(next);
        } finally {
            targets.writeLock().unlock();
        }
    }
}
