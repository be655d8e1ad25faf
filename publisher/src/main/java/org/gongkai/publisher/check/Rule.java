package org.gongkai.publisher.check;

import org.gongkai.publisher.Finding;
import org.gongkai.publisher.render.Article;
import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/**
 * One rule of the gate. A rule looks at the site as a whole, at each document, at each page, or at
 * several of these. It keeps no state: documents and pages are checked on several threads. What a
 * document or page costs must not depend on how many there are.
 */
interface Rule {

    /** Its id, such as {@code META-3}. */
    String id();

    /** Where the rule comes from: a standard, a notice, or our own choice. */
    String source();

    /** What must be so, in one sentence. */
    String looksAt();

    /** How grave a breach is. */
    Finding.Severity severity();

    /** Looks at the site as a whole. */
    default void site(CheckedSite site, Consumer<Finding> findings) {}

    /** Looks at one document that the site shows. */
    default void document(Article article, CheckedSite site, Consumer<Finding> findings) {}

    /** Looks at one HTML page. */
    default void page(CheckedPage page, CheckedSite site, Consumer<Finding> findings) {}

    /** A breach by the site as a whole, seen on this page if there is one. */
    default Finding onSite(@Nullable CheckedPage page, String message) {
        return new Finding(id(), severity(), null, page == null ? null : page.path(), message);
    }

    /** A breach by this document. */
    default Finding on(Article article, String message) {
        return new Finding(id(), severity(), article.edition(), article.content().path(), message);
    }

    /** A breach by the page's document, or by the site if the page belongs to none. */
    default Finding on(CheckedPage page, String message) {
        return new Finding(id(), severity(), page.edition(), page.path(), message);
    }
}
