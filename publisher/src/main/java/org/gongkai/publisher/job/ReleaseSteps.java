package org.gongkai.publisher.job;

import org.gongkai.publisher.Finding;
import org.gongkai.publisher.PublishableEdition;
import org.gongkai.publisher.ReleaseLedger;
import org.gongkai.publisher.ReleaseOutcome;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.check.Conformance;
import org.gongkai.publisher.check.ConformanceGate;
import org.gongkai.publisher.indexing.Indexing;
import org.gongkai.publisher.output.LiveTree;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.Manifest.Entry;
import org.gongkai.publisher.output.ReleaseStore;
import org.gongkai.publisher.output.SiteTrees;
import org.gongkai.publisher.plan.SitePlan;
import org.gongkai.publisher.render.Renderer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What each step of a release does. The order, and why, is {@link ReleaseJob}'s.
 *
 * <p>Whatever stops a release before the switch must not stop a removal (decision 5): then the
 * release goes on with the removals alone.
 */
final class ReleaseSteps {
    private static final Logger LOG = LoggerFactory.getLogger(ReleaseSteps.class);
    private static final int COMPARED_AT_ONCE = 5_000;

    private final Renderer renderer;
    private final Sha256 configuration;
    private final ConformanceGate gate;
    private final ReleaseStore store;
    private final SiteTrees trees;
    private final Indexing indexing;
    private final ReleaseLedger ledger;
    private final int keep;

    ReleaseSteps(
            Renderer renderer,
            Sha256 configuration,
            ConformanceGate gate,
            ReleaseStore store,
            SiteTrees trees,
            Indexing indexing,
            ReleaseLedger ledger,
            int keep) {
        this.renderer = renderer;
        this.configuration = configuration;
        this.gate = gate;
        this.store = store;
        this.trees = trees;
        this.indexing = indexing;
        this.ledger = ledger;
        this.keep = keep;
    }

    /** From here to its end a release knows one theme. */
    void begin() {
        renderer.refresh();
    }

    void plan(ReleaseWork work) {
        orRemovalsOnly(work, () -> planAll(work), null);
    }

    void render(ReleaseWork work, RenderedSite.Progress progress) {
        orRemovalsOnly(work, () -> renderPlan(work, progress), progress);
    }

    /** Takes out what may not become public, until the gate finds no more. */
    void check(ReleaseWork work, RenderedSite.Progress progress) {
        orRemovalsOnly(work, () -> holdUntilInOrder(work, progress), progress);
        if (work.removalsOnly) {
            work.warnings = warningsAtRemovals(work);
        }
        decide(work);
    }

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
        work.switched = true;
    }

    void index(ReleaseWork work) {
        work.indexed = indexing.follow(work.manifest());
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
        if (work.indexed && work.manifest().documents().size() <= COMPARED_AT_ONCE) {
            indexing.reconcile(work.manifest());
        }
        store.retain(keep);
    }

    private void planAll(ReleaseWork work) {
        SitePlan plan = work.planner.plan(work.heldEditions);
        while (hold(work, plan.refused())) {
            plan = work.planner.plan(work.heldEditions);
        }
        work.plan(plan);
    }

    private void renderPlan(ReleaseWork work, RenderedSite.Progress progress) {
        work.rendered(RenderedSite.of(work.plan(), renderer, work.pack, progress));
    }

    private void holdUntilInOrder(ReleaseWork work, RenderedSite.Progress progress) {
        if (work.removalsOnly) {
            return;
        }
        Conformance conformance = look(work);
        while (hold(work, conformance.blocksOnEditions())) {
            planAll(work);
            renderPlan(work, progress);
            conformance = look(work);
        }
        if (!conformance.siteBlocks().isEmpty()) {
            throw new GateStopped(conformance.siteBlocks());
        }
        work.warnings = conformance.warnings();
    }

    /**
     * @param progress of rendering, null as long as nothing was to be rendered yet
     */
    private void orRemovalsOnly(
            ReleaseWork work, Runnable step, RenderedSite.@Nullable Progress progress) {
        try {
            step.run();
        } catch (RuntimeException e) {
            if (work.planner.removed().isEmpty()) {
                throw e;
            }
            LOG.error(
                    "Release {} goes on with its removals alone, because {}",
                    work.number(),
                    e.getMessage());
            if (!work.removalsOnly) {
                work.removalsOnly = true;
                work.plan(work.planner.planRemovalsOnly());
            }
            if (progress != null) {
                renderRemovals(work, progress);
            }
        }
    }

    /** Not even a theme that fails on every page keeps public what must go. */
    private void renderRemovals(ReleaseWork work, RenderedSite.Progress progress) {
        try {
            renderPlan(work, progress);
        } catch (RuntimeException e) {
            LOG.error(
                    "Release {} keeps the pages of the release before, and those that name what is removed"
                            + " say that they are being updated, because {}",
                    work.number(),
                    e.getMessage());
            Manifest previous = Objects.requireNonNull(work.previous, "removed from nothing");
            work.rendered(new KeptPages(previous, store, work.pack).without(work.plan()));
            work.theme = KeptPages.NO_THEME;
        }
    }

    /** What the gate would say of removals; nothing that it says or breaks on stops them. */
    private List<Finding> warningsAtRemovals(ReleaseWork work) {
        try {
            return look(work).findings();
        } catch (RuntimeException e) {
            LOG.error("Release {} could not be checked", work.number(), e);
            return List.of();
        }
    }

    /** Looks at pages that the release before did not have, and at all if something is gone. */
    private Conformance look(ReleaseWork work) {
        Manifest previous = work.previous;
        Map<String, Entry> entries = work.rendered().entries();
        Set<String> paths =
                entries.entrySet().stream()
                        .filter(entry -> entry.getValue().status() == 200)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
        Map<String, Entry> inOrder =
                previous != null
                                && previous.configuration().equals(configuration)
                                && previous.entries().entrySet().stream()
                                        .filter(entry -> entry.getValue().status() == 200)
                                        .allMatch(entry -> paths.contains(entry.getKey()))
                        ? previous.entries()
                        : Map.of();
        List<ConformanceGate.Candidate> pages =
                entries.entrySet().stream()
                        .filter(entry -> entry.getValue().type().startsWith("text/html"))
                        .filter(entry -> !entry.getValue().equals(inOrder.get(entry.getKey())))
                        .map(
                                entry ->
                                        new ConformanceGate.Candidate(
                                                entry.getKey(),
                                                entry.getValue().status(),
                                                entry.getValue().edition(),
                                                () -> store.read(entry.getValue().digest())))
                        .toList();
        Set<UUID> published = Set.copyOf(work.plan().published());
        Set<UUID> live =
                work.plan().documents().values().stream()
                        .map(Manifest.LiveDocument::edition)
                        .filter(edition -> !published.contains(edition))
                        .collect(Collectors.toSet());
        return gate.check(work.plan().contents(), paths, pages, live);
    }

    /** Holds these editions with their release sets; answers whether any is newly held. */
    private static boolean hold(ReleaseWork work, List<Finding> findings) {
        Set<UUID> blocked = findings.stream().map(Finding::edition).collect(Collectors.toSet());
        if (!work.heldEditions.addAll(blocked)) {
            return false;
        }
        work.held.addAll(findings);
        for (PublishableEdition edition : work.content.editions()) {
            UUID set = edition.releaseSet();
            if (blocked.contains(edition.edition()) && set != null) {
                holdMates(work, set, edition);
            }
        }
        return true;
    }

    private static void holdMates(ReleaseWork work, UUID set, PublishableEdition because) {
        for (PublishableEdition mate : work.content.editions()) {
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
        Manifest previous = work.previous;
        long lastRemoval = previous == null ? 0 : previous.lastRemoval();
        Sha256 theme = work.theme == null ? renderer.theme() : work.theme;
        Manifest manifest =
                new Manifest(
                        work.number(),
                        work.opened.instant(),
                        plan.sequence(),
                        plan.site(),
                        theme,
                        configuration,
                        work.planner.removed().isEmpty() ? lastRemoval : work.number(),
                        work.content.audit(),
                        previous == null ? null : previous.root(),
                        plan.documents(),
                        plan.withdrawals(),
                        previous == null
                                ? work.rendered().entries()
                                : new LinkedBefore(previous, before(previous))
                                        .addedTo(work.rendered().entries(), theme, work.pack));
        work.manifest(manifest);
        work.outcome(
                new ReleaseOutcome(
                        work.number(),
                        work.opened.instant(),
                        plan.sequence(),
                        manifest.root(),
                        plan.published(),
                        plan.removed(),
                        work.removalsOnly ? List.of() : work.held));
    }

    private @Nullable Manifest before(Manifest manifest) {
        Long number = store.numbers().lower(manifest.release());
        return number == null ? null : store.manifest(number).orElse(null);
    }
}
