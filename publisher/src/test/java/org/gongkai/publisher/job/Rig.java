package org.gongkai.publisher.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.publisher.ContentSource;
import org.gongkai.publisher.Finding;
import org.gongkai.publisher.PublicRecord;
import org.gongkai.publisher.ReleaseLedger;
import org.gongkai.publisher.ReleaseOutcome;
import org.gongkai.publisher.ReleaseProof;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.catalogue.Catalogues;
import org.gongkai.publisher.check.CheckedIdentity;
import org.gongkai.publisher.check.ConformanceGate;
import org.gongkai.publisher.indexing.Indexing;
import org.gongkai.publisher.kind.DocumentKinds;
import org.gongkai.publisher.kind.TestKinds;
import org.gongkai.publisher.media.PictureDesk;
import org.gongkai.publisher.output.LiveTree;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.ReleaseStore;
import org.gongkai.publisher.output.SiteTrees;
import org.gongkai.publisher.picture.PictureReader;
import org.gongkai.publisher.picture.PictureSettings;
import org.gongkai.publisher.render.Renderer;
import org.gongkai.publisher.verify.ReleaseVerifier;
import org.gongkai.publisher.verify.Rerendering;
import org.gongkai.search.SearchIndex;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** A publisher put together by hand, on a directory that outlives it. */
final class Rig {
    final Path directory;
    final ReleaseStore store;
    final SiteTrees trees;
    final Indexing indexing;
    final ReleaseJob job;
    private final ReleaseLedger ledger;
    private final Rerendering rerendering;
    private final Clock clock;

    Rig(
            Path directory,
            ContentSource content,
            ReleaseLedger ledger,
            SearchIndex index,
            Renderer renderer,
            Clock clock,
            JobRepository repository,
            BatchRun.StepBoundary boundary) {
        this.directory = directory;
        this.ledger = ledger;
        this.clock = clock;
        store = ReleaseStore.in(directory.resolve("releases"));
        trees = SiteTrees.in(directory.resolve("site"), store, Duration.ZERO);
        DocumentKinds kinds = TestKinds.withMemos(directory.resolve("declared"), "none");
        indexing = new Indexing(index, store, kinds);
        Catalogues catalogues = new Catalogues(store::forms);
        Sha256 configuration = Sha256.of("test".getBytes(StandardCharsets.UTF_8));
        ReleaseSteps steps =
                new ReleaseSteps(
                        renderer,
                        configuration,
                        gate(kinds),
                        store,
                        trees,
                        catalogues,
                        indexing,
                        ledger);
        job =
                new ReleaseJob(
                        content,
                        ledger,
                        store,
                        trees,
                        steps,
                        indexing,
                        new ReleaseRecovery(ledger, store, trees, repository, clock),
                        renderer,
                        configuration,
                        new PictureDesk(
                                new PictureReader(PictureSettings.usual()),
                                PictureSettings.usual(),
                                kinds),
                        catalogues,
                        new BatchRun(repository, operator(repository), boundary),
                        clock,
                        50);
        rerendering =
                new Rerendering(
                        renderer,
                        configuration,
                        catalogues,
                        store::read,
                        new ArticleReader(store)::read);
        job.recover();
    }

    ReleaseProof proof(PublicRecord record) {
        return new ReleaseVerifier(ledger, record, store, trees, rerendering, job::alone, clock);
    }

    static JobRepository inMemory() {
        return new ResourcelessJobRepository();
    }

    private static TaskExecutorJobOperator operator(JobRepository repository) {
        try {
            TaskExecutorJobOperator operator = new TaskExecutorJobOperator();
            operator.setJobRepository(repository);
            operator.setJobRegistry(new MapJobRegistry());
            operator.afterPropertiesSet();
            return operator;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static ConformanceGate gate(DocumentKinds kinds) {
        return new ConformanceGate(
                new CheckedIdentity(
                        "https://www.example.org",
                        "www.example.org",
                        Map.of("gongkai.publisher.site-id-code", ""),
                        Map.of(),
                        Finding.Severity.WARN),
                Set.of("/api/"),
                kinds,
                null);
    }

    Manifest shown() {
        return trees.current().map(LiveTree::manifest).orElseThrow();
    }

    String text(String path) {
        try {
            return Files.readString(directory.resolve("site/current" + path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Manifest, tree, ledger and editions say the same. */
    void assertConsistent(Map<UUID, UUID> liveEditions) {
        assertThat(ledger.interrupted()).isEmpty();
        if (ledger.active().isEmpty()) {
            assertThat(trees.current()).isEmpty();
            assertThat(liveEditions).isEmpty();
            return;
        }
        ReleaseOutcome active = ledger.active().orElseThrow();
        Manifest manifest = shown();
        assertThat(manifest.release()).isEqualTo(active.number());
        assertThat(manifest.root()).isEqualTo(active.manifestRoot());
        Map<UUID, UUID> documents = new TreeMap<>();
        manifest.documents().forEach((id, live) -> documents.put(id, live.edition()));
        assertThat(documents).isEqualTo(liveEditions);
        assertThat(filesShown()).isEqualTo(filesOf(manifest));
        assertThat(store.numbers().last()).isEqualTo(active.number());
    }

    private static Map<String, Sha256> filesOf(Manifest manifest) {
        Map<String, Sha256> files = new TreeMap<>();
        manifest.entries()
                .forEach(
                        (path, entry) ->
                                files.put(
                                        entry.status() == 410 ? "/.gone" + path : path,
                                        entry.digest()));
        return files;
    }

    private Map<String, Sha256> filesShown() {
        try {
            Path tree = directory.resolve("site/current").toRealPath();
            try (Stream<Path> walk = Files.walk(tree)) {
                Map<String, Sha256> files = new TreeMap<>();
                for (Path file : walk.filter(Files::isRegularFile).toList()) {
                    String name = "/" + tree.relativize(file);
                    if (!name.endsWith(".gz") && !name.equals("/release.json")) {
                        files.put(name, Sha256.of(Files.readAllBytes(file)));
                    }
                }
                return files;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
