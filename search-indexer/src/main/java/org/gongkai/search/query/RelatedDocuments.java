package org.gongkai.search.query;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Live documents whose titles and tags have words in common with those of a live document. */
final class RelatedDocuments {
    private static final int MOST = 5;
    private static final int WORDS = 25;
    private static final String ENOUGH = "30%";

    private final RemovalGate gate;
    private final Relevance relevance;
    private final Duration patience;

    RelatedDocuments(RemovalGate gate, Relevance relevance, Duration patience) {
        this.gate = gate;
        this.relevance = relevance;
        this.patience = patience;
    }

    /** In the shape that {@code GET /api/search/related} answers. */
    record Related(String id, List<Document> documents) {}

    record Document(
            String id,
            String title,
            String url,
            String kind,
            String section,
            String sectionName,
            String publishedAt) {

        /** As the search page shows a hit. */
        Answer.Hit hit() {
            return new Answer.Hit(
                    id,
                    url,
                    title,
                    Highlight.html(title),
                    "",
                    kind,
                    section,
                    sectionName,
                    "",
                    "",
                    List.of(),
                    Instant.parse(publishedAt),
                    null,
                    null);
        }
    }

    /** None if the document is not live: whether it ever was is not told. */
    Related to(String id) {
        if (id.length() > 64) {
            return new Related(id, List.of());
        }
        SearchResponse<Document> found =
                gate.ask(
                        "looking for related documents",
                        indices -> client -> client.search(request(id, indices), Document.class));
        return new Related(
                id,
                found.hits().hits().stream().map(Hit::source).filter(Objects::nonNull).toList());
    }

    private SearchRequest request(String id, List<String> indices) {
        Query like =
                Query.of(
                        q ->
                                q.moreLikeThis(
                                        m ->
                                                m.fields("title", "tags.text")
                                                        .like(
                                                                l ->
                                                                        l.document(
                                                                                d ->
                                                                                        d.index(
                                                                                                        indices
                                                                                                                .getFirst())
                                                                                                .id(
                                                                                                        id)))
                                                        .maxQueryTerms(WORDS)
                                                        .minTermFreq(1)
                                                        .minDocFreq(2)
                                                        .minWordLength(2)
                                                        .minimumShouldMatch(ENOUGH)));
        return SearchRequest.of(
                s ->
                        s.index(indices)
                                .query(
                                        q ->
                                                q.bool(
                                                        b ->
                                                                b.must(like)
                                                                        .should(
                                                                                relevance
                                                                                        .preferences())))
                                .size(MOST)
                                .timeout(patience.toMillis() + "ms")
                                .allowPartialSearchResults(false)
                                .trackTotalHits(t -> t.enabled(false))
                                .source(
                                        source ->
                                                source.filter(
                                                        f ->
                                                                f.includes(
                                                                        "id",
                                                                        "title",
                                                                        "url",
                                                                        "kind",
                                                                        "section",
                                                                        "sectionName",
                                                                        "publishedAt"))));
    }
}
