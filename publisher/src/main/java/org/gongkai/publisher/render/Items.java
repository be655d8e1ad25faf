package org.gongkai.publisher.render;

import org.gongkai.publisher.render.view.Item;
import org.gongkai.publisher.render.view.Words;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** Documents as they stand in lists and cards. */
final class Items {
    static final int SUMMARY = 120;

    private final SiteIndex index;
    private final Words words;

    Items(SiteIndex index, Words words) {
        this.index = index;
        this.words = words;
    }

    List<Item> items(List<Article> articles) {
        return articles.stream().map(this::item).toList();
    }

    Item item(Article article) {
        return new Item(
                article.content().title(),
                article.content().path(),
                ShanghaiTime.date(article.firstPublished()),
                article.content().kind(),
                label(article),
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

    private @Nullable String label(Article article) {
        String form = article.content().field("form").orElse("");
        String word =
                article.content().kind().equals("interpretation")
                        ? words.orElse("form." + form, "")
                        : words.orElse("label." + article.content().kind(), "");
        return word.isEmpty() ? null : word;
    }
}
