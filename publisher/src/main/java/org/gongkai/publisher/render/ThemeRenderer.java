package org.gongkai.publisher.render;

import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.catalogue.ReleasedDocument;
import org.gongkai.publisher.kind.DocumentKinds;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Function;

/**
 * Renders the site through the theme's precompiled templates (docs/theme.md). What pages share is
 * made once for a state of the site; each page then costs what it shows.
 */
public final class ThemeRenderer implements Renderer {
    private final SiteIdentity identity;
    private final DocumentKinds kinds;
    private final Themes themes;
    private final Cards cards;

    /**
     * Renders by the theme that travels with the application.
     *
     * @throws IllegalStateException if a kind wants a template or a drawing that the theme lacks
     */
    public ThemeRenderer(SiteIdentity identity, DocumentKinds kinds) {
        this(identity, kinds, new Themes(kinds));
    }

    private ThemeRenderer(SiteIdentity identity, DocumentKinds kinds, Themes themes) {
        this.identity = identity;
        this.kinds = kinds;
        this.themes = themes;
        this.cards = new Cards(kinds);
    }

    /**
     * Renders by the theme of a directory, whose files take the place of the application's. That it
     * is broken is said when a release asks for it, so that a site can be served meanwhile.
     *
     * @param theme the directory (docs/theme.md)
     * @param classes a directory for compiled templates
     */
    public static ThemeRenderer ofDirectory(
            SiteIdentity identity, DocumentKinds kinds, Path theme, Path classes) {
        return new ThemeRenderer(identity, kinds, new Themes(kinds, theme, classes));
    }

    @Override
    public Renderer.Theme theme() {
        themes.refresh();
        return new Unchanging(themes.current());
    }

    @Override
    public byte[] preview(SiteView view, Article article) {
        return new Unchanging(themes.forPreview()).preview(view, article);
    }

    @Override
    public Optional<byte[]> previewAsset(String path) {
        return themes.forPreview().assets().values().stream()
                .filter(asset -> asset.path().equals(path))
                .map(org.gongkai.publisher.render.Theme.Asset::bytes)
                .findFirst();
    }

    /** The theme of one release. */
    private final class Unchanging implements Renderer.Theme {
        private final org.gongkai.publisher.render.Theme theme;

        Unchanging(org.gongkai.publisher.render.Theme theme) {
            this.theme = theme;
        }

        @Override
        public Sha256 digest() {
            return theme.digest();
        }

        @Override
        public SitePages pages(SiteView view) {
            return new ThemePages(shared(view));
        }

        @Override
        public Effects effects(
                SiteView before,
                SortedMap<String, Sha256> aspects,
                SiteView after,
                Set<UUID> documents) {
            return new TouchEffects(
                    new TouchEffects.State(before.catalogue(), aspects, cards(before)),
                    new TouchEffects.State(
                            after.catalogue(), shared(after).digests(), cards(after)),
                    documents);
        }

        private Function<ReleasedDocument, Card> cards(SiteView view) {
            return document ->
                    cards.of(document.live().digest(), () -> view.articles().read(document));
        }

        byte[] preview(SiteView view, Article article) {
            SiteView shown = view.with(article);
            ReleasedDocument document = shown.catalogue().live(article.document()).orElseThrow();
            return new ThemePages(shared(shown)).preview(document, article);
        }

        private Shared shared(SiteView view) {
            return new Shared(view, identity, kinds, theme, cards);
        }
    }
}
