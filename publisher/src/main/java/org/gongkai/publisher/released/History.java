package org.gongkai.publisher.released;

import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.catalogue.Catalogue;
import org.gongkai.publisher.catalogue.Facts;
import org.gongkai.publisher.catalogue.ReleasedDocument;
import org.gongkai.publisher.media.ReleasedMedia;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.Manifest.LiveDocument;
import org.gongkai.publisher.released.Changes.Change;
import org.gongkai.publisher.released.Changes.Kind;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What was touched by the releases after {@code since}, up to {@code until}. It never changes; two
 * that meet are joined by {@link #then}.
 *
 * @param since the oldest release from which everything is known
 * @param closed whether nothing can be told of what was before it, because it changed everything
 * @param siteTouched the last release that changed the words of the site, 0 if none did
 */
record History(long since, long until, boolean closed, long siteTouched, Map<UUID, Touch> touches) {

    /**
     * @param last the last release that changed how the document is shown, or removed it
     * @param appeared the last release in which it became public, 0 if none did
     */
    record Touch(long last, long appeared, String path) {
        Touch then(Touch later) {
            return new Touch(
                    Math.max(last, later.last), Math.max(appeared, later.appeared), later.path);
        }
    }

    /** Nothing has been touched since this release. */
    static History from(long release) {
        return new History(release, release, false, 0, Map.of());
    }

    /** What one release did to the one before. */
    static History between(Manifest before, Manifest after, ReleaseSource source) {
        long number = after.release();
        Map<UUID, Touch> touches = new HashMap<>();
        Map<UUID, LiveDocument> otherwise = new HashMap<>();
        after.documentsSince(
                before,
                (id, shown, live) -> {
                    if (shown == null && live != null) {
                        touches.put(id, new Touch(number, number, live.path()));
                    } else if (shown != null) {
                        String path = live == null ? shown.path() : live.path();
                        touches.put(id, new Touch(number, 0, path));
                        otherwise.put(id, shown);
                    }
                });
        Map<Sha256, byte[]> forms =
                source.forms(otherwise.values().stream().map(LiveDocument::digest).toList());
        boolean readable =
                otherwise.values().stream().allMatch(shown -> forms.containsKey(shown.digest()));
        if (!readable || showsEverythingOtherwise(before, after)) {
            return new History(number, number, true, 0, Map.of());
        }
        otherwise.forEach(
                (id, shown) ->
                        named(id, shown, forms)
                                .forEach(named -> touchNamed(named, after, touches)));
        return new History(
                before.release(),
                number,
                false,
                before.site().equals(after.site()) ? 0 : number,
                Map.copyOf(touches));
    }

    /** This, and what came after it. */
    History then(History later) {
        if (later.since > until) {
            return later;
        }
        Map<UUID, Touch> both = new HashMap<>(touches);
        later.touches.forEach((id, touch) -> both.merge(id, touch, Touch::then));
        return new History(
                since,
                later.until,
                closed,
                Math.max(siteTouched, later.siteTouched),
                Map.copyOf(both));
    }

    /**
     * What a copy that was right at a release must do to be right at the last one.
     *
     * @param release not before {@link #since}
     * @param catalogue of the last release
     */
    Changes after(long release, Catalogue catalogue) {
        TreeMap<UUID, Change> changes = new TreeMap<>();
        touches.forEach(
                (id, touch) -> {
                    if (touch.last > release) {
                        follow(id, touch, release, catalogue, changes);
                    }
                });
        return new Changes(siteTouched > release, List.copyOf(changes.values()));
    }

    private static void follow(
            UUID id,
            Touch touch,
            long release,
            Catalogue catalogue,
            TreeMap<UUID, Change> changes) {
        Optional<ReleasedDocument> live = catalogue.live(id);
        boolean appeared = touch.appeared > release;
        Kind kind = live.isEmpty() ? Kind.REMOVED : appeared ? Kind.PUBLISHED : Kind.UPDATED;
        changes.put(id, new Change(id, kind, touch.path));
        if (live.isEmpty() || appeared) {
            catalogue.linkingTo(id).forEach(each -> update(each, changes));
        }
        catalogue.naming(id).values().stream()
                .flatMap(List::stream)
                .forEach(each -> update(each, changes));
        live.ifPresent(
                each -> catalogue.namedBy(each).values().forEach(named -> update(named, changes)));
    }

    /** A document that is shown otherwise because of another. */
    private static void update(ReleasedDocument document, TreeMap<UUID, Change> changes) {
        changes.putIfAbsent(
                document.id(), new Change(document.id(), Kind.UPDATED, document.live().path()));
    }

    /** What a document named until now is shown without it, or with it otherwise. */
    private static void touchNamed(UUID named, Manifest after, Map<UUID, Touch> touches) {
        LiveDocument live = after.document(named).orElse(null);
        if (live != null) {
            touches.putIfAbsent(named, new Touch(after.release(), 0, live.path()));
        }
    }

    private static Collection<UUID> named(UUID id, LiveDocument shown, Map<Sha256, byte[]> forms) {
        return Facts.names(
                        ReleasedDocument.content(
                                id, shown, ReleasedSite.form(shown.digest(), forms)))
                .values();
    }

    /** Another configuration or renderer, or media made anew from the same sources. */
    private static boolean showsEverythingOtherwise(Manifest before, Manifest after) {
        if (!before.configuration().equals(after.configuration())) {
            return true;
        }
        AtomicBoolean otherwise = new AtomicBoolean();
        after.filesSince(
                before,
                (path, was, is) -> {
                    if (path.startsWith(ReleasedMedia.ROOT)
                            && was != null
                            && is != null
                            && was.status() == 200
                            && is.status() == 200
                            && !was.digest().equals(is.digest())) {
                        otherwise.set(true);
                    }
                });
        return otherwise.get();
    }
}
