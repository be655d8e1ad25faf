package org.gongkai.content.publishing;

import org.gongkai.content.engine.Secrets;
import org.gongkai.publisher.ContentSource;
import org.gongkai.publisher.PreviewConfiguration;
import org.gongkai.publisher.PublicRecord;
import org.gongkai.publisher.PublisherConfiguration;
import org.gongkai.publisher.PublisherProperties;
import org.gongkai.publisher.ReleaseLedger;
import org.gongkai.publisher.catalogue.Catalogues;
import org.gongkai.publisher.kind.DocumentKinds;
import org.gongkai.publisher.output.ReleaseStore;
import org.gongkai.publisher.output.SiteTrees;
import org.gongkai.publisher.picture.PictureConfiguration;
import org.gongkai.publisher.released.LocalReleases;
import org.gongkai.publisher.released.ReleaseSource;
import org.gongkai.publisher.remote.PublishingPort;
import org.gongkai.publisher.remote.RemoteManifests;
import org.gongkai.publisher.remote.RemoteReleases;
import org.gongkai.search.SearchConfiguration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

import java.net.URI;
import java.util.Objects;

/**
 * The publisher and the search API: in this process, or, where {@code gongkai.publisher.url} says
 * so, in processes of their own.
 */
@Configuration(proxyBeanMethods = false)
class PublishingConfiguration {

    /** Read by the publisher's own record, which is no bean here if the publisher is elsewhere. */
    @Bean
    PublicAddress publicAddress(Environment environment) {
        return new PublicAddress(
                Binder.get(environment)
                        .bindOrCreate("gongkai.publisher", PublisherProperties.class)
                        .origin());
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnExpression("'${gongkai.publisher.url:}'.isBlank()")
    @Import({PublisherConfiguration.class, SearchConfiguration.class})
    static class InThisProcess {

        @Bean
        ReleaseSource releasesHere(SiteTrees trees, ReleaseStore store, Catalogues catalogues) {
            return new LocalReleases(trees, store, catalogues);
        }
    }

    /** Then this process neither publishes nor serves the site or the search. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnExpression("!'${gongkai.publisher.url:}'.isBlank()")
    @Import({PictureConfiguration.class, PreviewConfiguration.class})
    static class InAnotherProcess {

        @Bean
        RemoteReleases releases(@Value("${gongkai.publisher.url}") URI publisher, Secrets secrets) {
            return new RemoteReleases(publisher, secrets.value(Secrets.Secret.INTERNAL_TOKEN));
        }

        @Bean
        DocumentKinds documentKinds(ResourceLoader application) {
            return DocumentKinds.read(
                    Objects.requireNonNullElse(
                            application.getClassLoader(),
                            PublishingConfiguration.class.getClassLoader()));
        }

        @Bean
        ReleaseSource releasesElsewhere(
                @Value("${gongkai.publisher.url}") URI publisher,
                Secrets secrets,
                JdbcClient jdbc) {
            return new ReleasesElsewhere(
                    jdbc,
                    new RemoteManifests(publisher, secrets.value(Secrets.Secret.INTERNAL_TOKEN)));
        }

        /** Behind the door between processes, as everything under {@code /internal/}. */
        @Bean
        RouterFunction<ServerResponse> publishingPort(
                ContentSource source, ReleaseLedger ledger, PublicRecord record) {
            return new PublishingPort(source, ledger, record).routes();
        }
    }
}
