package org.gongkai.publisher.render;

import org.gongkai.publisher.catalogue.Catalogue;
import org.gongkai.publisher.catalogue.DocumentList;
import org.gongkai.publisher.catalogue.ListKey;
import org.gongkai.publisher.catalogue.ReleasedDocument;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Where to look for pages that a change can alter, as far as that can be said without looking at
 * them: which of them it does alter, their touches say. The same for both states, so that a page
 * which only one of them has is one that came or went.
 *
 * @param documents whose own pages may be altered: what changed, what stands beside it, and what
 *     names it or is named by it
 * @param notices documents that were withdrawn, and what their pages say may be altered
 * @param lists in which something changed, and which part of them
 * @param aspects what pages share and is not the same any more
 */
public record Affected(
        Set<UUID> documents, Set<UUID> notices, Map<ListKey, Span> lists, Set<String> aspects) {

    /**
     * A part of a list, counted from its oldest document.
     *
     * @param from the first place
     * @param to the first place behind; {@link Integer#MAX_VALUE} if everything behind has moved
     */
    public record Span(int from, int to) {
        Span and(Span other) {
            return new Span(Math.min(from, other.from), Math.max(to, other.to));
        }
    }

    /**
     * What lies between two states.
     *
     * @param changed documents that are not the same in both, or whose withdrawals are not
     */
    public static Affected between(
            Catalogue before, Catalogue after, Set<UUID> changed, Set<String> aspects) {
        Set<UUID> documents = new HashSet<>(changed);
        Set<UUID> notices = new HashSet<>(changed);
        Map<ListKey, Span> lists = new HashMap<>();
        for (UUID id : changed) {
            around(before, id, documents, notices);
            around(after, id, documents, notices);
            Set<ListKey> keys = new HashSet<>(before.listsOf(id));
            keys.addAll(after.listsOf(id));
            for (ListKey key : keys) {
                int was = fromOldest(before, key, id);
                int is = fromOldest(after, key, id);
                boolean stays = was >= 0 && was == is;
                int from = was < 0 ? is : is < 0 ? was : Math.min(was, is);
                lists.merge(key, new Span(from, stays ? from + 1 : Integer.MAX_VALUE), Span::and);
            }
        }
        return new Affected(documents, notices, lists, Set.copyOf(aspects));
    }

    private static void around(
            Catalogue catalogue, UUID id, Set<UUID> documents, Set<UUID> notices) {
        catalogue
                .live(id)
                .ifPresent(
                        live -> {
                            TouchEffects.neighbours(catalogue, live)
                                    .forEach(each -> each.ifPresent(d -> documents.add(d.id())));
                            documents.addAll(live.names().values());
                        });
        catalogue.linkingTo(id).forEach(each -> documents.add(each.id()));
        catalogue
                .naming(id)
                .values()
                .forEach(some -> some.forEach(each -> documents.add(each.id())));
        catalogue.leadingTo(id).forEach(each -> notices.add(each.document()));
    }

    private static int fromOldest(Catalogue catalogue, ListKey key, UUID id) {
        ReleasedDocument live = catalogue.live(id).orElse(null);
        if (live == null) {
            return -1;
        }
        DocumentList list = catalogue.list(key);
        int place = list.place(live);
        return place < 0 ? -1 : list.size() - 1 - place;
    }
}
