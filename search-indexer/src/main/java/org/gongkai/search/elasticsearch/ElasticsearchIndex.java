package org.gongkai.search.elasticsearch;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;

import org.gongkai.search.Applied;
import org.gongkai.search.BucketSum;
import org.gongkai.search.IndexChange;
import org.gongkai.search.SearchDocument;
import org.gongkai.search.SearchIndex;
import org.gongkai.search.SearchProperties;
import org.gongkai.search.SearchUnavailable;
import org.gongkai.search.text.Syllables;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

    private final Engine engine;
    private final Generations generations;
    private final BulkWriter writer;
    private final Listing listing;

    /** Read: a batch of changes is written. Write: the set of indices they go to changes. */
    private final ReadWriteLock targets = new ReentrantReadWriteLock();

    /**
     * @param shape what the written documents follow from beside this module; empty if nothing
     */
    ElasticsearchIndex(
            Engine engine, SearchProperties properties, Syllables syllables, String shape) {
        this.engine = engine;
        this.generations =
                new Generations(
                        engine,
                        properties,
                        new IndexDefinition(properties, syllables.fingerprint() + shape));
        this.writer = new BulkWriter(engine, new IndexedText(syllables));
        this.listing = new Listing(engine, properties.index());
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
    public Applied apply(Stream<? extends IndexChange> changes) {
        targets.readLock().lock();
        try (changes) {
            List<String> aliases = generations.writeAliases();
            Applied applied = writer.write(changes, aliases);
            generations.refresh(generations.alias());
            if (!applied.skipped().isEmpty()) {
                LOG.info(
                        "{} documents written to the index, {} removed; nothing to do for {}",
                        applied.puts(),
                        applied.removes(),
                        applied.skipped());
            }
            return applied;
        } finally {
            targets.readLock().unlock();
        }
    }

    @Override
    public void advance(long release) {
        targets.readLock().lock();
        try {
            OptionalLong before = generations.checkpoint();
            if (before.isEmpty() || before.getAsLong() < release) {
                generations.mark(generations.alias(), release);
            }
        } finally {
            targets.readLock().unlock();
        }
    }

    @Override
    public Map<String, String> contents() {
        return listing.digests(Query.of(q -> q.matchAll(m -> m)));
    }

    @Override
    public Map<String, String> digests(String bucket) {
        return listing.digests(Query.of(q -> q.term(t -> t.field("bucket").value(bucket))));
    }

    @Override
    public Map<String, BucketSum> summary() {
        return listing.summary();
    }

    @Override
    public synchronized boolean rebuild(Supplier<Stream<SearchDocument>> documents, long release) {
        String next = startGeneration();
        try (Stream<SearchDocument> all = documents.get()) {
            writer.write(
                    all.map(document -> new IndexChange.Put(document, release)),
                    List.of(generations.ownAlias(next)));
            generations.makeDurable(next);
            generations.mark(next, release);
            generations.refresh(next);
        } catch (RuntimeException e) {
            // Not after the switch was tried: an answer that was lost does not mean that it failed.
            generations.tidy();
            throw e;
        }
        switchTo(next);
        generations.compact(next);
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
