package org.gongkai.publisher;

import org.gongkai.publisher.catalogue.Catalogues;
import org.gongkai.publisher.indexing.IndexingConfiguration;
import org.gongkai.publisher.job.JobConfiguration;
import org.gongkai.publisher.kind.DocumentKinds;
import org.gongkai.publisher.links.LinkKeeper;
import org.gongkai.publisher.links.LinksConfiguration;
import org.gongkai.publisher.output.ReleaseStore;
import org.gongkai.publisher.output.SiteTrees;
import org.gongkai.publisher.picture.PictureConfiguration;
import org.gongkai.publisher.released.KeptRecords;
import org.gongkai.publisher.released.LocalReleases;
import org.gongkai.publisher.render.SiteIdentity;
import org.gongkai.publisher.serving.ServingConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

import java.nio.file.Path;
import java.util.Objects;

/**
 * The publisher as beans, for an application to import. It must give a {@link ContentSource}, a
 * {@link ReleaseLedger}, a {@link PublicRecord}, a {@link java.time.Clock}, a {@link
 * org.gongkai.search.SearchIndex}, and the data source and transaction manager of Spring Batch; it
 * gets {@link Releases}, {@link ReleaseProof} and the site under {@code /}.
 */
@Configuration(proxyBeanMethods = false)
@Import({
    PreviewConfiguration.class,
    JobConfiguration.class,
    IndexingConfiguration.class,
    ServingConfiguration.class,
    LinksConfiguration.class,
    PictureConfiguration.class
})
public class PublisherConfiguration {

    /** From the class path of the application: its resource loader may have more than this jar. */
    @Bean
    DocumentKinds documentKinds(ResourceLoader application) {
        return DocumentKinds.read(
                Objects.requireNonNullElse(
                        application.getClassLoader(),
                        PublisherConfiguration.class.getClassLoader()));
    }

    @Bean
    ReleaseStore releaseStore(PublisherProperties properties, Environment environment) {
        return ReleaseStore.in(directory(properties.releasesDir(), "releases", environment));
    }

    /** One for all who look things up in releases: it is large where there is much. */
    @Bean
    Catalogues catalogues(ReleaseStore store) {
        return new Catalogues(store::forms);
    }

    @Bean
    SiteTrees siteTrees(
            PublisherProperties properties, ReleaseStore store, Environment environment) {
        return SiteTrees.in(
                directory(properties.siteDir(), "site", environment), store, properties.grace());
    }

    @Bean
    ReleaseRecords releaseRecords(
            SiteTrees trees,
            ReleaseStore store,
            Catalogues catalogues,
            SiteIdentity identity,
            ObjectProvider<LinkKeeper> links) {
        return new KeptRecords(
                new LocalReleases(trees, store, catalogues),
                store,
                identity,
                () -> links.stream().flatMap(keeper -> keeper.found().stream()).toList());
    }

    static Path directory(@Nullable Path set, String name, Environment environment) {
        return set != null
                ? set
                : Path.of(environment.getProperty("gongkai.home", "./var")).resolve(name);
    }
}
