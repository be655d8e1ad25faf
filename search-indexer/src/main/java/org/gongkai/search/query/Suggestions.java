package org.gongkai.search.query;

import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Live titles for what was typed so far, in characters, pinyin, first letters or a mixture. Nothing
 * that a stranger typed is ever suggested to another.
 */
final class Suggestions {
    private static final int MOST = 8;
    private static final int LONGEST = 60;

    private final RemovalGate gate;
    private final Relevance relevance;
    private final PinyinWords pinyin;
    private final HotQueries hot;
    private final Duration patience;

    Suggestions(
            RemovalGate gate,
            Relevance relevance,
            PinyinWords pinyin,
            HotQueries hot,
            Duration patience) {
        this.gate = gate;
        this.relevance = relevance;
        this.pinyin = pinyin;
        this.hot = hot;
        this.patience = patience;
    }

    /**
     * In the shape that {@code GET /api/search/suggestions} answers.
     *
     * @param hot questions of the operator's list that fit
     * @param titles documents that are called so
     */
    record Suggested(String query, List<String> hot, List<Title> titles) {}

    record Title(String title, String url) {}

    Suggested of(String typed) {
        String text = Question.words(typed);
        if (text.codePointCount(0, text.length()) > LONGEST) {
            return new Suggested(text, List.of(), List.of());
        }
        List<String> offered =
                hot.live().stream().filter(each -> continues(each, text)).limit(MOST).toList();
        return new Suggested(text, offered, Terms.of(text).empty() ? List.of() : titles(text));
    }

    private boolean continues(String question, String typed) {
        return question.contains(typed)
                || pinyin.readings(typed).stream()
                        .anyMatch(reading -> pinyin.spelled(question).startsWith(reading));
    }

    private List<Title> titles(String text) {
        SearchResponse<Title> found =
                gate.ask(
                        "suggesting titles",
                        indices -> client -> client.search(request(text, indices), Title.class));
        return found.hits().hits().stream().map(Hit::source).filter(Objects::nonNull).toList();
    }

    private SearchRequest request(String text, List<String> indices) {
        List<Query> called = new ArrayList<>(pinyin.queries(text));
        called.removeIf(each -> each.isMatchPhrasePrefix() && isName(each));
        called.add(Queries.beginning("title", text));
        relevance.sayings(text).stream()
                .skip(1)
                .forEach(other -> called.add(Queries.phrase("title", other)));
        BoolQuery.Builder all = new BoolQuery.Builder();
        all.must(Queries.any(called)).should(relevance.preferences());
        return SearchRequest.of(
                s ->
                        s.index(indices)
                                .query(all.build()._toQuery())
                                .size(MOST)
                                .timeout(patience.toMillis() + "ms")
                                .allowPartialSearchResults(false)
                                .trackTotalHits(t -> t.enabled(false))
                                .source(source -> source.filter(f -> f.includes("title", "url"))));
    }

    /** Of a unit or a tag: what is suggested are titles that fit themselves. */
    private static boolean isName(Query query) {
        return query.matchPhrasePrefix().field().equals("namePinyin");
    }
}
