package org.gongkai.search.elasticsearch;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.Time;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.StringTermsBucket;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;

import org.gongkai.search.BucketSum;
import org.gongkai.search.SearchUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the index holds, for comparisons: as it stood at one moment, however long it takes. */
final class Listing {
    private static final Logger LOG = LoggerFactory.getLogger(Listing.class);
    private static final int PAGE = 2_000;
    private static final int BUCKETS = 256;

    private final Engine engine;
    private final String alias;

    Listing(Engine engine, String alias) {
        this.engine = engine;
        this.alias = alias;
    }

    /** The one stored member that comparisons need. */
    record Digest(String digest) {}

    Map<String, String> digests(Query which) {
        String pit =
                engine.call(
                                "opening a view of the index",
                                client ->
                                        client.openPointInTime(
                                                p -> p.index(alias).keepAlive(minute())))
                        .id();
        try {
            return digests(which, pit);
        } finally {
            close(pit);
        }
    }

    Map<String, BucketSum> summary() {
        Aggregation sums =
                Aggregation.of(
                        a ->
                                a.terms(t -> t.field("bucket").size(BUCKETS))
                                        .aggregations("check", c -> c.sum(s -> s.field("check"))));
        SearchResponse<Void> response =
                engine.call(
                        "summing up the index",
                        client ->
                                client.search(
                                        s ->
                                                s.index(alias)
                                                        .size(0)
                                                        .allowPartialSearchResults(false)
                                                        .aggregations("buckets", sums),
                                        Void.class));
        Map<String, BucketSum> summary = new TreeMap<>();
        for (StringTermsBucket bucket :
                response.aggregations().get("buckets").sterms().buckets().array()) {
            Double check = bucket.aggregations().get("check").sum().value();
            summary.put(
                    bucket.key().stringValue(),
                    new BucketSum(bucket.docCount(), check == null ? 0 : check.longValue()));
        }
        return summary;
    }

    private Map<String, String> digests(Query which, String pit) {
        Map<String, String> digests = new HashMap<>();
        List<FieldValue> after = List.of();
        while (true) {
            SearchRequest request = page(which, pit, after);
            SearchResponse<Digest> page =
                    engine.call(
                            "listing the index", client -> client.search(request, Digest.class));
            List<Hit<Digest>> hits = page.hits().hits();
            for (Hit<Digest> hit : hits) {
                if (hit.id() != null && hit.source() != null) {
                    digests.put(hit.id(), hit.source().digest());
                }
            }
            if (hits.size() < PAGE) {
                return digests;
            }
            after = hits.getLast().sort();
        }
    }

    private static SearchRequest page(Query which, String pit, List<FieldValue> after) {
        return SearchRequest.of(
                s -> {
                    s.pit(p -> p.id(pit).keepAlive(minute()))
                            .query(which)
                            .size(PAGE)
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
}
