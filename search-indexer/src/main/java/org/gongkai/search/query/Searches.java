package org.gongkai.search.query;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;

import org.gongkai.search.RemovalCheckpoint;
import org.gongkai.search.SearchIndex;
import org.gongkai.search.SearchProperties;
import org.gongkai.search.SearchUnavailable;
import org.gongkai.search.elasticsearch.Engine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.OptionalLong;

/** Answers questions from the index, but only while the index may be asked. */
final class Searches {
    private static final Logger LOG = LoggerFactory.getLogger(Searches.class);

    private final Engine engine;
    private final SearchIndex index;
    private final RemovalCheckpoint removals;
    private final SearchProperties properties;

    Searches(
            Engine engine,
            SearchIndex index,
            RemovalCheckpoint removals,
            SearchProperties properties) {
        this.engine = engine;
        this.index = index;
        this.removals = removals;
        this.properties = properties;
    }

    boolean available() {
        return index.available();
    }

    /**
     * @throws SearchUnavailable if the engine does not answer in time
     * @throws IndexBehind if the index may hold what was withdrawn
     */
    Answer answer(Question question) {
        if (question.empty()) {
            return Answer.nothing(question);
        }
        requireRemovalsDone();
        SearchRequest request =
                EngineQuestion.of(question, properties.index(), properties.timeout());
        SearchResponse<StoredHit> response = search(request);
        List<Answer.Hit> hits =
                response.hits().hits().stream().map(StoredHit::of).flatMap(List::stream).toList();
        long total = response.hits().total() == null ? 0 : response.hits().total().value();
        return new Answer(
                question.text(),
                total,
                question.page(),
                question.size(),
                question.sort().key(),
                hits);
    }

    /** The order matters: a removal after the first line belongs to a release after this answer. */
    private void requireRemovalsDone() {
        long lastRemoval = lastRemoval();
        if (lastRemoval == 0) {
            return;
        }
        OptionalLong checkpoint;
        try {
            checkpoint = index.checkpoint();
        } catch (ElasticsearchException e) {
            throw new SearchUnavailable("reading how far the index has come", e);
        }
        if (checkpoint.isEmpty() || checkpoint.getAsLong() < lastRemoval) {
            throw new IndexBehind(
                    "The index holds release %s, release %d removed something"
                            .formatted(
                                    checkpoint.isEmpty() ? "none" : checkpoint.getAsLong(),
                                    lastRemoval));
        }
    }

    private long lastRemoval() {
        try {
            return removals.lastRemoval();
        } catch (RuntimeException e) {
            LOG.error("It is not known what was withdrawn, so search shows nothing", e);
            throw new IndexBehind("It is not known what was withdrawn");
        }
    }

    private SearchResponse<StoredHit> search(SearchRequest request) {
        try {
            return searchOnce(request);
        } catch (SearchUnavailable | ElasticsearchException e) {
            if (e instanceof SearchUnavailable unavailable && !Engine.answered(unavailable)) {
                throw e;
            }
            // The index that the alias named a moment ago may have been replaced and deleted.
            return searchAgain(request);
        }
    }

    private SearchResponse<StoredHit> searchAgain(SearchRequest request) {
        try {
            return searchOnce(request);
        } catch (ElasticsearchException e) {
            LOG.warn("The engine refused a search: {}", e.getMessage());
            throw new SearchUnavailable("searching", e);
        }
    }

    private SearchResponse<StoredHit> searchOnce(SearchRequest request) {
        return engine.ask("searching", client -> client.search(request, StoredHit.class));
    }
}
