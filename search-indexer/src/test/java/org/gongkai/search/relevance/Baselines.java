package org.gongkai.search.relevance;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.BulkRequest;
import co.elastic.clients.elasticsearch.core.search.Hit;

import org.gongkai.search.SearchDocument;
import org.gongkai.search.SharedNode;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What could be had without the rest of this module: one analyzer, BM25 with the engine's defaults,
 * and the title six times as important as everything else that a document says.
 */
final class Baselines {
    private static final String DEFINITION =
            """
            {
              "settings": {
                "number_of_replicas": 0,
                "analysis": {
                  "analyzer": {
                    "bigrams": {
                      "type": "custom",
                      "tokenizer": "standard",
                      "filter": ["cjk_width", "lowercase", "cjk_bigram"]
                    }
                  }
                }
              },
              "mappings": {
                "properties": {
                  "title": {"type": "text", "analyzer": "standard", "fields": {
                    "pairs": {"type": "text", "analyzer": "bigrams"}, "words": {"type": "text", "analyzer": "smartcn"}}},
                  "body": {"type": "text", "analyzer": "standard", "fields": {
                    "pairs": {"type": "text", "analyzer": "bigrams"}, "words": {"type": "text", "analyzer": "smartcn"}}}
                }
              }
            }
            """;
    private static final List<String> SINGLES = List.of("title^6", "body");
    private static final List<String> PAIRS = List.of("title.pairs^6", "body.pairs");
    private static final List<String> WORDS = List.of("title.words^6", "body.words");
    private static final int BATCH = 100;

    private final ElasticsearchClient client;

    Baselines(ElasticsearchClient client) {
        this.client = client;
    }

    /** Each by its name in the table. */
    Map<String, Ranking> over(Collection<SearchDocument> documents) throws IOException {
        String index = fill(documents);
        Map<String, Ranking> all = new LinkedHashMap<>();
        all.put("smartcn alone", question -> hits(index, match(WORDS, question)));
        all.put("bigrams alone", question -> hits(index, match(PAIRS, question)));
        all.put("bigrams, smartcn beside", question -> hits(index, both(question)));
        all.put("single characters", question -> hits(index, match(SINGLES, question)));
        return all;
    }

    private String fill(Collection<SearchDocument> documents) throws IOException {
        String index = SharedNode.newIndex();
        client.indices().create(c -> c.withJson(new StringReader(DEFINITION)).index(index));
        List<SearchDocument> waiting = new ArrayList<>(documents);
        while (!waiting.isEmpty()) {
            List<SearchDocument> batch = waiting.subList(0, Math.min(BATCH, waiting.size()));
            write(index, batch);
            batch.clear();
        }
        client.indices().refresh(r -> r.index(index));
        return index;
    }

    private void write(String index, List<SearchDocument> batch) throws IOException {
        BulkRequest.Builder bulk = new BulkRequest.Builder().index(index);
        for (SearchDocument each : batch) {
            Map<String, String> source = Map.of("title", each.title(), "body", saying(each));
            bulk.operations(o -> o.index(i -> i.id(each.id()).document(source)));
        }
        if (client.bulk(bulk.build()).errors()) {
            throw new IllegalStateException("The engine refused documents of " + index);
        }
    }

    /** Whatever has a field of its own in the real index, so that it can be found here, too. */
    private static String saying(SearchDocument document) {
        StringBuilder said = new StringBuilder(document.body());
        said.append('\n').append(document.sectionName()).append('\n').append(document.unitName());
        document.tags().forEach(tag -> said.append('\n').append(tag));
        if (document.documentNumber() != null) {
            said.append('\n').append(document.documentNumber());
        }
        if (document.documentDate() != null) {
            said.append('\n').append(document.documentDate());
        }
        return said.toString();
    }

    private static Query match(List<String> fields, String question) {
        return Query.of(q -> q.multiMatch(m -> m.query(question).fields(fields)));
    }

    private static Query both(String question) {
        return Query.of(
                q -> q.bool(b -> b.must(match(PAIRS, question)).should(match(WORDS, question))));
    }

    private List<String> hits(String index, Query query) {
        try {
            return client
                    .search(
                            s ->
                                    s.index(index)
                                            .query(query)
                                            .size(Ranking.MOST)
                                            .source(f -> f.fetch(false)),
                            Void.class)
                    .hits()
                    .hits()
                    .stream()
                    .map(Hit::id)
                    .filter(Objects::nonNull)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
