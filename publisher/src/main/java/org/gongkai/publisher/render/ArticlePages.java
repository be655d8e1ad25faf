package org.gongkai.publisher.render;

import org.gongkai.publisher.approved.ApprovedContent;
import org.gongkai.publisher.approved.ApprovedContent.AssetUse;
import org.gongkai.publisher.approved.ApprovedContent.AssetUse.Role;
import org.gongkai.publisher.catalogue.ReleasedDocument;
import org.gongkai.publisher.kind.DocumentKind;
import org.gongkai.publisher.kind.KindField;
import org.gongkai.publisher.render.view.ArticlePage;
import org.gongkai.publisher.render.view.ArticlePage.Attachment;
import org.gongkai.publisher.render.view.ArticlePage.Fact;
import org.gongkai.publisher.render.view.ArticlePage.Related;
import org.gongkai.publisher.render.view.ArticlePage.Video;
import org.gongkai.publisher.render.view.Link;
import org.gongkai.publisher.render.view.Picture;
import org.gongkai.publisher.render.view.Words;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The pages of documents. */
final class ArticlePages {
    /** Of videos that do not say how large they are. */
    private static final int USUAL_WIDTH = 1280;

    private static final int USUAL_HEIGHT = 720;

    private final Lookup lookup;
    private final Frames frames;
    private final Items items;
    private final Words words;

    ArticlePages(Lookup lookup) {
        this.lookup = lookup;
        this.frames = new Frames(lookup);
        this.items = new Items(lookup);
        this.words = lookup.shared().theme.words();
    }

    ArticlePage page(ReleasedDocument document, Article article) {
        ApprovedContent content = article.content();
        lookup.content(article.document());
        String unit = lookup.unitName(content.unit());
        String source = content.field("source").orElse(unit);
        Optional<Picture> lead = lead(article);
        Optional<Picture> cover = Pictures.cover(article);
        String address = frames.absolute(content.path());
        DocumentKind kind = lookup.kind(content.kind());
        List<Optional<ReleasedDocument>> beside = lookup.beside(document);
        List<Fact> facts = facts(content, kind);
        boolean tabled = facts.size() >= kind.page().factsFrom();
        return new ArticlePage(
                frames.ofArticle(article, source, cover),
                kind.searched() ? document.id().toString() : null,
                content.title(),
                ShanghaiTime.minute(article.firstPublished()),
                article.published().isAfter(article.firstPublished())
                        ? ShanghaiTime.minute(article.published())
                        : null,
                source,
                content.field("author").orElse(null),
                tabled ? List.of() : facts,
                content.field("summary").orElse(null),
                tabled ? facts : List.of(),
                lead.orElse(null),
                video(article),
                new Body(lookup::path, article, words).html(),
                gallery(article),
                attachments(article),
                named(document, kind),
                naming(document),
                beside.getFirst().map(lookup::link).orElse(null),
                beside.getLast().map(lookup::link).orElse(null),
                section(content),
                new Link(unit, Frames.pathOfUnit(content.unit())),
                tags(content),
                address,
                QrCode.of(address));
    }

    private Link section(ApprovedContent content) {
        return lookup.section(content.section())
                .map(section -> new Link(section.name(), Frames.pathOf(section)))
                .orElseGet(frames::home);
    }

    private static List<Link> tags(ApprovedContent content) {
        return content.tags().stream()
                .distinct()
                .map(tag -> new Link(tag, Addresses.ofTag(tag)))
                .toList();
    }

    /** The lead picture, unless the body shows it, or a video stands in its place. */
    private static Optional<Picture> lead(Article article) {
        if (article.content().asset(Role.VIDEO).isPresent()) {
            return Optional.empty();
        }
        return article.content()
                .asset(Role.LEAD)
                .filter(use -> !Body.uses(article, use.sha256()))
                .flatMap(use -> Pictures.of(article, use));
    }

    /** Every picture that was approved is seen: those that the body leaves out come after it. */
    private static List<Picture> gallery(Article article) {
        return article.content().assets().stream()
                .filter(use -> use.role() == Role.INLINE)
                .filter(use -> !Body.uses(article, use.sha256()))
                .flatMap(use -> Pictures.of(article, use).stream())
                .toList();
    }

    private static @Nullable Video video(Article article) {
        AssetUse use = article.content().asset(Role.VIDEO).orElse(null);
        PublicAsset asset = use == null ? null : article.assets().get(use.sha256());
        if (use == null || asset == null) {
            return null;
        }
        return new Video(
                asset.url(),
                asset.mediaType(),
                asset.width() > 0 ? asset.width() : USUAL_WIDTH,
                asset.width() > 0 ? asset.height() : USUAL_HEIGHT,
                Pictures.of(article, Role.POSTER)
                        .or(() -> Pictures.of(article, Role.LEAD))
                        .orElse(null),
                article.content()
                        .asset(Role.CAPTIONS)
                        .map(captions -> article.assets().get(captions.sha256()))
                        .map(PublicAsset::url)
                        .orElse(null),
                use.alt(),
                use.caption());
    }

    private List<Attachment> attachments(Article article) {
        List<Attachment> attachments = new ArrayList<>();
        for (AssetUse use : article.content().assets()) {
            PublicAsset asset = article.assets().get(use.sha256());
            if (use.role() == Role.ATTACHMENT && asset != null) {
                String name = use.caption().isBlank() ? use.fileName() : use.caption();
                attachments.add(
                        new Attachment(
                                name.isBlank() ? use.sha256().hex() : name,
                                asset.url(),
                                words.orElse("type." + asset.mediaType(), words.of("type.other")),
                                FileSize.of(asset.bytes())));
            }
        }
        return attachments;
    }

    private static List<Fact> facts(ApprovedContent content, DocumentKind kind) {
        return kind.page().facts().stream()
                .flatMap(key -> kind.field(key).stream())
                .flatMap(field -> content.field(field.key()).map(fact(field)).stream())
                .toList();
    }

    private static Function<String, Fact> fact(KindField field) {
        return value ->
                new Fact(
                        field.label().zh(),
                        field.type() == KindField.Type.DATE
                                ? ShanghaiTime.inWords(value)
                                : field.shown(value));
    }

    /** The documents that this one names, each under the heading of the field. */
    private List<Related> named(ReleasedDocument document, DocumentKind kind) {
        List<Related> related = new ArrayList<>();
        for (KindField field : kind.relations()) {
            lookup.named(document, field)
                    .ifPresent(
                            target ->
                                    related.add(
                                            new Related(
                                                    "names-" + field.key(),
                                                    relation(field).heading(),
                                                    lookup.kind(target.kind()).page().icon(),
                                                    List.of(items.item(target)))));
        }
        return List.copyOf(related);
    }

    /** The documents that name this one, kind by kind. */
    private List<Related> naming(ReleasedDocument document) {
        List<Related> related = new ArrayList<>();
        for (DocumentKind kind : lookup.kinds().all()) {
            for (KindField field : kind.relations()) {
                List<ReleasedDocument> naming = lookup.naming(document.id(), kind, field);
                if (!naming.isEmpty()) {
                    related.add(
                            new Related(
                                    kind.key() + "-" + field.key(),
                                    relation(field).inverse(),
                                    kind.page().icon(),
                                    items.items(naming)));
                }
            }
        }
        return List.copyOf(related);
    }

    private static KindField.Relation relation(KindField field) {
        return field.related().orElseThrow();
    }
}
