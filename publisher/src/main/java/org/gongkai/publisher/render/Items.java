package org.gongkai.publisher.render;

import org.gongkai.publisher.kind.DocumentKind;
import org.gongkai.publisher.kind.KindPage;
import org.gongkai.publisher.render.view.Item;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** Documents as they stand in lists and cards. */
final class Items {
    static final int SUMMARY = 120;

    private final SiteIndex index;

    Items(SiteIndex index) {
        this.index = index;
    }

    DocumentKind kind(Article article) {
        return index.kind(article);
    }

    List<Item> items(List<Article> articles) {
        return articles.stream().map(this::item).toList();
    }

    Item item(Article article) {
        DocumentKind kind = index.kind(article);
        return new Item(
                article.content().title(),
                article.content().path(),
                ShanghaiTime.date(article.firstPublished()),
                kind.page().card().shape() == KindPage.Card.Shape.PHOTO,
                kind.page().card().mark(),
                label(article, kind),
                index.unitName(article.content().unit()),
                summary(article, SUMMARY),
                Pictures.cover(article).orElse(null));
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
