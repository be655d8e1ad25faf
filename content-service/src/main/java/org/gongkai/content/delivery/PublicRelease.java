package org.gongkai.content.delivery;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One release, to be asked as often as one answer needs: all that is said of it belongs together,
 * whatever is released meanwhile.
 */
public interface PublicRelease {

    DeliveredRelease release();

    /** Scheme, host and port of the site, null if they are not configured. */
    @Nullable String origin();

    DeliveredSite site();

    /** The sections that have a document, in the order of the navigation. */
    List<DeliveredSection> sections();

    /** The units that have a document, in the order of the site's words. */
    List<DeliveredUnit> units();

    /** The selected documents, newest first, as many as asked for. */
    Slice documents(Selection selection);

    /** A public document with its content. */
    Optional<DeliveredDocument> document(UUID id);

    /** The public or withdrawn document with this public path. */
    Optional<UUID> at(String path);

    /** Why a document that was public is not any more. */
    Optional<Withdrawn> withdrawn(UUID id);

    /** What changed since an earlier release, by id; empty if that cannot be told completely. */
    Optional<Difference> since(long release);

    /**
     * A part of a list.
     *
     * @param next where the list goes on; null if this is its end
     */
    record Slice(List<DeliveredItem> items, @Nullable Position next) {
        public Slice {
            items = List.copyOf(items);
        }
    }

    /**
     * Why a document is gone.
     *
     * @param reason the typed reason; readers see a fixed phrase for it
     * @param replacedBy the public document that takes its place, null if there is none
     */
    record Withdrawn(String reason, @Nullable Reference replacedBy) {}

    /**
     * What is otherwise than in an earlier release.
     *
     * @param site whether the words of the site are
     */
    record Difference(boolean site, List<DeliveredChanges.Change> changes) {
        public Difference {
            changes = List.copyOf(changes);
        }
    }
}
