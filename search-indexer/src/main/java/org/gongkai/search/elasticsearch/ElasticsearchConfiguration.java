package org.gongkai.search.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchClient;

import org.gongkai.search.DocumentShape;
import org.gongkai.search.SearchProperties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The index over the client that Spring Boot configures. */
@Configuration(proxyBeanMethods = false)
class ElasticsearchConfiguration {

    @Bean
    Engine searchEngine(ElasticsearchClient client, SearchProperties properties) {
        return new Engine(client, properties.timeout());
    }

    @Bean
    ElasticsearchIndex searchIndex(
            Engine engine, SearchProperties properties, ObjectProvider<DocumentShape> shape) {
        return new ElasticsearchIndex(
                engine,
                properties,
                shape.getIfAvailable(() -> new DocumentShape("")).fingerprint());
    }
}
