package org.gongkai.search.query;

import org.gongkai.search.SearchDocument;
import org.gongkai.search.SearchIndex;
import org.gongkai.search.SearchProperties;
import org.gongkai.search.SharedNode;
import org.gongkai.search.TestProperties;
import org.gongkai.search.elasticsearch.Engine;
import org.gongkai.search.elasticsearch.TestIndex;
import org.gongkai.search.text.Syllables;
import org.gongkai.search.text.Synonyms;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** All that can be asked, over an index of its own on the shared node; today is 15 May 2020. */
final class Asking {
    final AtomicLong lastRemoval = new AtomicLong();
    final AtomicInteger calls = new AtomicInteger();
    final SearchIndex index;
    final Searches searches;
    final Suggestions suggestions;
    final RelatedDocuments related;
    final HotQueries hot;

    /** Further processes of the same index have gates of their own. */
    Asking(String name, String... hotQuestions) {
        SearchProperties properties = TestProperties.of(name);
        Engine engine = TestIndex.engine(properties, calls);
        Syllables syllables = new Syllables(null);
        RemovalGate gate = new RemovalGate(engine, TestIndex.notes(engine), lastRemoval::get, name);
        Relevance relevance =
                new Relevance(
                        new Synonyms(null),
                        properties.prefer(),
                        Clock.fixed(Instant.parse("2020-05-15T03:00:00Z"), Queries.ZONE));
        PinyinWords pinyin = new PinyinWords(syllables);
        index = TestIndex.open(engine, properties);
        searches =
                new Searches(
                        gate,
                        index,
                        relevance,
                        pinyin,
                        new Corrections(gate, syllables),
                        properties.timeout());
        hot = new HotQueries(gate, relevance, List.of(hotQuestions));
        suggestions = new Suggestions(gate, relevance, pinyin, hot, properties.timeout());
        related = new RelatedDocuments(gate, relevance, properties.timeout());
    }

    /** Exactly these documents, as release 1. */
    static Asking over(SearchDocument... documents) {
        Asking asking = new Asking(SharedNode.newIndex());
        asking.index.rebuild(() -> Stream.of(documents), 1);
        return asking;
    }

    /**
     * @param question as in an address, such as {@code q=养犬&kind=policy}
     */
    Answer ask(String question) {
        return searches.answer(Question.of(QuestionTest.parameters(question)));
    }

    List<String> ids(String question) {
        return ids(ask(question));
    }

    static List<String> ids(Answer answer) {
        return answer.hits().stream().map(Answer.Hit::id).toList();
    }

    List<String> suggested(String typed) {
        return suggestions.of(typed).titles().stream().map(Suggestions.Title::title).toList();
    }

    /** Every hit, page after page. */
    List<String> all(String question) {
        List<String> all = new ArrayList<>();
        String after = "";
        while (after != null) {
            Answer page = ask(question + after);
            all.addAll(ids(page));
            after = page.next() == null ? null : "&after=" + page.next();
        }
        return all;
    }

    /** Counts by key. */
    static Map<String, Long> byKey(List<Counts.Count> counts) {
        return counts.stream()
                .collect(java.util.stream.Collectors.toMap(Counts.Count::key, Counts.Count::count));
    }
}
