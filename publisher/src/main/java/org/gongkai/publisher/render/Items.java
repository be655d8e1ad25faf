package org.gongkai.publisher.render;

import org.gongkai.publisher.approved.ApprovedContent;
import org.gongkai.publisher.catalogue.ReleasedDocument;
import org.gongkai.publisher.kind.DocumentKind;
import org.gongkai.publisher.kind.DocumentKinds;
import org.gongkai.publisher.kind.KindPage;
import org.gongkai.publisher.render.view.Item;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** Documents as they stand in lists and cards. */
final class Items {
    static final int SUMMARY = 120;

    private final Lookup lookup;

    Items(Lookup lookup) {
        this.lookup = lookup;
    }

    List<Item> items(List<ReleasedDocument> documents) {
        return documents.stream().map(this::item).toList();
    }

    Item item(ReleasedDocument document) {
        KindPage.Card look = lookup.kind(document.kind()).page().card();
        Card card = lookup.card(document);
        Pictures.Crop crop = card.crop();
        return new Item(
                card.title(),
                card.path(),
                ShanghaiTime.date(document.live().firstPublished()),
                shape(look, crop),
                look.mark(),
                card.label(),
                lookup.unitName(card.unit()),
                card.summary(),
                card.picture(),
                crop == null ? card.picture() : crop.picture());
    }

    private static String shape(KindPage.Card look, Pictures.@Nullable Crop crop) {
        if (crop != null) {
            return "shape-" + crop.shape();
        }
        return look.shape() == KindPage.Card.Shape.PHOTO ? "shape-4x3" : "shape-16x9";
    }

    static Card card(Article article, DocumentKinds kinds) {
        ApprovedContent content = article.content();
        return new Card(
                content.title(),
                content.path(),
                label(article, kinds.of(content.kind())),
                content.unit(),
                summary(article, SUMMARY),
                Pictures.cover(article).orElse(null),
                Pictures.crop(article).orElse(null));
    }

    /** What a document is about: its summary, or the beginning of its body. */
    static String summary(Article article, int length) {
        return article.content()
                .field("summary")
                .orElseGet(() -> BodyText.beginning(article.content().body(), length));
    }

    private static @Nullable String label(Article article, DocumentKind kind) {
        String field = kind.page().badgeOf();
        if (field == null) {
            return kind.page().badge();
        }
        return article.content()
                .field(field)
                .flatMap(value -> kind.field(field).map(declared -> declared.shown(value)))
                .orElse(null);
    }
}
