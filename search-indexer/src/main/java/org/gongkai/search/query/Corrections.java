package org.gongkai.search.query;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;

import org.gongkai.search.text.Sounds;
import org.gongkai.search.text.Syllables;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * "Did you mean": words of a live title or name that sound like, or differ little from, what was
 * asked.
 *
 * <p>The words come from hits and from nothing else. The engine's own suggesters read the
 * dictionary of terms, which keeps the words of deleted documents until segments are merged.
 */
final class Corrections {
    private static final int CANDIDATES = 50;
    private static final int LONGEST = 40;
    private static final int LONGEST_NAME = 200;
    private static final String ENOUGH = "60%";

    private final RemovalGate gate;
    private final Syllables syllables;

    Corrections(RemovalGate gate, Syllables syllables) {
        this.gate = gate;
        this.syllables = syllables;
    }

    /** The members of a document that words are taken from. */
    record Names(String title, String sectionName, String unitName, @Nullable List<String> tags) {
        Stream<String> all() {
            return Stream.concat(
                    Stream.of(title, sectionName, unitName),
                    tags == null ? Stream.empty() : tags.stream());
        }
    }

    /** Better words; empty if there are none, or if these stand as they are in a title. */
    Optional<String> of(String words) {
        if (words.codePointCount(0, words.length()) > LONGEST) {
            return Optional.empty();
        }
        List<String> spelled = syllables.spelled(words);
        if (spelled.isEmpty()) {
            return Optional.empty();
        }
        SearchResponse<Names> candidates =
                gate.ask(
                        "looking for words like those asked",
                        indices ->
                                client ->
                                        client.search(
                                                request(indices, words, spelled.getFirst()),
                                                Names.class));
        List<String> names =
                candidates.hits().hits().stream()
                        .map(Hit::source)
                        .flatMap(each -> each == null ? Stream.empty() : each.all())
                        .filter(name -> name.length() <= LONGEST_NAME)
                        .toList();
        return corrected(words, names);
    }

    private static SearchRequest request(List<String> indices, String words, String spelled) {
        List<Query> like =
                List.of(
                        Queries.phrase("titlePinyin", spelled),
                        Queries.phrase("namePinyin", spelled),
                        Queries.characters("title", words, ENOUGH),
                        Query.of(
                                q ->
                                        q.match(
                                                m ->
                                                        m.field("titlePinyin")
                                                                .query(spelled)
                                                                .minimumShouldMatch(ENOUGH))));
        return SearchRequest.of(
                s ->
                        s.index(indices)
                                .query(Queries.any(like))
                                .size(CANDIDATES)
                                .allowPartialSearchResults(false)
                                .trackTotalHits(t -> t.enabled(false))
                                .source(
                                        source ->
                                                source.filter(
                                                        f ->
                                                                f.includes(
                                                                        "title",
                                                                        "sectionName",
                                                                        "unitName",
                                                                        "tags"))));
    }

    /** Each word by itself; those for which nothing is near stay. */
    private Optional<String> corrected(String words, List<String> names) {
        List<String> corrected = new ArrayList<>();
        for (String word : words.split(" ")) {
            corrected.add(nearest(word, names).orElse(word));
        }
        String all = String.join(" ", corrected);
        return all.equals(words) ? Optional.empty() : Optional.of(all);
    }

    /**
     * The nearest piece; of equally near ones that of the word's length, then the most frequent.
     */
    private Optional<String> nearest(String word, List<String> names) {
        Sounds asked = Sounds.of(word, syllables);
        int length = asked.characters().size();
        Map<Sounds.Piece, Integer> votes = new HashMap<>();
        for (String name : names) {
            asked.nearestIn(name, syllables)
                    .filter(piece -> piece.distance() <= furthest(length))
                    .ifPresent(piece -> votes.merge(piece, 1, Integer::sum));
        }
        return votes.entrySet().stream()
                .min(
                        Comparator.<Map.Entry<Sounds.Piece, Integer>>comparingDouble(
                                        each -> each.getKey().distance())
                                .thenComparing(
                                        each -> Math.abs(each.getKey().text().length() - length))
                                .thenComparing(each -> -each.getValue())
                                .thenComparing(each -> each.getKey().text()))
                .map(Map.Entry::getKey)
                .filter(piece -> piece.distance() > 0)
                .map(Sounds.Piece::text);
    }

    /** Of two characters both must sound alike; of more, one in four may be another. */
    private static double furthest(int length) {
        return length < 2 ? 0 : length == 2 ? 0.8 : (length + 3) / 4;
    }
}
