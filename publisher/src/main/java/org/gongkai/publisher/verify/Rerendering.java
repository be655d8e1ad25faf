package org.gongkai.publisher.verify;

import org.gongkai.publisher.ProofFinding.Kind;
import org.gongkai.publisher.PublishableSite;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.approved.SiteText;
import org.gongkai.publisher.catalogue.Catalogue;
import org.gongkai.publisher.catalogue.Catalogues;
import org.gongkai.publisher.catalogue.ReleasedDocument;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.Manifest.Entry;
import org.gongkai.publisher.output.ObjectReader;
import org.gongkai.publisher.render.Article;
import org.gongkai.publisher.render.Page;
import org.gongkai.publisher.render.Renderer;
import org.gongkai.publisher.render.SitePages;
import org.gongkai.publisher.render.SiteView;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Renders every page of a release again, from the approved bytes, and compares it with the manifest
 * (decision 20). What is rendered is forgotten at once. Thread-safe.
 */
public final class Rerendering {
    private static final int AT_ONCE = 1024;

    private final Renderer renderer;
    private final Sha256 configuration;
    private final Catalogues catalogues;
    private final ObjectReader store;
    private final Articles articles;

    /** Reads documents for pages. Thread-safe. */
    @FunctionalInterface
    public interface Articles {
        /**
         * @param files finds a public file by its path
         */
        Article read(ReleasedDocument document, Function<String, Optional<Entry>> files);
    }

    /**
     * @param configuration the digest of what the configuration contributes to pages now
     */
    public Rerendering(
            Renderer renderer,
            Sha256 configuration,
            Catalogues catalogues,
            ObjectReader store,
            Articles articles) {
        this.renderer = renderer;
        this.configuration = configuration;
        this.catalogues = catalogues;
        this.store = store;
        this.articles = articles;
    }

    /**
     * @return how many pages were compared; none if theme or configuration are others now
     */
    long compare(Manifest manifest, Findings findings) {
        Renderer.Theme theme = renderer.theme();
        boolean sameTheme = theme.digest().equals(manifest.theme());
        boolean sameConfiguration = configuration.equals(manifest.configuration());
        if (!sameTheme) {
            findings.add(Kind.THEME, "theme", manifest.theme(), theme.digest());
        }
        if (!sameConfiguration) {
            findings.add(
                    Kind.CONFIGURATION, "configuration", manifest.configuration(), configuration);
        }
        return sameTheme && sameConfiguration ? compare(theme, manifest, findings) : 0;
    }

    private long compare(Renderer.Theme theme, Manifest manifest, Findings findings) {
        PublishableSite site = new PublishableSite(manifest.site(), store.read(manifest.site()));
        Catalogue catalogue = catalogues.of(manifest);
        SitePages pages =
                theme.pages(
                        new SiteView(
                                manifest.release(),
                                manifest.instant(),
                                SiteText.of(site),
                                catalogue,
                                document -> articles.read(document, manifest::entry)));
        Comparing comparing = new Comparing(manifest, findings);
        pages.every(comparing::add);
        comparing.flush();
        if (comparing.inManifest.get() + others(manifest, catalogue) != files(manifest)) {
            nameUnrendered(manifest, catalogue, pages, findings);
        }
        return comparing.count;
    }

    private static final class Comparing {
        private final Manifest manifest;
        private final Findings findings;
        private final List<Page> waiting = new ArrayList<>();
        private final AtomicLong inManifest = new AtomicLong();
        private long count;

        Comparing(Manifest manifest, Findings findings) {
            this.manifest = manifest;
            this.findings = findings;
        }

        void add(Page page) {
            waiting.add(page);
            if (waiting.size() == AT_ONCE) {
                flush();
            }
        }

        void flush() {
            waiting.parallelStream().forEach(this::compare);
            count += waiting.size();
            waiting.clear();
        }

        private void compare(Page page) {
            Entry entry = manifest.entry(page.path()).orElse(null);
            if (entry == null) {
                findings.add(Kind.PAGE, page.path(), "a page", "nothing in the manifest");
                return;
            }
            inManifest.incrementAndGet();
            Sha256 made;
            try {
                made = Sha256.of(page.rendering().render().bytes());
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                findings.add(
                        Kind.PAGE,
                        page.path(),
                        "sha256 " + entry.digest(),
                        "a page that cannot be rendered: " + e.getMessage());
                return;
            }
            if (!made.equals(entry.digest())
                    || page.status() != entry.status()
                    || !Objects.equals(page.edition(), entry.edition())) {
                findings.add(
                        Kind.PAGE,
                        page.path(),
                        said(made, page.status()),
                        said(entry.digest(), entry.status()) + " in the manifest");
            }
        }

        private static String said(Sha256 digest, int status) {
            return "sha256 %s with status %d".formatted(digest, status);
        }
    }

    private static long files(Manifest manifest) {
        return manifest.files().count();
    }

    /** How many files are there that no rendering makes. */
    private static long others(Manifest manifest, Catalogue catalogue) {
        return manifest.files().filter(file -> isOther(file.getKey(), manifest, catalogue)).count();
    }

    private static boolean isOther(String path, Manifest manifest, Catalogue catalogue) {
        return manifest.passing().containsKey(path) || !catalogue.using(path).isEmpty();
    }

    private static void nameUnrendered(
            Manifest manifest, Catalogue catalogue, SitePages pages, Findings findings) {
        Set<String> rendered = new HashSet<>();
        pages.every(page -> rendered.add(page.path()));
        manifest.files()
                .map(file -> file.getKey())
                .filter(path -> !rendered.contains(path))
                .filter(path -> !isOther(path, manifest, catalogue))
                .forEach(path -> findings.add(Kind.PAGE, path, "no page", "in the manifest"));
    }
}
