package org.gongkai.publisher.job;

import org.gongkai.publisher.ConformanceReport;
import org.gongkai.publisher.Finding;
import org.gongkai.publisher.OfferedEdition;
import org.gongkai.publisher.ReleaseLedger;
import org.gongkai.publisher.ReleaseOutcome;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.catalogue.Catalogue;
import org.gongkai.publisher.catalogue.Catalogues;
import org.gongkai.publisher.catalogue.ReleasedDocument;
import org.gongkai.publisher.check.CheckedSite;
import org.gongkai.publisher.check.Conformance;
import org.gongkai.publisher.check.ConformanceGate;
import org.gongkai.publisher.indexing.Indexing;
import org.gongkai.publisher.output.LiveTree;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.ManifestDraft;
import org.gongkai.publisher.output.ReleaseStore;
import org.gongkai.publisher.output.SiteTrees;
import org.gongkai.publisher.plan.SitePlan;
import org.gongkai.publisher.plan.SiteState;
import org.gongkai.publisher.render.Article;
import org.gongkai.publisher.render.Renderer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What each step of a release does. The order, and why, is {@link ReleaseJob}'s.
 *
 * <p>Whatever stops a release before the switch must not stop a removal (decision 5): then the
 * release goes on with the removals alone.
 */
final class ReleaseSteps {
    private static final Logger LOG = LoggerFactory.getLogger(ReleaseSteps.class);
    private static final List<ConformanceReport.Rule> OTHER_RULES =
            List.of(
                    ours("FORM-1", "The canonical form of every document can be read as approved"),
                    ours("MEDIA-1", "Every file can be read and made ready as approved"),
                    ours(
                            "SET-1",
                            "Documents of a release set become public together or not at all"));

    private final Renderer renderer;
    private final Sha256 configuration;
    private final ConformanceGate gate;
    private final ReleaseStore store;
    private final SiteTrees trees;
    private final Catalogues catalogues;
    private final Indexing indexing;
    private final ReleaseLedger ledger;

    ReleaseSteps(
            Renderer renderer,
            Sha256 configuration,
            ConformanceGate gate,
            ReleaseStore store,
            SiteTrees trees,
            Catalogues catalogues,
            Indexing indexing,
            ReleaseLedger ledger) {
        this.renderer = renderer;
        this.configuration = configuration;
        this.gate = gate;
        this.store = store;
        this.trees = trees;
        this.catalogues = catalogues;
        this.indexing = indexing;
        this.ledger = ledger;
    }

    private static ConformanceReport.Rule ours(String id, String looksAt) {
        return new ConformanceReport.Rule(id, "docs/pipeline.md", Finding.Severity.BLOCK, looksAt);
    }

    void plan(ReleaseWork work) {
        orRemovalsOnly(work, () -> planAll(work), null);
    }

    void render(ReleaseWork work, Rendering.Progress progress) {
        orRemovalsOnly(work, () -> renderPlan(work, progress), progress);
    }

    /** Takes out what may not become public, until the gate finds no more. */
    void check(ReleaseWork work, Rendering.Progress progress) {
        orRemovalsOnly(work, () -> holdUntilInOrder(work), progress);
        if (work.removalsOnly) {
            work.warnings = warningsAtRemovals(work);
        }
        decide(work);
        store.keep(
                new ConformanceReport(work.number(), work.opened.instant(), rules(), found(work)));
    }

    /** The gate's, and those that are looked at elsewhere. */
    private List<ConformanceReport.Rule> rules() {
        return Stream.concat(gate.rules().stream(), OTHER_RULES.stream())
                .sorted(Comparator.comparing(ConformanceReport.Rule::id))
                .toList();
    }

    private static List<Finding> found(ReleaseWork work) {
        return Stream.concat(work.outcome().held().stream(), work.warnings.stream()).toList();
    }

    /**
     * Only what is withdrawn, which goes whatever becomes of this release. What goes because an
     * earlier release is gone back to stays until the switch: if there is none, nobody would put it
     * back. From the switch until it is removed, search answers that it is behind.
     */
    void unindex(ReleaseWork work) {
        indexing.unindex(work.planner.removed(), work.number());
    }

    /** Everything is durable before the record says that the switch is about to happen. */
    void activate(ReleaseWork work) {
        work.pack.seal();
        store.keep(work.manifest());
        trees.prepare(work.manifest());
        ledger.activating(work.outcome());
        work.activating = true;
        trees.activate(work.manifest());
        catalogues.remember(work.manifest(), work.catalogue());
        work.switched = true;
    }

    /** Left to the background if something is to be taken down while attachments are read. */
    void index(ReleaseWork work) {
        work.indexed = indexing.follow(work.manifest(), work::isToGiveWay);
    }

    void record(ReleaseWork work) {
        ledger.activated(work.number());
    }

    /** The release is public and recorded: what is found amiss here is reported, not thrown. */
    void reconcile(ReleaseWork work) {
        Sha256 shown = trees.current().map(LiveTree::root).orElseThrow();
        Sha256 recorded = ledger.active().map(ReleaseOutcome::manifestRoot).orElse(null);
        if (!shown.equals(recorded)) {
            LOG.error(
                    "The site shows manifest {}, but the ledger records {}: restart the publisher, which repairs it",
                    shown,
                    recorded);
        }
        if (work.indexed) {
            indexing.reconcileSoon(work.manifest(), work::isToGiveWay);
        }
    }

    private static void planAll(ReleaseWork work) {
        if (work.reversal != null) {
            work.plan(work.reversal.plan());
            work.warnings = work.plan().refused();
            return;
        }
        if (work.removalsOnly) {
            work.plan(work.planner.planRemovalsOnly());
            return;
        }
        SitePlan plan = work.planner.plan(work.heldEditions);
        while (hold(work, plan.refused())) {
            plan = work.planner.plan(work.heldEditions);
        }
        work.plan(plan);
    }

    private void renderPlan(ReleaseWork work, Rendering.Progress progress) {
        SiteState previous = work.previous;
        Renderer.Theme theme = renderer.theme();
        SiteDraft site =
                new SiteDraft(
                        work,
                        store.draft(previous == null ? null : previous.manifest(), work.pack),
                        new ArticleReader(store),
                        theme,
                        progress);
        site.apply(work.plan());
        work.site(site);
    }

    private void holdUntilInOrder(ReleaseWork work) {
        if (work.removalsOnly) {
            return;
        }
        Conformance conformance = look(work);
        while (work.reversal == null && hold(work, conformance.blocksOnEditions())) {
            planAll(work);
            Objects.requireNonNull(work.site(), "not rendered yet").apply(work.plan());
            conformance = look(work);
        }
        if (!conformance.siteBlocks().isEmpty()) {
            throw new GateStopped(conformance.siteBlocks());
        }
        work.warnings =
                Stream.concat(work.warnings.stream(), conformance.warnings().stream()).toList();
    }

    /**
     * @param progress of rendering, null as long as nothing was to be rendered yet
     */
    private void orRemovalsOnly(
            ReleaseWork work, Runnable step, Rendering.@Nullable Progress progress) {
        try {
            step.run();
        } catch (GaveWay e) {
            throw e;
        } catch (RuntimeException e) {
            if (work.reversal != null || work.planner.removed().isEmpty()) {
                throw e;
            }
            LOG.error(
                    "Release {} goes on with its removals alone, because {}",
                    work.number(),
                    e.getMessage());
            work.removalsOnly = true;
            work.site(null);
            work.plan(work.planner.planRemovalsOnly());
            if (progress != null) {
                renderRemovals(work, progress);
            }
        }
    }

    /** Not even a theme that fails on every page keeps public what must go. */
    private void renderRemovals(ReleaseWork work, Rendering.Progress progress) {
        try {
            renderPlan(work, progress);
        } catch (RuntimeException e) {
            LOG.error(
                    "Release {} keeps the pages of the release before, and those that name what is removed"
                            + " say that they are being updated, because {}",
                    work.number(),
                    e.getMessage());
            work.site(null);
        }
    }

    /** What the gate would say of removals; nothing that it says or breaks on stops them. */
    private List<Finding> warningsAtRemovals(ReleaseWork work) {
        try {
            return work.site() == null ? List.of() : look(work).findings();
        } catch (RuntimeException e) {
            LOG.error("Release {} could not be checked", work.number(), e);
            return List.of();
        }
    }

    /** Looks at what was rendered since it last looked, and at the documents that changed. */
    private Conformance look(ReleaseWork work) {
        SiteDraft site = Objects.requireNonNull(work.site(), "not rendered yet");
        Set<UUID> published = Set.copyOf(work.plan().published());
        return gate.check(
                CheckedSite.of(
                        site.view(),
                        path ->
                                site.manifest()
                                        .file(path)
                                        .filter(entry -> entry.status() == 200)
                                        .isPresent()),
                documents(site),
                pages(work, site),
                edition -> !published.contains(edition));
    }

    /** What changed, and what names it. */
    private static Stream<Article> documents(SiteDraft site) {
        Catalogue catalogue = site.view().catalogue();
        Stream<ReleasedDocument> looked =
                site.everything()
                        ? Stream.empty() // all their pages are looked at
                        : site.changed().stream()
                                .flatMap(
                                        id ->
                                                Stream.concat(
                                                        catalogue.live(id).stream(),
                                                        catalogue.naming(id).values().stream()
                                                                .flatMap(List::stream)))
                                .distinct()
                                .filter(each -> !site.rendered().contains(pageOf(each)));
        return looked.map(site.view().articles()::read);
    }

    private static String pageOf(ReleasedDocument document) {
        return document.path() + "index.html";
    }

    private Stream<ConformanceGate.Candidate> pages(ReleaseWork work, SiteDraft site) {
        if (!site.everything()) {
            return site.rendered().stream()
                    .flatMap(
                            path ->
                                    site.manifest().file(path).stream()
                                            .flatMap(entry -> candidate(work, path, entry)));
        }
        Manifest sealed = site.manifest().seal(head(work, new TreeMap<>()));
        return sealed.files().flatMap(file -> candidate(work, file.getKey(), file.getValue()));
    }

    private Stream<ConformanceGate.Candidate> candidate(
            ReleaseWork work, String path, Manifest.Entry entry) {
        return entry.type().startsWith("text/html")
                ? Stream.of(
                        new ConformanceGate.Candidate(
                                path,
                                entry.status(),
                                entry.edition(),
                                () -> {
                                    work.checkpoint();
                                    return store.written(entry.digest());
                                }))
                : Stream.empty();
    }

    /** Holds these editions with their release sets; answers whether any is newly held. */
    private static boolean hold(ReleaseWork work, List<Finding> findings) {
        Set<UUID> blocked = findings.stream().map(Finding::edition).collect(Collectors.toSet());
        if (!work.heldEditions.addAll(blocked)) {
            return false;
        }
        work.held.addAll(findings);
        for (OfferedEdition edition : work.content.editions()) {
            UUID set = edition.releaseSet();
            if (blocked.contains(edition.edition()) && set != null) {
                holdMates(work, set, edition);
            }
        }
        return true;
    }

    private static void holdMates(ReleaseWork work, UUID set, OfferedEdition because) {
        for (OfferedEdition mate : work.content.editions()) {
            if (set.equals(mate.releaseSet())
                    && !mate.live()
                    && work.heldEditions.add(mate.edition())) {
                work.held.add(
                        new Finding(
                                "SET-1",
                                Finding.Severity.BLOCK,
                                mate.edition(),
                                null,
                                "It becomes public together with edition %s or not at all, and that one is held"
                                        .formatted(because.edition())));
            }
        }
    }

    private void decide(ReleaseWork work) {
        SitePlan plan = work.plan();
        SiteDraft site = work.site();
        ManifestDraft draft;
        Catalogue catalogue;
        if (site == null) {
            SiteState previous = Objects.requireNonNull(work.previous, "removed from nothing");
            KeptPages kept = new KeptPages(previous, store, work.pack);
            draft = kept.without(plan);
            catalogue = previous.catalogue().with(plan.documents(), plan.withdrawals());
        } else {
            draft = site.manifest();
            catalogue = site.view().catalogue();
            work.rendered = site.renderedCount();
        }
        Manifest manifest = draft.seal(head(work, new TreeMap<>()));
        Passing passing = new Passing(work, draft, manifest);
        if (passing.found()) {
            manifest = draft.seal(head(work, passing.staying()));
        }
        work.made(manifest, catalogue);
        work.outcome(
                new ReleaseOutcome(
                        work.number(),
                        work.opened.instant(),
                        plan.sequence(),
                        manifest.root(),
                        plan.published(),
                        plan.removed(),
                        plan.takenBack(),
                        plan.restored(),
                        work.removalsOnly ? List.of() : work.held));
    }

    private ManifestDraft.Words head(ReleaseWork work, SortedMap<String, Integer> passing) {
        SiteDraft site = work.site();
        SiteState previous = work.previous;
        long lastRemoval =
                previous != null
                        ? previous.manifest().lastRemoval()
                        // What was shown before is not known, so anything may have been removed.
                        : ledger.active().isPresent() ? work.number() : 0;
        return new ManifestDraft.Words(
                work.number(),
                work.opened.instant(),
                work.plan().sequence(),
                work.plan().site().digest(),
                site == null
                        ? KeptPages.NO_THEME
                        : work.quick() && previous != null
                                ? previous.manifest().theme()
                                : site.theme(),
                work.quick() && previous != null
                        ? previous.manifest().configuration()
                        : configuration,
                work.takesAway() ? work.number() : lastRemoval,
                work.content.audit(),
                previous == null ? null : previous.manifest().root(),
                site == null ? new TreeMap<>() : site.aspects(),
                passing);
    }
}
