package org.gongkai.search.query;

import co.elastic.clients.elasticsearch._types.FieldSort;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.search.Highlight.Builder;
import co.elastic.clients.elasticsearch.core.search.HighlightField;
import co.elastic.clients.elasticsearch.core.search.HighlighterType;
import co.elastic.clients.util.NamedValue;

import org.gongkai.search.elasticsearch.IndexedText;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** One page of a question in the engine's terms: what fits, its counts, order and highlights. */
final class EngineQuestion {
    private static final int PASSAGES = 2;
    private static final int PASSAGE_CHARACTERS = 70;
    private static final int START_WITHOUT_MATCH = 100;
    private static final int MOST_HIGHLIGHTED_CHARACTERS = 500_000;

    private EngineQuestion() {}

    /**
     * @param fits what fits the words
     * @param marked words and phrases to mark
     */
    static SearchRequest of(
            Question question,
            Query fits,
            List<String> marked,
            List<String> indices,
            Duration patience) {
        Facets facets = new Facets(question);
        List<Query> filters = filters(question);
        return SearchRequest.of(
                s -> {
                    s.index(indices)
                            .query(q -> q.bool(b -> b.must(fits).filter(filters)))
                            .aggregations(facets.aggregations())
                            .size(question.size())
                            .timeout(patience.toMillis() + "ms")
                            .preference(sameCopy(question))
                            .allowPartialSearchResults(false)
                            .trackTotalHits(t -> t.enabled(true))
                            .source(source -> source.filter(f -> f.includes(StoredHit.MEMBERS)))
                            .sort(order(question))
                            .highlight(h -> highlight(h, marked));
                    facets.filter().ifPresent(s::postFilter);
                    return question.after() == null
                            ? s.from((question.page() - 1) * question.size())
                            : s.searchAfter(question.after().sort(question.byScore()));
                });
    }

    /**
     * Copies of a shard count deleted documents differently; pages of one question ask the same.
     */
    private static String sameCopy(Question question) {
        return "q" + Integer.toHexString(question.text().hashCode());
    }

    private static List<Query> filters(Question question) {
        List<Query> filters = new ArrayList<>();
        question.fields()
                .forEach(
                        (field, values) ->
                                filters.add(
                                        Queries.terms(
                                                "fields",
                                                values.stream()
                                                        .map(
                                                                value ->
                                                                        IndexedText.token(
                                                                                field, value))
                                                        .toList())));
        LocalDate from = question.from();
        if (from != null) {
            filters.add(Queries.publishedFrom(from));
        }
        LocalDate to = question.to();
        if (to != null) {
            filters.add(Queries.publishedBefore(to.plusDays(1)));
        }
        return filters;
    }

    private static List<SortOptions> order(Question question) {
        List<SortOptions> order = new ArrayList<>();
        if (question.byScore()) {
            order.add(SortOptions.of(o -> o.score(s -> s.order(SortOrder.Desc))));
        }
        order.add(by("publishedAt", SortOrder.Desc));
        order.add(by("id", SortOrder.Asc));
        return order;
    }

    private static SortOptions by(String field, SortOrder order) {
        return SortOptions.of(o -> o.field(FieldSort.of(f -> f.field(field).order(order))));
    }

    private static Builder highlight(Builder highlight, List<String> marked) {
        return highlight
                .type(HighlighterType.Unified)
                .preTags(String.valueOf(Highlight.OPEN))
                .postTags(String.valueOf(Highlight.CLOSE))
                .maxAnalyzedOffset(MOST_HIGHLIGHTED_CHARACTERS)
                .fields(
                        field("title", 0, 0, marked),
                        field("body", PASSAGES, START_WITHOUT_MATCH, marked),
                        field("attachments", 1, 0, marked));
    }

    private static NamedValue<HighlightField> field(
            String name, int passages, int withoutMatch, List<String> marked) {
        List<Query> words = marked.stream().map(each -> Queries.match(name, each)).toList();
        return NamedValue.of(
                name,
                HighlightField.of(
                        f ->
                                f.numberOfFragments(passages)
                                        .fragmentSize(PASSAGE_CHARACTERS)
                                        .noMatchSize(withoutMatch)
                                        .boundaryScannerLocale("zh-CN")
                                        .highlightQuery(
                                                words.isEmpty()
                                                        ? Query.of(q -> q.matchNone(m -> m))
                                                        : Queries.any(words))));
    }
}
