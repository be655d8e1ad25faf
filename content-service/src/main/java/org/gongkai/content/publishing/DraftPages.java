package org.gongkai.content.publishing;

import org.gongkai.content.document.AssetUse;
import org.gongkai.content.document.CanonicalForm;
import org.gongkai.content.document.Content;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.kind.Shortcoming;
import org.gongkai.content.media.Asset;
import org.gongkai.content.media.Assets;
import org.gongkai.publisher.Finding;
import org.gongkai.publisher.NothingToPublish;
import org.gongkai.publisher.PublishableEdition;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.approved.ApprovedContent;
import org.gongkai.publisher.approved.SiteText;
import org.gongkai.publisher.catalogue.Catalogue;
import org.gongkai.publisher.catalogue.ReleasedDocument;
import org.gongkai.publisher.check.CheckedSite;
import org.gongkai.publisher.check.ConformanceGate;
import org.gongkai.publisher.output.Manifest.LiveDocument;
import org.gongkai.publisher.released.ReleaseSource;
import org.gongkai.publisher.released.ReleaseUnknown;
import org.gongkai.publisher.released.ReleasedSite;
import org.gongkai.publisher.released.ReleasedSites;
import org.gongkai.publisher.render.Article;
import org.gongkai.publisher.render.PublicAsset;
import org.gongkai.publisher.render.Renderer;
import org.gongkai.publisher.render.SiteView;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The page that a release would make of a draft, by the publisher's own renderer, and what its gate
 * would find on it. Nothing is kept, and nobody but the caller sees it. Thread-safe.
 */
@Service
public class DraftPages {
    /** What drafts are told of already, in words of this module, before they are submitted. */
    private static final Set<String> TOLD = Set.of("A11Y-2", "KIND-1", "POL-1", "POL-2");

    private final DatabaseContentSource source;
    private final ReleasedSites released;
    private final Renderer renderer;
    private final ConformanceGate gate;
    private final Assets assets;
    private final Clock clock;

    DraftPages(
            DatabaseContentSource source,
            ReleaseSource releases,
            Renderer renderer,
            ConformanceGate gate,
            Assets assets,
            Clock clock) {
        this.source = source;
        this.released = new ReleasedSites(releases);
        this.renderer = renderer;
        this.gate = gate;
        this.assets = assets;
        this.clock = clock;
    }

    /**
     * A page and the findings on it.
     *
     * @param blocks the findings that would hold the document back; the others only warn
     */
    public record Page(byte[] html, List<Shortcoming> blocks, List<Shortcoming> warnings) {
        public Page {
            blocks = List.copyOf(blocks);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * The page of a draft as readers would see it if it were released now; empty as long as nobody
     * has approved the words of the site, or the releases cannot be read.
     *
     * @param assetAddress the address of an asset, but for its SHA-256
     */
    public Optional<Page> page(DocumentId document, Content content, String assetAddress) {
        try {
            return Optional.of(make(document, content, assetAddress));
        } catch (NothingToPublish | ReleaseUnknown e) {
            return Optional.empty();
        }
    }

    /** A file of the theme that such a page names. */
    public Optional<byte[]> themeFile(String path) {
        return renderer.previewAsset(path);
    }

    private Page make(DocumentId document, Content content, String assetAddress) {
        Optional<ReleasedSite> site = released.active();
        Article article = article(document, content, assetAddress, site);
        SiteView view =
                new SiteView(
                        site.map(ReleasedSite::number).orElse(0L),
                        article.published(),
                        SiteText.of(source.site()),
                        site.map(ReleasedSite::catalogue).orElseGet(Catalogue::empty),
                        each -> live(site, each));
        byte[] html = renderer.preview(view, article);
        List<Finding> findings = findings(view.with(article), article, html, site);
        return new Page(
                html,
                shortcomings(findings, Finding.Severity.BLOCK),
                shortcomings(findings, Finding.Severity.WARN));
    }

    private static Article live(Optional<ReleasedSite> site, ReleasedDocument document) {
        return site.orElseThrow().articles(List.of(document)).getFirst();
    }

    private List<Finding> findings(
            SiteView view, Article article, byte[] html, Optional<ReleasedSite> site) {
        String body = article.content().body();
        CheckedSite checked =
                CheckedSite.of(
                        view,
                        file ->
                                site.map(shown -> shown.answers(file)).orElse(true)
                                        || !body.contains(file.replaceFirst("/index\\.html$", "")));
        return gate
                .check(
                        checked,
                        Stream.empty(),
                        Stream.of(
                                new ConformanceGate.Candidate(
                                        article.content().path() + "index.html",
                                        200,
                                        article.edition(),
                                        () -> html)),
                        edition -> false)
                .findings()
                .stream()
                .filter(finding -> article.edition().equals(finding.edition()))
                .filter(finding -> !TOLD.contains(finding.rule()))
                .toList();
    }

    private static List<Shortcoming> shortcomings(
            List<Finding> findings, Finding.Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .map(finding -> new Shortcoming(finding.rule(), place(finding), finding.message()))
                .toList();
    }

    private static String place(Finding finding) {
        return switch (finding.rule()) {
            case "VETO-5" -> finding.message().startsWith("The title") ? "title" : "body";
            case "VETO-6" -> "body";
            default -> "page";
        };
    }

    private Article article(
            DocumentId document,
            Content content,
            String assetAddress,
            Optional<ReleasedSite> site) {
        CanonicalForm form = CanonicalForm.of(content);
        PublishableEdition edition =
                new PublishableEdition(
                        document.value(),
                        UUID.randomUUID(),
                        new Sha256(form.digest().hex()),
                        form.bytes());
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Map<Sha256, PublicAsset> shown = new HashMap<>();
        content.assets()
                .forEach(
                        use ->
                                assets.find(use.sha256())
                                        .map(asset -> shown(use, asset, assetAddress))
                                        .ifPresent(each -> shown.put(each.sha256(), each)));
        return new Article(
                document.value(),
                edition.edition(),
                edition.digest(),
                ApprovedContent.of(edition),
                site.flatMap(each -> each.catalogue().live(document.value()))
                        .map(ReleasedDocument::live)
                        .map(LiveDocument::firstPublished)
                        .orElse(now),
                now,
                shown);
    }

    private static PublicAsset shown(AssetUse use, Asset asset, String address) {
        return new PublicAsset(
                new Sha256(use.sha256().hex()),
                address + use.sha256().hex(),
                asset.mediaType(),
                asset.bytes(),
                orNone(asset.width()),
                orNone(asset.height()),
                List.of(),
                List.of(),
                List.of());
    }

    private static int orNone(@Nullable Integer pixels) {
        return pixels == null ? 0 : pixels;
    }
}
