package org.gongkai.publisher.catalogue;

import org.gongkai.publisher.PublishableEdition;
import org.gongkai.publisher.approved.ApprovedContent;
import org.gongkai.publisher.output.Manifest.LiveDocument;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A live document, as it is remembered.
 *
 * @param live what the manifest says of it
 * @param facts what lists select it by
 */
public record ReleasedDocument(UUID id, LiveDocument live, Facts facts) {

    /**
     * The order of every list of the site: by public date, the newest first; documents of one
     * release by their path. A document never changes its place.
     */
    public static final Comparator<LiveDocument> NEWEST_FIRST =
            Comparator.comparing(LiveDocument::firstPublished)
                    .reversed()
                    .thenComparing(LiveDocument::path);

    public String kind() {
        return facts.kind();
    }

    public String section() {
        return facts.section();
    }

    public String unit() {
        return facts.unit();
    }

    public List<String> tags() {
        return facts.tags();
    }

    public Map<String, UUID> names() {
        return facts.names();
    }

    public List<UUID> links() {
        return facts.links();
    }

    public String path() {
        return live.path();
    }

    /** Whether its place in {@link #NEWEST_FIRST} is behind that of a document with these. */
    boolean standsBehind(Instant published, String path) {
        int date = live.firstPublished().compareTo(published);
        return date < 0 || (date == 0 && live.path().compareTo(path) > 0);
    }

    /** Whether lists show both at the same place for the same reasons. */
    public boolean standsAs(ReleasedDocument other) {
        return id.equals(other.id)
                && live.firstPublished().equals(other.live.firstPublished())
                && live.path().equals(other.live.path())
                && facts.kind().equals(other.facts.kind())
                && facts.pictured() == other.facts.pictured();
    }

    /**
     * Reads the canonical form.
     *
     * @throws org.gongkai.publisher.DigestMismatch if it is not what was approved
     */
    public static ApprovedContent content(UUID id, LiveDocument live, byte[] form) {
        return ApprovedContent.of(new PublishableEdition(id, live.edition(), live.digest(), form));
    }
}
