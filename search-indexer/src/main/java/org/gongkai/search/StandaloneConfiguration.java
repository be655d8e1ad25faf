package org.gongkai.search;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a process of its own knows about the release: it reads the released tree. */
@Configuration(proxyBeanMethods = false)
class StandaloneConfiguration {

    @Bean
    @ConditionalOnMissingBean
    SearchShell searchShell(SearchProperties properties) {
        return tree(properties)::shell;
    }

    @Bean
    @ConditionalOnMissingBean
    RemovalCheckpoint removalCheckpoint(SearchProperties properties) {
        return tree(properties)::lastRemoval;
    }

    private static ReleasedTree tree(SearchProperties properties) {
        if (properties.shell() == null) {
            throw new IllegalStateException(
                    "gongkai.search.shell is not set, so this process cannot know what was"
                            + " withdrawn: name the released search page, such as"
                            + " /site/current/search/index.html");
        }
        return new ReleasedTree(properties.shell());
    }
}
