package org.gongkai.search.query;

import co.elastic.clients.elasticsearch.core.MsearchResponse;
import co.elastic.clients.elasticsearch.core.msearch.RequestItem;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Questions of the operator's list, each only while it finds something. Which do is kept for a
 * minute, and never past a release. Thread-safe.
 */
final class HotQueries {
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final RemovalGate gate;
    private final Relevance relevance;
    private final List<String> questions;
    private volatile @Nullable Live live;

    HotQueries(RemovalGate gate, Relevance relevance, List<String> questions) {
        this.gate = gate;
        this.relevance = relevance;
        this.questions =
                questions.stream()
                        .map(Question::words)
                        .filter(each -> !Terms.of(each).empty())
                        .distinct()
                        .limit(20)
                        .toList();
    }

    private record Live(List<String> questions, RemovalGate.State state, long at) {
        boolean holds(RemovalGate.State now) {
            return state.equals(now) && System.nanoTime() - at < KEPT.toNanos();
        }
    }

    /**
     * @throws IndexBehind if the index may hold what was withdrawn
     */
    List<String> live() {
        if (questions.isEmpty()) {
            return List.of();
        }
        RemovalGate.State state = gate.open();
        Live known = live;
        return known != null && known.holds(state) ? known.questions() : renewed(state);
    }

    /** One asks, those who came with it wait for that. */
    private synchronized List<String> renewed(RemovalGate.State state) {
        Live known = live;
        if (known == null || !known.holds(state)) {
            known = new Live(ask(), state, System.nanoTime());
            live = known;
        }
        return known.questions();
    }

    private List<String> ask() {
        MsearchResponse<Void> answers =
                gate.ask(
                        "asking for hot questions",
                        indices ->
                                client ->
                                        client.msearch(
                                                m -> m.index(indices).searches(searches()),
                                                Void.class));
        return IntStream.range(0, questions.size())
                .filter(
                        i -> {
                            var answer = answers.responses().get(i);
                            return answer.isResult()
                                    && answer.result().hits().total() != null
                                    && answer.result().hits().total().value() > 0;
                        })
                .mapToObj(questions::get)
                .toList();
    }

    private List<RequestItem> searches() {
        return questions.stream()
                .map(
                        question ->
                                RequestItem.of(
                                        r ->
                                                r.header(h -> h)
                                                        .body(
                                                                b ->
                                                                        b.size(0)
                                                                                .query(
                                                                                        relevance
                                                                                                .words(
                                                                                                        Terms
                                                                                                                .of(
                                                                                                                        question))))))
                .toList();
    }
}
