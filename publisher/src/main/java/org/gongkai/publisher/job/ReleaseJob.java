package org.gongkai.publisher.job;

import org.gongkai.publisher.ContentSource;
import org.gongkai.publisher.Erasure;
import org.gongkai.publisher.KeptReleases;
import org.gongkai.publisher.NothingToPublish;
import org.gongkai.publisher.PublishableContent;
import org.gongkai.publisher.PublishableSite;
import org.gongkai.publisher.ReleaseFailed;
import org.gongkai.publisher.ReleaseLedger;
import org.gongkai.publisher.ReleaseProgress;
import org.gongkai.publisher.ReleaseReport;
import org.gongkai.publisher.ReleaseRequest;
import org.gongkai.publisher.ReleaseStep;
import org.gongkai.publisher.Releases;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.approved.SiteText;
import org.gongkai.publisher.catalogue.Catalogues;
import org.gongkai.publisher.indexing.Indexing;
import org.gongkai.publisher.media.MediaPress;
import org.gongkai.publisher.media.PictureDesk;
import org.gongkai.publisher.output.LiveTree;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.ReleasePack;
import org.gongkai.publisher.output.ReleaseStore;
import org.gongkai.publisher.output.SiteTrees;
import org.gongkai.publisher.plan.Reversal;
import org.gongkai.publisher.plan.SitePlanner;
import org.gongkai.publisher.plan.SiteState;
import org.gongkai.publisher.render.Renderer;
import org.gongkai.publisher.render.SiteView;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Makes releases, one at a time, as a batch job of eight steps. */
final class ReleaseJob implements Releases, KeptReleases {
    private static final Logger LOG = LoggerFactory.getLogger(ReleaseJob.class);

    private final ContentSource source;
    private final ReleaseLedger ledger;
    private final ReleaseStore store;
    private final SiteTrees trees;
    private final ReleaseSteps steps;
    private final Indexing indexing;
    private final ReleaseRecovery recovery;
    private final Renderer renderer;
    private final Sha256 configuration;
    private final PictureDesk pictures;
    private final Catalogues catalogues;
    private final BatchRun batch;
    private final Clock clock;
    private final Job job;
    private final int keep;
    private final ReentrantLock oneAtATime = new ReentrantLock(true);
    private final Settling settling;
    private final AtomicInteger takedowns = new AtomicInteger();
    private final AtomicReference<@Nullable ReleaseRequest> toRepeat = new AtomicReference<>();

    ReleaseJob(
            ContentSource source,
            ReleaseLedger ledger,
            ReleaseStore store,
            SiteTrees trees,
            ReleaseSteps steps,
            Indexing indexing,
            ReleaseRecovery recovery,
            Renderer renderer,
            Sha256 configuration,
            PictureDesk pictures,
            Catalogues catalogues,
            BatchRun batch,
            Clock clock,
            int keep) {
        this.keep = keep;
        this.source = source;
        this.ledger = ledger;
        this.store = store;
        this.trees = trees;
        this.settling = new Settling(trees, oneAtATime);
        this.steps = steps;
        this.indexing = indexing;
        this.recovery = recovery;
        this.renderer = renderer;
        this.configuration = configuration;
        this.pictures = pictures;
        this.catalogues = catalogues;
        this.batch = batch;
        this.clock = clock;
        this.job = job(batch.repository());
    }

    /** Live before findable, and unfindable before gone (decision 7). */
    private Job job(JobRepository repository) {
        return new JobBuilder(BatchRun.JOB, repository)
                .start(batch.step(ReleaseStep.PLAN, steps::plan))
                .next(batch.step(ReleaseStep.RENDER, this::render))
                .next(batch.step(ReleaseStep.CHECK, this::check))
                .next(batch.step(ReleaseStep.UNINDEX, steps::unindex))
                .next(batch.step(ReleaseStep.ACTIVATE, steps::activate))
                .next(batch.step(ReleaseStep.INDEX, steps::index))
                .next(batch.step(ReleaseStep.RECORD, steps::record))
                .next(batch.step(ReleaseStep.RECONCILE, steps::reconcile))
                .build();
    }

    @Override
    public ReleaseReport release(String requestedBy) {
        return make(ReleaseRequest.release(requestedBy));
    }

    @Override
    public ReleaseReport takeDown(String requestedBy) {
        return make(ReleaseRequest.takeDown(requestedBy));
    }

    @Override
    public ReleaseReport goBack(long to, String requestedBy) {
        return make(ReleaseRequest.goBack(to, requestedBy));
    }

    ReleaseReport make(ReleaseRequest request) {
        while (true) {
            lock(request);
            try {
                return makeAlone(request);
            } catch (GaveWay e) {
                LOG.info(
                        "The release for {} gives way to a withdrawal and is made after it",
                        request.requestedBy());
            } finally {
                oneAtATime.unlock();
            }
        }
    }

    private void lock(ReleaseRequest request) {
        boolean takedown = request.kind() == ReleaseRequest.Kind.TAKEDOWN;
        if (takedown) {
            takedowns.incrementAndGet();
        }
        oneAtATime.lock();
        if (takedown) {
            takedowns.decrementAndGet();
        }
    }

    private ReleaseReport makeAlone(ReleaseRequest request) {
        return switch (request.kind()) {
            case RELEASE -> releaseAlone(request, false);
            case TAKEDOWN -> releaseAlone(request, true);
            case BACK -> goBackAlone(Objects.requireNonNull(request.backTo()), request);
        };
    }

    private ReleaseReport goBackAlone(long to, ReleaseRequest request) {
        long started = System.nanoTime();
        recovery.finishInterrupted();
        SiteState previous =
                shown().orElseThrow(() -> new NothingToPublish("There is no site to go back from"));
        Manifest target =
                store.manifest(to)
                        .filter(manifest -> to < previous.manifest().release())
                        .orElseThrow(
                                () ->
                                        new ReleaseFailed(
                                                "Release %d is not kept to go back to; kept are %s"
                                                        .formatted(to, store.numbers())));
        PublishableContent content = source.read(previous.manifest().sequence(), clock.instant());
        if (SitePlanner.removes(content, previous)) {
            releaseAlone(request, true);
            return goBackAlone(to, request);
        }
        ReleaseLedger.Opened opened = ledger.open(request);
        try (ReleasePack pack = store.begin(opened.number())) {
            ReleaseWork work = work(opened, content, previous, pack, false);
            work.reversal =
                    new Reversal(
                            previous,
                            target,
                            content,
                            source,
                            store,
                            new MediaPress(source, store, pack, pictures, target::entry));
            return run(work, started);
        }
    }

    boolean takedownWaits() {
        return takedowns.get() > 0;
    }

    /** Is called now and then while a release can still be broken off. */
    private void giveWay(ReleaseWork work) {
        if (takedowns.get() > 0 && !work.quick()) {
            throw new GaveWay();
        }
    }

    @Override
    public Optional<ReleaseProgress> running() {
        return batch.progress();
    }

    @Override
    public int erase(Erasure erasure) {
        oneAtATime.lock();
        try {
            recovery.finishInterrupted();
            Manifest shown =
                    trees.current()
                            .map(LiveTree::manifest)
                            .filter(manifest -> manifest.release() >= erasure.removedIn())
                            .filter(manifest -> !shows(manifest, erasure))
                            .orElseThrow(
                                    () ->
                                            new ReleaseFailed(
                                                    "The site does not show yet that document %s was removed in release %d"
                                                            .formatted(
                                                                    erasure.document(),
                                                                    erasure.removedIn())));
            trees.settle();
            int erased = store.erase(erasure, shown);
            indexing.forget(erasure.assets());
            return erased;
        } finally {
            oneAtATime.unlock();
        }
    }

    /** Does something while no release runs. */
    void alone(Runnable work) {
        oneAtATime.lock();
        try {
            work.run();
        } finally {
            oneAtATime.unlock();
        }
    }

    private static boolean shows(Manifest manifest, Erasure erasure) {
        return manifest.document(erasure.document())
                .filter(live -> erasure.revisions().contains(live.digest()))
                .isPresent();
    }

    /** Beside releases: an index of a large site takes its time, and no removal waits for it. */
    @Override
    public boolean unindexWhatIsGone() {
        return trees.current().map(LiveTree::manifest).filter(indexing::renew).isPresent();
    }

    /** Does what start-up must do before anyone reads the site or asks for a release. */
    void recover() {
        oneAtATime.lock();
        try {
            toRepeat.set(recovery.recover().orElse(null));
        } finally {
            oneAtATime.unlock();
        }
        settling.after(0);
    }

    /** What the start found interrupted and to be made again; to be asked once. */
    Optional<ReleaseRequest> takeInterrupted() {
        return Optional.ofNullable(toRepeat.getAndSet(null));
    }

    private ReleaseReport releaseAlone(ReleaseRequest request, boolean takedown) {
        long started = System.nanoTime();
        recovery.finishInterrupted();
        SiteState previous = shown().orElse(null);
        if (previous == null && takedown) {
            if (ledger.active().isEmpty()) {
                throw new NothingToPublish(
                        "There is no site from which anything could be taken down");
            }
            // What the site shows is not known here, so it is made anew, without what is withdrawn.
            return releaseAlone(request, false);
        }
        boolean anew =
                !takedown
                        && (previous == null
                                || !previous.manifest().configuration().equals(configuration));
        PublishableContent content =
                source.read(
                        previous == null || anew ? 0 : previous.manifest().sequence(),
                        clock.instant());
        if (previous != null && !anew && isShown(content, previous, takedown)) {
            return unchanged(previous.manifest(), started);
        }
        ReleaseLedger.Opened opened = ledger.open(request);
        try (ReleasePack pack = store.begin(opened.number())) {
            ReleaseWork work = work(opened, content, previous, pack, anew);
            work.removalsOnly = takedown;
            return run(work, started);
        }
    }

    private ReleaseReport run(ReleaseWork work, long started) {
        try {
            batch.run(job, work);
        } catch (RuntimeException e) {
            ReleaseFailed failed = close(work, e);
            throw e instanceof GaveWay ? e : failed;
        }
        ReleaseReport report = Reports.of(work, since(started));
        if (!work.removalsOnly) {
            letGoOfOldReleases();
        }
        settling.after(report.added() + report.rewritten());
        return report;
    }

    /** Now and then, because it has to look at all that is kept; and never while readers wait. */
    private void letGoOfOldReleases() {
        try {
            if (store.kept() > keep + Math.max(1, keep / 4)) {
                store.retain(keep);
            }
        } catch (RuntimeException e) {
            LOG.error("Old releases could not be let go; the next release tries again", e);
        }
    }

    /** What the site shows, with what is needed to change it. */
    private Optional<SiteState> shown() {
        return trees.current()
                .map(LiveTree::manifest)
                .map(
                        manifest -> {
                            PublishableSite site =
                                    new PublishableSite(
                                            manifest.site(), store.read(manifest.site()));
                            return new SiteState(
                                    manifest, site, SiteText.of(site), catalogues.of(manifest));
                        });
    }

    /**
     * Whether the site shows this content already, in the same words and looks, and in the same
     * phase of the campaign.
     */
    private boolean isShown(PublishableContent content, SiteState shown, boolean takedown) {
        if (takedown
                ? SitePlanner.removes(content, shown)
                : !shown.manifest().site().equals(content.site().digest())
                        || SitePlanner.changes(content, shown)) {
            return false;
        }
        Renderer.Theme theme;
        try {
            theme = renderer.theme();
        } catch (RuntimeException e) {
            return false; // the release will say what is wrong with it
        }
        ArticleReader articles = new ArticleReader(store);
        SiteView now =
                new SiteView(
                        shown.manifest().release(),
                        clock.instant(),
                        shown.text(),
                        shown.catalogue(),
                        document -> articles.read(document, shown.manifest()::entry));
        return (takedown || shown.manifest().theme().equals(theme.digest()))
                && shown.manifest().aspects().equals(theme.pages(now).aspects());
    }

    private ReleaseReport unchanged(Manifest shown, long started) {
        return new ReleaseReport(
                ledger.active().orElse(null),
                false,
                shown.pages(),
                0,
                0,
                0,
                0,
                indexing.hasReached(shown.release()),
                List.of(),
                since(started));
    }

    private ReleaseWork work(
            ReleaseLedger.Opened opened,
            PublishableContent content,
            @Nullable SiteState previous,
            ReleasePack pack,
            boolean anew) {
        MediaPress press =
                new MediaPress(
                        source,
                        store,
                        pack,
                        pictures,
                        path ->
                                previous == null
                                        ? Optional.empty()
                                        : previous.manifest().entry(path));
        SitePlanner planner =
                new SitePlanner(
                        opened.instant(), content, previous, source, store, pack, press, anew);
        return new ReleaseWork(opened, content, previous, pack, planner, anew, this::giveWay);
    }

    private void render(ReleaseWork work) {
        steps.render(work, (done, of) -> batch.progress(work, ReleaseStep.RENDER, done, of));
    }

    private void check(ReleaseWork work) {
        steps.check(work, (done, of) -> batch.progress(work, ReleaseStep.CHECK, done, of));
    }

    /** Closes a release that failed: forward if the switch was recorded, away otherwise. */
    private ReleaseFailed close(ReleaseWork work, RuntimeException failure) {
        ReleaseFailed failed =
                new ReleaseFailed(
                        work.number(),
                        batch.progress().map(ReleaseProgress::step).orElse(ReleaseStep.PLAN),
                        failure);
        if (!(failure instanceof GaveWay)) {
            LOG.error("{}", failed.getMessage(), failure);
        }
        Consumer<Runnable> attempt =
                cleaning -> {
                    try {
                        cleaning.run();
                    } catch (RuntimeException e) {
                        failed.addSuppressed(e);
                    }
                };
        if (!work.activating) {
            attempt.accept(() -> ledger.failed(work.number(), String.valueOf(failed.getMessage())));
            if (failed.step() == ReleaseStep.ACTIVATE) {
                attempt.accept(
                        trees::settle); // while what the idle tree holds can still be compared
            }
            attempt.accept(work.pack::close); // a page that is still being rendered finds it closed
            attempt.accept(() -> store.discard(work.number()));
        }
        batch.forget(work);
        return failed;
    }

    private static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }
}
