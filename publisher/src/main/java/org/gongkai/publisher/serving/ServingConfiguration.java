package org.gongkai.publisher.serving;

import org.gongkai.publisher.PublisherProperties;
import org.gongkai.publisher.output.ReleaseStore;
import org.gongkai.publisher.output.SiteTrees;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The site under {@code /}, after everything that has a path of its own. */
@Configuration(proxyBeanMethods = false)
public class ServingConfiguration {

    @Bean
    SiteHandlerMapping siteHandlerMapping(
            SiteTrees trees, ReleaseStore store, PublisherProperties properties) {
        return new SiteHandlerMapping(new SiteHandler(trees, store), properties.elsewhere());
    }
}
