package org.gongkai.publisher.render;

import org.gongkai.publisher.Sha256;

import java.util.List;

/** Makes every page of the site. Thread-safe; equal contents give equal bytes. */
public interface Renderer {

    /** The pages of a release, in no particular order; each renders when it is asked to. */
    List<Page> pages(SiteContents contents);

    /** One article's page as it would appear, for preview; never written to the site. */
    byte[] preview(SiteContents contents, Article article);

    /** The digest over templates and assets of the theme; stands in the manifest (decision 2). */
    Sha256 theme();
}
