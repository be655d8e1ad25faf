package org.gongkai.publisher.render;

import org.gongkai.publisher.Sha256;

import java.util.List;

/** Makes every page of the site. Thread-safe; equal contents give equal bytes. */
public interface Renderer {

    /** The pages of a release, in no particular order; each renders when it is asked to. */
    List<Page> pages(SiteContents contents);

    /** One article's page as it would appear, for preview; never written to the site. */
    byte[] preview(SiteContents contents, Article article);

    /**
     * The digest over the theme in effect and the code that renders; stands in the manifest
     * (decision 2). Changes by {@link #refresh} only.
     */
    Sha256 theme();

    /**
     * Takes in effect what changed in the theme since; called when a release begins. What is wrong
     * with it is said by {@link #pages}.
     */
    default void refresh() {}
}
