package org.gongkai.search.query;

import co.elastic.clients.elasticsearch._types.FieldSort;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch._types.query_dsl.TextQueryType;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.search.Highlight.Builder;
import co.elastic.clients.elasticsearch.core.search.HighlightField;
import co.elastic.clients.elasticsearch.core.search.HighlighterType;
import co.elastic.clients.util.NamedValue;

import org.gongkai.search.elasticsearch.IndexedText;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * A question in the engine's terms. Only structured queries: no character of the reader's text is
 * syntax.
 *
 * <p>A hit must have the words anywhere (all of them; of a long question, three quarters). Then
 * come steps that are larger than what counting words can add up to: all words in the title, the
 * words in a row in the title, and the title or document number itself.
 */
final class EngineQuestion {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final List<String> FIELDS =
            List.of(
                    "title^6",
                    "documentNumber.text^4",
                    "tags.text^2",
                    "sectionName.text",
                    "unitName.text",
                    "body");
    private static final String ENOUGH_WORDS = "6<75%";
    private static final float ALL_WORDS_IN_TITLE = 200;
    private static final float PHRASE_IN_TITLE = 200;
    private static final float IS_TITLE_OR_NUMBER = 1_000;
    private static final float PHRASE_IN_BODY = 3;

    private static final int PASSAGES = 2;
    private static final int PASSAGE_CHARACTERS = 70;
    private static final int START_WITHOUT_MATCH = 100;
    private static final int MOST_HIGHLIGHTED_CHARACTERS = 500_000;

    private EngineQuestion() {}

    static SearchRequest of(Question question, String alias, Duration patience) {
        return SearchRequest.of(
                s ->
                        s.index(alias)
                                .query(query(question))
                                .from((question.page() - 1) * question.size())
                                .size(question.size())
                                .timeout(patience.toMillis() + "ms")
                                .allowPartialSearchResults(false)
                                .trackTotalHits(t -> t.enabled(true))
                                .source(source -> source.filter(f -> f.excludes("body", "digest")))
                                .sort(order(question.sort()))
                                .highlight(h -> highlight(h, question.text())));
    }

    private static Query query(Question question) {
        String text = question.text();
        BoolQuery.Builder all = new BoolQuery.Builder();
        all.must(
                m ->
                        m.multiMatch(
                                w ->
                                        w.query(text)
                                                .type(TextQueryType.CrossFields)
                                                .fields(FIELDS)
                                                .minimumShouldMatch(ENOUGH_WORDS)));
        all.should(step(PHRASE_IN_TITLE, phrase("title", text)));
        all.should(step(ALL_WORDS_IN_TITLE, allWords("title", text)));
        all.should(step(IS_TITLE_OR_NUMBER, term("title.exact", text)));
        all.should(step(IS_TITLE_OR_NUMBER, term("documentNumber", text)));
        all.should(s -> s.matchPhrase(p -> p.field("body").query(text).boost(PHRASE_IN_BODY)));
        all.filter(filters(question));
        return all.build()._toQuery();
    }

    private static List<Query> filters(Question question) {
        List<Query> filters = new ArrayList<>();
        anyOf(filters, "section", question.sections());
        anyOf(filters, "kind", question.kinds());
        anyOf(filters, "unit", question.units());
        question.fields()
                .forEach(
                        (field, values) ->
                                anyOf(
                                        filters,
                                        "fields",
                                        values.stream()
                                                .map(value -> IndexedText.token(field, value))
                                                .toList()));
        LocalDate from = question.from();
        if (from != null) {
            String start = from.atStartOfDay(ZONE).toInstant().toString();
            filters.add(
                    Query.of(q -> q.range(r -> r.date(d -> d.field("publishedAt").gte(start)))));
        }
        LocalDate to = question.to();
        if (to != null) {
            String end = to.plusDays(1).atStartOfDay(ZONE).toInstant().toString();
            filters.add(Query.of(q -> q.range(r -> r.date(d -> d.field("publishedAt").lt(end)))));
        }
        return filters;
    }

    private static void anyOf(List<Query> filters, String field, List<String> keys) {
        if (!keys.isEmpty()) {
            List<FieldValue> values = keys.stream().map(FieldValue::of).toList();
            filters.add(Query.of(q -> q.terms(t -> t.field(field).terms(v -> v.value(values)))));
        }
    }

    /** A fixed gain, so that it does not depend on how rare the words are. */
    private static Query step(float gain, Query condition) {
        return Query.of(q -> q.constantScore(c -> c.filter(condition).boost(gain)));
    }

    private static Query phrase(String field, String text) {
        return Query.of(q -> q.matchPhrase(p -> p.field(field).query(text)));
    }

    private static Query allWords(String field, String text) {
        return Query.of(q -> q.match(m -> m.field(field).query(text).minimumShouldMatch("100%")));
    }

    private static Query term(String field, String text) {
        return Query.of(q -> q.term(t -> t.field(field).value(text)));
    }

    private static List<SortOptions> order(Question.Sort sort) {
        SortOptions newest = by("publishedAt", SortOrder.Desc);
        SortOptions stable = by("id", SortOrder.Asc);
        return switch (sort) {
            case NEWEST -> List.of(newest, stable);
            case RELEVANCE ->
                    List.of(
                            SortOptions.of(o -> o.score(s -> s.order(SortOrder.Desc))),
                            newest,
                            stable);
        };
    }

    private static SortOptions by(String field, SortOrder order) {
        return SortOptions.of(o -> o.field(FieldSort.of(f -> f.field(field).order(order))));
    }

    private static Builder highlight(Builder highlight, String text) {
        return highlight
                .type(HighlighterType.Unified)
                .preTags(String.valueOf(Highlight.OPEN))
                .postTags(String.valueOf(Highlight.CLOSE))
                .maxAnalyzedOffset(MOST_HIGHLIGHTED_CHARACTERS)
                .fields(
                        NamedValue.of(
                                "title",
                                HighlightField.of(
                                        f ->
                                                f.numberOfFragments(0)
                                                        .highlightQuery(words("title", text)))),
                        NamedValue.of(
                                "body",
                                HighlightField.of(
                                        f ->
                                                f.numberOfFragments(PASSAGES)
                                                        .fragmentSize(PASSAGE_CHARACTERS)
                                                        .noMatchSize(START_WITHOUT_MATCH)
                                                        .boundaryScannerLocale("zh-CN")
                                                        .highlightQuery(words("body", text)))));
    }

    private static Query words(String field, String text) {
        return Query.of(q -> q.match(m -> m.field(field).query(text)));
    }
}
