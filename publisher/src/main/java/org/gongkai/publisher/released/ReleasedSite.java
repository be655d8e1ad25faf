package org.gongkai.publisher.released;

import org.gongkai.publisher.PublishableSite;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.Withdrawal;
import org.gongkai.publisher.approved.ApprovedContent;
import org.gongkai.publisher.approved.SiteText;
import org.gongkai.publisher.catalogue.Catalogue;
import org.gongkai.publisher.catalogue.ReleasedDocument;
import org.gongkai.publisher.media.ReleasedMedia;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.Manifest.LiveDocument;
import org.gongkai.publisher.render.Article;
import org.gongkai.publisher.render.Excerpt;
import org.gongkai.publisher.render.PublicAsset;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One release, to be looked up. It never changes: whoever holds it sees one release, whatever is
 * released meanwhile. Contents are read when they are asked for, checked against their digest.
 */
public final class ReleasedSite {
    private final Manifest manifest;
    private final Sha256 root;
    private final SiteText text;
    private final Catalogue catalogue;
    private final ReleasedMedia media;
    private final Map<String, Withdrawal> withdrawals = new HashMap<>();
    private final ReleaseSource source;

    ReleasedSite(
            Manifest manifest,
            Sha256 root,
            SiteText text,
            Catalogue catalogue,
            ReleaseSource source) {
        this.manifest = manifest;
        this.root = root;
        this.text = text;
        this.catalogue = catalogue;
        this.media = new ReleasedMedia(manifest::entry);
        this.source = source;
        catalogue.forEachWithdrawal(withdrawal -> withdrawals.put(withdrawal.path(), withdrawal));
    }

    public long number() {
        return manifest.release();
    }

    /** The release instant. */
    public Instant instant() {
        return manifest.instant();
    }

    /** The digest of the manifest. */
    public Sha256 root() {
        return root;
    }

    /** The approved words of the site. */
    public SiteText text() {
        return text;
    }

    /** Which documents are live, and how to find them. */
    public Catalogue catalogue() {
        return catalogue;
    }

    /** The media of this release. */
    public ReleasedMedia media() {
        return media;
    }

    /** Why a document was taken away, if it was and has not come back. */
    public Optional<Withdrawal> withdrawal(UUID document) {
        return catalogue.withdrawal(document);
    }

    /** The withdrawn document that had this path. */
    public Optional<Withdrawal> withdrawalAt(String path) {
        return Optional.ofNullable(withdrawals.get(path));
    }

    /** A live document with its content. */
    public Optional<Article> article(UUID document) {
        return catalogue.live(document).map(live -> articles(List.of(live)).getFirst());
    }

    /** Live documents with their contents, in the order of the question. */
    public List<Article> articles(Collection<ReleasedDocument> documents) {
        Map<Sha256, byte[]> forms =
                source.forms(documents.stream().map(each -> each.live().digest()).toList());
        return documents.stream().map(each -> article(each, forms)).toList();
    }

    /** The body as the document's page shows it. */
    public String body(Article article) {
        return Excerpt.body(article, id -> catalogue.live(id).map(each -> each.live().path()));
    }

    /** Whether readers find a file at this path, such as {@code /news/index.html}. */
    public boolean answers(String file) {
        return manifest.entry(file).filter(entry -> entry.status() == 200).isPresent();
    }

    Manifest manifest() {
        return manifest;
    }

    static SiteText text(Manifest manifest, ReleaseSource source) {
        Sha256 site = manifest.site();
        return SiteText.of(new PublishableSite(site, form(site, source.forms(List.of(site)))));
    }

    private Article article(ReleasedDocument document, Map<Sha256, byte[]> forms) {
        LiveDocument live = document.live();
        ApprovedContent content =
                ReleasedDocument.content(document.id(), live, form(live.digest(), forms));
        Map<Sha256, PublicAsset> assets = new HashMap<>();
        content.assets()
                .forEach(
                        use ->
                                media.asset(use, document.facts().media())
                                        .ifPresent(asset -> assets.put(use.sha256(), asset)));
        return new Article(
                document.id(),
                live.edition(),
                live.digest(),
                content,
                live.firstPublished(),
                live.published(),
                assets);
    }

    static byte[] form(Sha256 digest, Map<Sha256, byte[]> forms) {
        byte[] form = forms.get(digest);
        if (form == null) {
            throw new ReleaseUnknown(
                    "The canonical form %s of the active release is missing; restore it from a backup"
                            .formatted(digest));
        }
        return form;
    }
}
