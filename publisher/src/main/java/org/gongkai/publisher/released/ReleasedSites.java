package org.gongkai.publisher.released;

import org.gongkai.publisher.approved.SiteText;
import org.gongkai.publisher.catalogue.Catalogue;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.released.ReleaseSource.Shown;
import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The active release as a {@link ReleasedSite}: the same one until another is active, and from that
 * moment on never the old one. Whoever asks first after a release makes the new one, reading what
 * the release changed; who asks meanwhile waits.
 *
 * <p>Thread-safe.
 */
public final class ReleasedSites {
    private final ReleaseSource source;
    private final ReentrantLock making = new ReentrantLock();
    private final ReentrantLock telling = new ReentrantLock();
    private volatile @Nullable ReleasedSite made;
    private volatile @Nullable History history;

    public ReleasedSites(ReleaseSource source) {
        this.source = source;
    }

    /**
     * The active release; empty before the first.
     *
     * @throws ReleaseUnknown if that cannot be said now
     */
    public Optional<ReleasedSite> active() {
        Shown shown = source.shown().orElse(null);
        if (shown == null) {
            return Optional.empty();
        }
        ReleasedSite site = made;
        if (isOf(shown, site)) {
            return Optional.ofNullable(site);
        }
        making.lock();
        try {
            shown = source.shown().orElse(null);
            if (shown != null && !isOf(shown, made)) {
                made = make(shown, made);
            }
            return shown == null ? Optional.empty() : Optional.ofNullable(made);
        } finally {
            making.unlock();
        }
    }

    /**
     * What changed since an earlier release; empty if that cannot be told, because the earlier one
     * is not kept any more, or because everything is shown otherwise since.
     */
    public Optional<Changes> changes(ReleasedSite now, long since) {
        if (since < 1 || since > now.number()) {
            return Optional.empty();
        }
        telling.lock();
        try {
            return upTo(now, since)
                    .filter(known -> known.since() <= since)
                    .map(known -> known.after(since, now.catalogue()));
        } finally {
            telling.unlock();
        }
    }

    private ReleasedSite make(Shown shown, @Nullable ReleasedSite before) {
        Manifest manifest =
                source.manifest(shown.number())
                        .orElseThrow(
                                () ->
                                        new ReleaseUnknown(
                                                "The manifest of release %d is missing; restore the releases from a backup"
                                                        .formatted(shown.number())));
        SiteText text =
                before != null && before.manifest().site().equals(manifest.site())
                        ? before.text()
                        : ReleasedSite.text(manifest, source);
        Catalogue catalogue = source.catalogues().of(manifest);
        return new ReleasedSite(manifest, shown.root(), text, catalogue, source);
    }

    /** Each kept manifest is read once at most, and only when somebody asks so far back. */
    private Optional<History> upTo(ReleasedSite now, long since) {
        History known = history;
        if (known == null) {
            known = History.from(now.number());
        } else if (known.until() > now.number()) {
            return read(since, now.manifest()); // somebody was faster with a newer release
        } else if (known.until() < now.number()) {
            History before = known;
            known =
                    read(known.until(), now.manifest())
                            .map(before::then)
                            .orElseGet(() -> History.from(now.number()));
        }
        if (since < known.since() && !known.closed()) {
            known = longer(known, now, since);
        }
        history = known;
        return Optional.of(known);
    }

    private History longer(History known, ReleasedSite now, long since) {
        Manifest from = source.manifest(since).orElse(null);
        if (from == null) {
            return known;
        }
        Optional<Manifest> until =
                known.since() == now.number()
                        ? Optional.of(now.manifest())
                        : source.manifest(known.since());
        return until.map(reached -> read(from, reached).then(known)).orElse(known);
    }

    /** What was touched since a release; empty if that is not kept. */
    private Optional<History> read(long since, Manifest until) {
        return source.manifest(since).map(from -> read(from, until));
    }

    private History read(Manifest from, Manifest until) {
        History history = History.from(from.release());
        Manifest before = from;
        for (long number = from.release() + 1; number <= until.release(); number++) {
            Manifest after =
                    number == until.release() ? until : source.manifest(number).orElse(null);
            if (after != null) {
                history = history.then(History.between(before, after, source));
                before = after;
            }
        }
        return history;
    }

    private static boolean isOf(Shown shown, @Nullable ReleasedSite site) {
        return site != null && site.root().equals(shown.root());
    }
}
