package org.gongkai.publisher;

import org.gongkai.publisher.check.CheckConfiguration;
import org.gongkai.publisher.kind.DocumentKinds;
import org.gongkai.publisher.render.Renderer;
import org.gongkai.publisher.render.SiteIdentity;
import org.gongkai.publisher.render.ThemeRenderer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * What makes and checks a page, without what releases it: enough for an application that shows what
 * a page would be. It must give the {@link DocumentKinds}.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PublisherProperties.class)
@Import(CheckConfiguration.class)
public class PreviewConfiguration {

    @Bean
    SiteIdentity siteIdentity(PublisherProperties properties) {
        return new SiteIdentity(
                properties.origin(),
                properties.siteName(),
                properties.host(),
                properties.siteIdCode(),
                properties.icp(),
                properties.policeRecord(),
                properties.findError(),
                properties.demonstration());
    }

    @Bean
    @ConditionalOnMissingBean
    Renderer renderer(
            SiteIdentity identity,
            DocumentKinds kinds,
            PublisherProperties properties,
            Environment environment) {
        return properties.theme() == null
                ? new ThemeRenderer(identity, kinds)
                : ThemeRenderer.ofDirectory(
                        identity,
                        kinds,
                        properties.theme(),
                        PublisherConfiguration.directory(null, "theme-classes", environment));
    }
}
