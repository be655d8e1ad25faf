package org.gongkai.publisher.serving;

import org.gongkai.publisher.PublisherProperties;
import org.gongkai.publisher.output.ReleaseStore;
import org.gongkai.publisher.output.SiteTrees;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** The site under {@code /}, after everything that has a path of its own. */
@Configuration(proxyBeanMethods = false)
public class ServingConfiguration {

    @Bean
    SiteHandler siteHandler(SiteTrees trees, ReleaseStore store) {
        return new SiteHandler(trees, store);
    }

    @Bean
    SiteHandlerMapping siteHandlerMapping(SiteHandler site, PublisherProperties properties) {
        return new SiteHandlerMapping(site, new Readers(properties.elsewhere()));
    }

    @Bean
    FilterRegistrationBean<ReaderFilter> readerFilter(
            SiteHandler site, PublisherProperties properties) {
        FilterRegistrationBean<ReaderFilter> filter =
                new FilterRegistrationBean<>(
                        new ReaderFilter(site, new Readers(properties.elsewhere())));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }
}
