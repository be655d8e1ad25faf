package org.gongkai.search.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchClient;

import org.gongkai.search.DocumentShape;
import org.gongkai.search.SearchProperties;
import org.gongkai.search.text.Syllables;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.elasticsearch.autoconfigure.Rest5ClientBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The index over the client that Spring Boot configures. */
@Configuration(proxyBeanMethods = false)
class ElasticsearchConfiguration {

    @Bean
    Rest5ClientBuilderCustomizer searchConnections(SearchProperties properties) {
        return new Connections(properties.atOnce());
    }

    @Bean
    Syllables syllables(SearchProperties properties) {
        return new Syllables(properties.readings());
    }

    @Bean
    Engine searchEngine(ElasticsearchClient client, SearchProperties properties) {
        return new Engine(client, properties.timeout(), properties.atOnce());
    }

    @Bean
    IndexNotes indexNotes(Engine engine) {
        return new IndexNotes(engine);
    }

    @Bean
    ElasticsearchIndex searchIndex(
            Engine engine,
            SearchProperties properties,
            Syllables syllables,
            ObjectProvider<DocumentShape> shape) {
        return new ElasticsearchIndex(
                engine,
                properties,
                syllables,
                shape.getIfAvailable(() -> new DocumentShape("")).fingerprint());
    }
}
