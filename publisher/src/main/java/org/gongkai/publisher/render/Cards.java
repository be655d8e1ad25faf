package org.gongkai.publisher.render;

import org.gongkai.publisher.Sha256;

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

    Card of(Sha256 content, Supplier<Card> making) {
        synchronized (remembered) {
            Card known = remembered.get(content);
            if (known != null) {
                return known;
            }
        }
        Card made = making.get();
        synchronized (remembered) {
            remembered.put(content, made);
        }
        return made;
    }
}
