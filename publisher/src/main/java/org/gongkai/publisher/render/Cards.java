package org.gongkai.publisher.render;

import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.kind.DocumentKinds;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The cards that were made last, by the digest of the content: a list of twenty need not read
 * twenty documents. Thread-safe.
 */
final class Cards {
    private static final int REMEMBERED = 30_000;

    private final Map<Sha256, Card> remembered =
            new LinkedHashMap<>(1024, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Sha256, Card> eldest) {
                    return size() > REMEMBERED;
                }
            };

    private final DocumentKinds kinds;

    Cards(DocumentKinds kinds) {
        this.kinds = kinds;
    }

    Card of(Sha256 content, Supplier<Article> reading) {
        synchronized (remembered) {
            Card known = remembered.get(content);
            if (known != null) {
                return known;
            }
        }
        Article article = reading.get();
        Card made = Items.card(article, kinds);
        if (isWhole(article)) {
            synchronized (remembered) {
                remembered.put(content, made);
            }
        }
        return made;
    }

    /** The card of an article whose pictures are not there says less than its content does. */
    private static boolean isWhole(Article article) {
        return article.content().assets().stream()
                .allMatch(use -> article.assets().containsKey(use.sha256()));
    }
}
