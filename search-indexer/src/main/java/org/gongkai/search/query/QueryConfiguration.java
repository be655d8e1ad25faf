package org.gongkai.search.query;

import org.gongkai.search.RemovalCheckpoint;
import org.gongkai.search.SearchIndex;
import org.gongkai.search.SearchProperties;
import org.gongkai.search.SearchShell;
import org.gongkai.search.elasticsearch.Engine;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The search API and the search page. */
@Configuration(proxyBeanMethods = false)
class QueryConfiguration {

    @Bean
    Searches searches(
            Engine engine,
            SearchIndex index,
            RemovalCheckpoint removals,
            SearchProperties properties) {
        return new Searches(engine, index, removals, properties);
    }

    @Bean
    SearchPages searchPages(SearchShell shell, Searches searches) {
        return new SearchPages(shell, searches);
    }
}
