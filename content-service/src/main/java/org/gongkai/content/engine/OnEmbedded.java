package org.gongkai.content.engine;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** An engine of our own runs where no other is configured; an empty setting counts as none. */
abstract class OnEmbedded implements Condition {
    private final String property;

    OnEmbedded(String property) {
        this.property = property;
    }

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return context.getEnvironment().getProperty(property, "").isBlank();
    }

    static class Postgres extends OnEmbedded {
        Postgres() {
            super("spring.datasource.url");
        }
    }

    static class Elasticsearch extends OnEmbedded {
        Elasticsearch() {
            super("spring.elasticsearch.uris");
        }

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            // A publisher in another process has an engine of its own; this one asks none. A list
            // in YAML is spring.elasticsearch.uris[0].
            return super.matches(context, metadata)
                    && context.getEnvironment().getProperty("gongkai.publisher.url", "").isBlank()
                    && context.getEnvironment()
                            .getProperty("spring.elasticsearch.uris[0]", "")
                            .isBlank();
        }
    }
}
