package org.gongkai.publisher.job;

import org.gongkai.publisher.Finding;
import org.gongkai.publisher.PublishableContent;
import org.gongkai.publisher.ReleaseLedger;
import org.gongkai.publisher.ReleaseOutcome;
import org.gongkai.publisher.catalogue.Catalogue;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.ReleasePack;
import org.gongkai.publisher.plan.Reversal;
import org.gongkai.publisher.plan.SitePlan;
import org.gongkai.publisher.plan.SitePlanner;
import org.gongkai.publisher.plan.SiteState;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What one running release has made so far. In memory only: a crash before the switch abandons the
 * release, and after it everything that matters is in the ledger and in the store.
 */
final class ReleaseWork {
    final ReleaseLedger.Opened opened;
    final PublishableContent content;
    final @Nullable SiteState previous;
    final ReleasePack pack;
    final SitePlanner planner;

    /** Whether everything is made anew, because the release before was made otherwise. */
    final boolean anew;

    private final Consumer<ReleaseWork> checkpoint;

    /** What goes back to an earlier release; null for a release of what is approved. */
    @Nullable Reversal reversal;

    /** Editions that the gate keeps back, and why. */
    final Set<UUID> heldEditions = new HashSet<>();

    final List<Finding> held = new ArrayList<>();
    List<Finding> warnings = List.of();

    /**
     * Whether only removals are made: because nothing else was asked for, or because something
     * stopped the rest.
     */
    boolean removalsOnly;

    /** Whether the record of the switch was begun: from there on only forward. */
    boolean activating;

    boolean switched;
    boolean indexed;
    int rendered;

    private @Nullable SitePlan plan;
    private @Nullable SiteDraft site;
    private @Nullable Manifest manifest;
    private @Nullable Catalogue catalogue;
    private @Nullable ReleaseOutcome outcome;

    ReleaseWork(
            ReleaseLedger.Opened opened,
            PublishableContent content,
            @Nullable SiteState previous,
            ReleasePack pack,
            SitePlanner planner,
            boolean anew,
            Consumer<ReleaseWork> checkpoint) {
        this.checkpoint = checkpoint;
        this.opened = opened;
        this.content = content;
        this.previous = previous;
        this.pack = pack;
        this.planner = planner;
        this.anew = anew;
    }

    /**
     * Is called now and then before the switch.
     *
     * @throws GaveWay if something is to be taken down first
     */
    void checkpoint() {
        checkpoint.accept(this);
    }

    /** Whether something is to be taken down first; also after the switch. */
    boolean isToGiveWay() {
        try {
            checkpoint();
            return false;
        } catch (GaveWay e) {
            return true;
        }
    }

    /** Whether something that was public, a document or an edition of it, is not to be any more. */
    boolean takesAway() {
        return reversal == null
                ? !planner.removed().isEmpty()
                : !plan().removed().isEmpty() || !plan().takenBack().isEmpty();
    }

    /**
     * Whether to make only the pages that show what is removed, and leave to the next release what
     * else may have changed.
     */
    boolean quick() {
        return removalsOnly && !planner.removed().isEmpty();
    }

    long number() {
        return opened.number();
    }

    SitePlan plan() {
        return Objects.requireNonNull(plan, "not planned yet");
    }

    void plan(SitePlan made) {
        plan = made;
    }

    /** The site as the theme made it; null if it could not. */
    @Nullable SiteDraft site() {
        return site;
    }

    void site(@Nullable SiteDraft made) {
        site = made;
    }

    Manifest manifest() {
        return Objects.requireNonNull(manifest, "not checked yet");
    }

    Catalogue catalogue() {
        return Objects.requireNonNull(catalogue, "not checked yet");
    }

    void made(Manifest madeManifest, Catalogue madeCatalogue) {
        manifest = madeManifest;
        catalogue = madeCatalogue;
    }

    ReleaseOutcome outcome() {
        return Objects.requireNonNull(outcome, "not decided yet");
    }

    void outcome(ReleaseOutcome decided) {
        outcome = decided;
    }
}
