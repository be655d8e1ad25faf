package org.gongkai.search.query;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;

import org.gongkai.search.SearchIndex;
import org.gongkai.search.SearchUnavailable;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Answers questions from the index. A question that finds nothing is asked once more in another
 * way, and the answer says in which: so it costs four calls of the engine at most.
 */
final class Searches {
    /** So few hits that what has nearly the words is welcome after them. */
    private static final int FEW = 10;

    private final RemovalGate gate;
    private final SearchIndex index;
    private final Relevance relevance;
    private final PinyinWords pinyin;
    private final Corrections corrections;
    private final Duration patience;

    Searches(
            RemovalGate gate,
            SearchIndex index,
            Relevance relevance,
            PinyinWords pinyin,
            Corrections corrections,
            Duration patience) {
        this.gate = gate;
        this.index = index;
        this.relevance = relevance;
        this.pinyin = pinyin;
        this.corrections = corrections;
        this.patience = patience;
    }

    boolean available() {
        return index.available();
    }

    /**
     * @throws SearchUnavailable if the engine does not answer in time
     * @throws IndexBehind if the index may hold what was withdrawn
     */
    Answer answer(Question question) {
        Terms terms = question.terms();
        if (question.browses()) {
            return ask(question, Found.EXACT, null, relevance.everything(terms), List.of());
        }
        if (terms.empty()) {
            return Answer.nothing(question);
        }
        Asked asked = asked(question, Found.EXACT, null, relevance.words(terms), marked(terms));
        if (question.exact() || terms.words().isEmpty() || asked.unfiltered() >= FEW) {
            return asked.answer();
        }
        if (asked.unfiltered() > 0) {
            return question.byScore() ? withNear(question, terms, asked.answer()) : asked.answer();
        }
        Optional<Query> read = relevance.pinyin(terms, pinyin);
        Optional<Asked> meant =
                read.isPresent()
                        ? read.map(called -> asked(question, Found.PINYIN, null, called, List.of()))
                        : corrected(question, terms);
        return meant.filter(found -> found.unfiltered() > 0)
                .map(Asked::answer)
                .orElseGet(() -> loosened(question, terms));
    }

    /** What was found already is better than nothing. */
    private Answer withNear(Question question, Terms terms, Answer asked) {
        try {
            return ask(question, Found.EXACT, null, relevance.nearlyWords(terms), marked(terms));
        } catch (SearchUnavailable e) {
            return asked;
        }
    }

    private Answer loosened(Question question, Terms terms) {
        return ask(question, Found.LOOSENED, null, relevance.loosened(terms), marked(terms));
    }

    private Optional<Asked> corrected(Question question, Terms terms) {
        return corrections
                .of(terms.words())
                .map(terms::with)
                .map(
                        text -> {
                            Terms meant = Terms.of(text);
                            return asked(
                                    question,
                                    Found.CORRECTED,
                                    text,
                                    relevance.words(meant),
                                    marked(meant));
                        });
    }

    private List<String> marked(Terms terms) {
        return Stream.concat(
                        terms.words().isEmpty()
                                ? Stream.empty()
                                : relevance.sayings(terms.words()).stream(),
                        terms.phrases().stream())
                .toList();
    }

    /**
     * @param unfiltered how many hits there are before a kind, section, unit or year is chosen, so
     *     that a choice never changes how a question is understood
     */
    private record Asked(Answer answer, long unfiltered) {}

    private Answer ask(
            Question question,
            Found found,
            @Nullable String correction,
            Query fits,
            List<String> marked) {
        return asked(question, found, correction, fits, marked).answer();
    }

    private Asked asked(
            Question question,
            Found found,
            @Nullable String correction,
            Query fits,
            List<String> marked) {
        SearchResponse<StoredHit> response =
                gate.ask(
                        "searching",
                        indices ->
                                client ->
                                        client.search(
                                                EngineQuestion.of(
                                                        question, fits, marked, indices, patience),
                                                StoredHit.class));
        List<Hit<StoredHit>> hits = response.hits().hits();
        Facets facets = new Facets(question);
        long total = response.hits().total() == null ? 0 : response.hits().total().value();
        Answer answer =
                new Answer(
                        question.text(),
                        total,
                        question.page(),
                        question.size(),
                        question.sort().key(),
                        found.key(),
                        correction,
                        next(question, hits),
                        facets.counts(response.aggregations()),
                        hits.stream().map(StoredHit::of).flatMap(List::stream).toList());
        return new Asked(answer, facets.unfiltered(response.aggregations()).orElse(total));
    }

    /** Whether there are more is not known of a full page; then the next one is empty. */
    private static @Nullable String next(Question question, List<Hit<StoredHit>> hits) {
        return hits.size() < question.size()
                ? null
                : Cursor.of(hits.getLast().sort()).text(question.canonical());
    }
}
