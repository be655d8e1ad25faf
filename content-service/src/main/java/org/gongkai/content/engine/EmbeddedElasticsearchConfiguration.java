package org.gongkai.content.engine;

import org.gongkai.elasticsearch.EmbeddedElasticsearch;
import org.gongkai.elasticsearch.NodeConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.elasticsearch.autoconfigure.ElasticsearchConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

import java.util.List;

/**
 * The search engine of our own, in the place of one configured by {@code
 * spring.elasticsearch.uris}.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(OnEmbedded.Elasticsearch.class)
class EmbeddedElasticsearchConfiguration {

    /**
     * @param database named here so that the search engine stops before it
     */
    @Bean
    EmbeddedSearchEngine embeddedSearchEngine(
            GongkaiHome home,
            Secrets secrets,
            EngineSettings settings,
            @Nullable OwnDatabase database) {
        return EmbeddedSearchEngine.start(
                NodeConfiguration.in(home.elasticsearch())
                        .withPort(settings.elasticsearch().port())
                        .withHeapMegabytes(settings.elasticsearch().heapMegabytes())
                        .withPassword(secrets.value(Secrets.Secret.ELASTICSEARCH)));
    }

    @Bean
    ElasticsearchConnectionDetails elasticsearchConnection(
            EmbeddedSearchEngine engine, Secrets secrets) {
        return new Login(engine.port(), secrets.value(Secrets.Secret.ELASTICSEARCH));
    }

    private record Login(int port, String password) implements ElasticsearchConnectionDetails {
        @Override
        public List<Node> getNodes() {
            return List.of(new Node("127.0.0.1", port, Node.Protocol.HTTP, null, null));
        }

        @Override
        public String getUsername() {
            return EmbeddedElasticsearch.USERNAME;
        }

        @Override
        public String getPassword() {
            return password;
        }

        @Override
        public String toString() {
            return "127.0.0.1:" + port;
        }
    }
}
