package org.gongkai.search.query;

import co.elastic.clients.elasticsearch._types.Time;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.DateDistanceFeatureQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch._types.query_dsl.TextQueryType;

import org.gongkai.search.text.ExactTokens;
import org.gongkai.search.text.Synonyms;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * What fits a question, and how well.
 *
 * <p>A hit must have the words anywhere (all of them; of a long question, three quarters), in the
 * reader's words or in others that mean the same. Then come steps that are larger than what
 * counting words can add up to: all words in the title, the words in a row in the title, and the
 * title or document number itself. Preferred kinds and what is new are favoured mildly.
 */
final class Relevance {
    private static final List<String> FIELDS =
            List.of(
                    "title^6",
                    "documentNumber.text^4",
                    "tags.text^2",
                    "sectionName.text",
                    "unitName.text",
                    "body",
                    "attachments^0.3");
    private static final List<String> PHRASE_FIELDS =
            List.of("title", "body", "attachments", "tags.text", "documentNumber.text");

    private static final String ENOUGH_WORDS = "6<75%";

    /** Of the pairs of characters in one word: the pair between 扬尘 and 治理 is nowhere written. */
    private static final String NEARLY_ALL_PAIRS = "2<-1 6<75%";

    private static final int LONGEST_REWRITTEN = 40;
    private static final float SAID_OTHERWISE = 0.8f;
    private static final float HAS_ALL_WORDS = 5_000;
    private static final float ALL_WORDS_IN_TITLE = 200;
    private static final float PHRASE_IN_TITLE = 200;
    private static final float IS_TITLE_OR_NUMBER = 1_000;
    private static final float DATE = 30;
    private static final float PHRASE_IN_BODY = 3;
    private static final float NEW = 3;
    private static final Time HALF_AS_NEW = Time.of(t -> t.time("365d"));
    private static final String MOST_CHARACTERS = "3<75%";
    private static final int NEAR = 8;

    private final Synonyms synonyms;
    private final Map<String, Float> prefer;
    private final Clock clock;

    Relevance(Synonyms synonyms, Map<String, Float> prefer, Clock clock) {
        this.synonyms = synonyms;
        this.prefer = prefer;
        this.clock = clock;
    }

    /**
     * The words as they were asked, and, unless they are many, as they could have been asked: the
     * engine refuses a query of some thousand words.
     */
    List<String> sayings(String words) {
        if (words.length() > LONGEST_REWRITTEN) {
            return List.of(words);
        }
        return Stream.concat(Stream.of(words), synonyms.variants(words).stream()).toList();
    }

    /** What has the words, and everything that must or must not be there. */
    Query words(Terms terms) {
        return words(terms, Relevance::together);
    }

    /** The same, and what lacks a pair of characters of each word; all words must be there. */
    Query nearlyWords(Terms terms) {
        Query allOfThem = Queries.step(HAS_ALL_WORDS, words(terms));
        Query near = words(terms, Relevance::nearly);
        return Query.of(q -> q.bool(b -> b.must(near).should(allOfThem)));
    }

    private Query words(Terms terms, BiFunction<String, Float, Query> having) {
        BoolQuery.Builder all = demands(terms);
        if (!terms.words().isEmpty()) {
            all.must(anywhere(terms.words(), having));
        }
        List<String> sayings = sayings(terms.wanted());
        all.should(steps(sayings));
        all.should(dates(terms.wanted()));
        all.should(
                s ->
                        s.matchPhrase(
                                p -> p.field("body").query(terms.wanted()).boost(PHRASE_IN_BODY)));
        all.should(preferences());
        return all.build()._toQuery();
    }

    /** What is called so, if the words are pinyin; empty if they are not. */
    Optional<Query> pinyin(Terms terms, PinyinWords pinyin) {
        List<Query> readings = pinyin.queries(terms.words());
        if (readings.isEmpty()) {
            return Optional.empty();
        }
        BoolQuery.Builder all = demands(terms);
        all.must(Queries.any(readings)).should(preferences());
        return Optional.of(all.build()._toQuery());
    }

    /** What has half of the words, or most characters near each other. */
    Query loosened(Terms terms) {
        String words = terms.words();
        BoolQuery.Builder all = demands(terms);
        all.must(
                Queries.any(
                        List.of(
                                crossFields(words, "2<50%", 1),
                                Queries.near("title", words, NEAR),
                                Queries.near("body", words, NEAR),
                                Queries.characters("title", words, MOST_CHARACTERS))));
        all.should(preferences());
        return all.build()._toQuery();
    }

    /** Everything that has none of what is to be left out. */
    Query everything(Terms terms) {
        return demands(terms).must(m -> m.matchAll(a -> a)).build()._toQuery();
    }

    /** Preferred kinds and what is new. */
    List<Query> preferences() {
        List<Query> preferences = new ArrayList<>();
        prefer.forEach(
                (kind, gain) -> preferences.add(Queries.step(gain, Queries.term("kind", kind))));
        String today =
                LocalDate.ofInstant(clock.instant(), Queries.ZONE)
                        .atStartOfDay(Queries.ZONE)
                        .toInstant()
                        .toString();
        preferences.add(Query.of(q -> q.distanceFeature(f -> f.date(d -> newer(d, today)))));
        return preferences;
    }

    private static DateDistanceFeatureQuery.Builder newer(
            DateDistanceFeatureQuery.Builder feature, String today) {
        return feature.field("publishedAt").origin(today).pivot(HALF_AS_NEW).boost(NEW);
    }

    private static BoolQuery.Builder demands(Terms terms) {
        BoolQuery.Builder all = new BoolQuery.Builder();
        terms.phrases().forEach(phrase -> all.must(Queries.phrase(PHRASE_FIELDS, phrase)));
        terms.excluded().forEach(piece -> all.mustNot(Queries.phrase(PHRASE_FIELDS, piece)));
        return all;
    }

    private Query anywhere(String words, BiFunction<String, Float, Query> having) {
        List<Query> ways = new ArrayList<>();
        ways.add(having.apply(words, 1f));
        sayings(words).stream()
                .skip(1)
                .forEach(other -> ways.add(having.apply(other, SAID_OTHERWISE)));
        ExactTokens.number(words)
                .ifPresent(number -> ways.add(Queries.step(1, Queries.term("numbers", number))));
        ExactTokens.date(words)
                .ifPresent(date -> ways.add(Queries.step(1, Queries.term("dates", date))));
        return Queries.best(ways);
    }

    private static Query together(String words, float boost) {
        return crossFields(words, ENOUGH_WORDS, boost);
    }

    private static Query nearly(String words, float boost) {
        List<Query> each =
                Stream.of(words.split(" +"))
                        .map(word -> crossFields(word, NEARLY_ALL_PAIRS, boost))
                        .toList();
        return Query.of(q -> q.bool(b -> b.should(each).minimumShouldMatch(ENOUGH_WORDS)));
    }

    private static Query crossFields(String words, String enough, float boost) {
        return Query.of(
                q ->
                        q.multiMatch(
                                w ->
                                        w.query(words)
                                                .type(TextQueryType.CrossFields)
                                                .fields(FIELDS)
                                                .minimumShouldMatch(enough)
                                                .boost(boost)));
    }

    private static List<Query> steps(List<String> sayings) {
        List<Query> all = new ArrayList<>();
        List<Query> inARow = new ArrayList<>();
        List<Query> whole = new ArrayList<>();
        for (String words : sayings) {
            all.add(Queries.step(ALL_WORDS_IN_TITLE, Queries.all("title", words)));
            inARow.add(Queries.step(PHRASE_IN_TITLE, Queries.phrase("title", words)));
            whole.add(Queries.step(IS_TITLE_OR_NUMBER, Queries.term("title.exact", words)));
        }
        String asked = sayings.getFirst();
        whole.add(Queries.step(IS_TITLE_OR_NUMBER, Queries.term("documentNumber", asked)));
        ExactTokens.number(asked)
                .ifPresent(
                        number ->
                                whole.add(
                                        Queries.step(
                                                IS_TITLE_OR_NUMBER,
                                                Queries.term("numbers", number))));
        return List.of(Queries.best(all), Queries.best(inARow), Queries.best(whole));
    }

    private static List<Query> dates(String words) {
        return ExactTokens.askedDates(words).stream()
                .limit(4)
                .map(date -> Queries.step(DATE, Queries.term("dates", date)))
                .toList();
    }
}
