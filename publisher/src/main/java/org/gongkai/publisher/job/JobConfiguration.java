package org.gongkai.publisher.job;

import org.gongkai.publisher.ContentSource;
import org.gongkai.publisher.PublicRecord;
import org.gongkai.publisher.PublisherProperties;
import org.gongkai.publisher.ReleaseLedger;
import org.gongkai.publisher.ReleaseProof;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.catalogue.Catalogues;
import org.gongkai.publisher.check.ConformanceGate;
import org.gongkai.publisher.indexing.Indexing;
import org.gongkai.publisher.kind.DocumentKinds;
import org.gongkai.publisher.media.PictureDesk;
import org.gongkai.publisher.output.ReleaseStore;
import org.gongkai.publisher.output.SiteTrees;
import org.gongkai.publisher.picture.PictureReader;
import org.gongkai.publisher.picture.PictureSettings;
import org.gongkai.publisher.render.Renderer;
import org.gongkai.publisher.render.SiteIdentity;
import org.gongkai.publisher.verify.ReleaseVerifier;
import org.gongkai.publisher.verify.Rerendering;
import org.gongkai.publisher.verify.VerifyingKeeper;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** The release job as a bean. What a crash left is put right before anything is served. */
@Configuration(proxyBeanMethods = false)
public class JobConfiguration {
    @Bean
    PictureDesk pictureDesk(PictureReader reader, PictureSettings settings, DocumentKinds kinds) {
        return new PictureDesk(reader, settings, kinds);
    }

    @Bean
    ReleaseJob releases(
            ContentSource source,
            ReleaseLedger ledger,
            Renderer renderer,
            SiteIdentity identity,
            PictureDesk pictures,
            ConformanceGate gate,
            ReleaseStore store,
            SiteTrees trees,
            Catalogues catalogues,
            Indexing indexing,
            JobRepository repository,
            JobOperator operator,
            Clock clock,
            PublisherProperties properties,
            ObjectProvider<BatchRun.StepBoundary> boundary) {
        Sha256 configuration = configuration(identity, pictures);
        ReleaseSteps steps =
                new ReleaseSteps(
                        renderer, configuration, gate, store, trees, catalogues, indexing, ledger);
        ReleaseJob job =
                new ReleaseJob(
                        source,
                        ledger,
                        store,
                        trees,
                        steps,
                        indexing,
                        new ReleaseRecovery(ledger, store, trees, repository, clock),
                        renderer,
                        configuration,
                        pictures,
                        catalogues,
                        new BatchRun(
                                repository,
                                operator,
                                boundary.getIfAvailable(() -> (step, done) -> {})),
                        clock,
                        properties.keep());
        job.recover();
        return job;
    }

    @Bean
    ReleaseProof releaseProof(
            ReleaseJob job,
            ReleaseLedger ledger,
            PublicRecord record,
            Renderer renderer,
            SiteIdentity identity,
            PictureDesk pictures,
            ReleaseStore store,
            SiteTrees trees,
            Catalogues catalogues,
            Clock clock) {
        Rerendering rerendering =
                new Rerendering(
                        renderer,
                        configuration(identity, pictures),
                        catalogues,
                        store::read,
                        new ArticleReader(store)::read);
        return new ReleaseVerifier(ledger, record, store, trees, rerendering, job::alone, clock);
    }

    @Bean
    RepeatingKeeper repeatingKeeper(ReleaseJob job, ReleaseLedger ledger) {
        return new RepeatingKeeper(job, ledger);
    }

    @Bean(initMethod = "start")
    VerifyingKeeper verifyingKeeper(ReleaseProof proof, PublisherProperties properties) {
        return new VerifyingKeeper(
                proof, properties.verify().every(), properties.verify().repair());
    }

    /** Of what changes every page, or the files of every picture. */
    private static Sha256 configuration(SiteIdentity identity, PictureDesk pictures) {
        return Sha256.of(
                (identity + "\n" + pictures.settings().recipe()).getBytes(StandardCharsets.UTF_8));
    }
}
