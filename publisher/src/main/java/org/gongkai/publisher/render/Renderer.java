package org.gongkai.publisher.render;

import org.gongkai.publisher.Sha256;

import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;

/** Makes every page of the site. Thread-safe; equal contents give equal bytes. */
public interface Renderer {

    /**
     * The theme as it is now, with what was changed in it since, for all pages of one release.
     *
     * @throws RuntimeException naming file and line, if the theme is broken
     */
    Theme theme();

    /**
     * One article's page as it would appear, for preview; never written to the site. By the last
     * theme that was in order.
     */
    byte[] preview(SiteView view, Article article);

    /** A file of the theme that previews name, by its public path; empty if there is none. */
    Optional<byte[]> previewAsset(String path);

    /** A theme that does not change while a release is made. */
    interface Theme {
        /** The digest over templates and assets; stands in the manifest (decision 2). */
        Sha256 digest();

        /** The pages of one state of the site. */
        SitePages pages(SiteView view);

        /**
         * What alters pages between two states.
         *
         * @param aspects those of the state before, as they were when its pages were made
         * @param documents all that are not the same in both, or whose withdrawals are not
         */
        Effects effects(
                SiteView before,
                SortedMap<String, Sha256> aspects,
                SiteView after,
                Set<UUID> documents);
    }
}
