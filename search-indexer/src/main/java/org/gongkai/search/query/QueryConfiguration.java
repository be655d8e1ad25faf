package org.gongkai.search.query;

import org.gongkai.search.RemovalCheckpoint;
import org.gongkai.search.SearchIndex;
import org.gongkai.search.SearchProperties;
import org.gongkai.search.SearchShell;
import org.gongkai.search.elasticsearch.Engine;
import org.gongkai.search.elasticsearch.IndexNotes;
import org.gongkai.search.text.Syllables;
import org.gongkai.search.text.Synonyms;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Clock;

/** The search API and the search page. */
@Configuration(proxyBeanMethods = false)
class QueryConfiguration {

    @Bean
    RemovalGate removalGate(
            Engine engine,
            IndexNotes notes,
            RemovalCheckpoint removals,
            SearchProperties properties) {
        return new RemovalGate(engine, notes, removals, properties.index());
    }

    @Bean
    Relevance relevance(SearchProperties properties, ObjectProvider<Clock> clock) {
        return new Relevance(
                new Synonyms(properties.synonyms()),
                properties.prefer(),
                clock.getIfAvailable(() -> Clock.system(Queries.ZONE)));
    }

    @Bean
    PinyinWords pinyinWords(Syllables syllables) {
        return new PinyinWords(syllables);
    }

    @Bean
    Searches searches(
            RemovalGate gate,
            SearchIndex index,
            Relevance relevance,
            PinyinWords pinyin,
            Syllables syllables,
            SearchProperties properties) {
        return new Searches(
                gate,
                index,
                relevance,
                pinyin,
                new Corrections(gate, syllables),
                properties.timeout());
    }

    @Bean
    HotQueries hotQueries(RemovalGate gate, Relevance relevance, SearchProperties properties) {
        return new HotQueries(gate, relevance, properties.hot());
    }

    @Bean
    Suggestions suggestions(
            RemovalGate gate,
            Relevance relevance,
            PinyinWords pinyin,
            HotQueries hot,
            SearchProperties properties) {
        return new Suggestions(gate, relevance, pinyin, hot, properties.timeout());
    }

    @Bean
    RelatedDocuments relatedDocuments(
            RemovalGate gate, Relevance relevance, SearchProperties properties) {
        return new RelatedDocuments(gate, relevance, properties.timeout());
    }

    @Bean
    AddressRate addressRate(SearchProperties properties) {
        return new AddressRate(properties.rate(), System::nanoTime);
    }

    @Bean
    SearchPages searchPages(
            SearchShell shell,
            AddressRate rate,
            Searches searches,
            RelatedDocuments related,
            HotQueries hot) {
        return new SearchPages(shell, rate, searches, related, hot);
    }
}
