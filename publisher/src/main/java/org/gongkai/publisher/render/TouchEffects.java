package org.gongkai.publisher.render;

import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.catalogue.Catalogue;
import org.gongkai.publisher.catalogue.DocumentList;
import org.gongkai.publisher.catalogue.ListKey;
import org.gongkai.publisher.catalogue.ListKey.Shelf;
import org.gongkai.publisher.catalogue.ReleasedDocument;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which touches are not the same in two states of the site. It compares what a touch stands for, so
 * that a new edition that leaves a document's card as it was alters no list. Thread-safe.
 */
final class TouchEffects implements Effects {
    private final State before;
    private final State after;
    private final Set<UUID> documents;
    private final Map<String, Boolean> known = new ConcurrentHashMap<>();

    /** A state, and how to make a card of one of its documents. */
    record State(
            Catalogue catalogue,
            Map<String, Sha256> aspects,
            Function<ReleasedDocument, Card> cards) {}

    /**
     * @param documents all that are not the same in both
     */
    TouchEffects(State before, State after, Set<UUID> documents) {
        this.before = before;
        this.after = after;
        this.documents = documents;
    }

    @Override
    public boolean alter(String touches) {
        for (int at = 0; at < touches.length(); ) {
            int end = touches.indexOf(' ', at);
            end = end < 0 ? touches.length() : end;
            if (alters(touches.substring(at, end))) {
                return true;
            }
            at = end + 1;
        }
        return false;
    }

    private boolean alters(String touch) {
        String rest = touch.substring(2);
        return switch (touch.charAt(0)) {
            case Touch.ASPECT ->
                    !Objects.equals(before.aspects().get(rest), after.aspects().get(rest));
            case Touch.CONTENT -> document(rest, (was, is) -> was.live().equals(is.live()));
            case Touch.CARD -> document(rest, this::sameCard);
            case Touch.LINK -> document(rest, this::sameLink);
            case Touch.NAMES -> document(rest, (was, is) -> was.names().equals(is.names()));
            case Touch.DATES -> document(rest, TouchEffects::sameDates);
            case Touch.NOTICE -> {
                UUID id = UUID.fromString(rest);
                yield !before.catalogue().withdrawal(id).equals(after.catalogue().withdrawal(id));
            }
            default -> known.computeIfAbsent(touch, this::looked);
        };
    }

    private boolean document(String id, BiPredicate<ReleasedDocument, ReleasedDocument> same) {
        UUID document = UUID.fromString(id);
        if (!documents.contains(document)) {
            return false;
        }
        ReleasedDocument was = before.catalogue().live(document).orElse(null);
        ReleasedDocument is = after.catalogue().live(document).orElse(null);
        return was == null || is == null ? was != is : !same.test(was, is);
    }

    private boolean sameCard(ReleasedDocument was, ReleasedDocument is) {
        return was.live().firstPublished().equals(is.live().firstPublished())
                && before.cards().apply(was).equals(after.cards().apply(is));
    }

    private boolean sameLink(ReleasedDocument was, ReleasedDocument is) {
        return was.path().equals(is.path())
                && before.cards().apply(was).title().equals(after.cards().apply(is).title());
    }

    private static boolean sameDates(ReleasedDocument was, ReleasedDocument is) {
        return was.live().firstPublished().equals(is.live().firstPublished())
                && was.live().published().equals(is.live().published());
    }

    private boolean looked(String touch) {
        String rest = touch.substring(2);
        return switch (touch.charAt(0)) {
            case Touch.NAMING -> {
                UUID id = UUID.fromString(rest);
                yield !naming(before.catalogue(), id).equals(naming(after.catalogue(), id));
            }
            case Touch.BESIDE -> {
                UUID id = UUID.fromString(rest);
                yield !beside(before.catalogue(), id).equals(beside(after.catalogue(), id));
            }
            case Touch.NEWEST -> !ListTouch.of(rest).alikeAtFront(before, after);
            case Touch.WINDOW -> !ListTouch.of(rest).alikeInWindow(before, after);
            case Touch.END -> !ListTouch.of(rest).alikeAtEnd(before, after);
            case Touch.MAPPED -> !ListTouch.of(rest).alikeInPart(before, after);
            case Touch.LATEST -> !ListTouch.of(rest).alikeInDate(before, after);
            default -> true; // written by another version
        };
    }

    private static Map<String, List<UUID>> naming(Catalogue catalogue, UUID id) {
        return catalogue.naming(id).entrySet().stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                field ->
                                        field.getValue().stream()
                                                .map(ReleasedDocument::id)
                                                .toList()));
    }

    /** The documents beside one in its section: the newer and the older. */
    static List<Optional<ReleasedDocument>> neighbours(Catalogue catalogue, ReleasedDocument live) {
        DocumentList list = catalogue.on(Shelf.SECTION, live.section());
        int place = list.place(live);
        return List.of(at(list, place - 1), at(list, place + 1));
    }

    private static Optional<ReleasedDocument> at(DocumentList list, int place) {
        return place < 0 || place >= list.size() ? Optional.empty() : Optional.of(list.get(place));
    }

    private static List<Optional<UUID>> beside(Catalogue catalogue, UUID id) {
        return catalogue
                .live(id)
                .map(
                        live ->
                                neighbours(catalogue, live).stream()
                                        .map(each -> each.map(ReleasedDocument::id))
                                        .toList())
                .orElse(List.of());
    }

    /** A touch of a list, read. */
    private record ListTouch(ListKey list, int number) {
        static ListTouch of(String text) {
            int shelf = text.indexOf(':');
            int number = text.indexOf(':', shelf + 1);
            return new ListTouch(
                    new ListKey(
                            Shelf.valueOf(text.substring(0, shelf)), text.substring(number + 1)),
                    Integer.parseInt(text, shelf + 1, number, 10));
        }

        boolean alikeAtFront(State before, State after) {
            DocumentList was = before.catalogue().list(list);
            DocumentList is = after.catalogue().list(list);
            int shown = Math.max(Math.min(number, was.size()), Math.min(number, is.size()));
            return was.alikeFromNewest(is, shown) >= shown;
        }

        boolean alikeInWindow(State before, State after) {
            return alike(
                    new Paging<>(before.catalogue().list(list)),
                    new Paging<>(after.catalogue().list(list)));
        }

        private boolean alike(Paging<ReleasedDocument> was, Paging<ReleasedDocument> is) {
            return number <= was.numbered()
                    && number <= is.numbered()
                    && same(was.page(number), is.page(number), ReleasedDocument::standsAs);
        }

        boolean alikeAtEnd(State before, State after) {
            int was = new Paging<>(before.catalogue().list(list)).numbered();
            int is = new Paging<>(after.catalogue().list(list)).numbered();
            return number == 0 ? was == is : (number == was) == (number == is);
        }

        boolean alikeInPart(State before, State after) {
            return same(
                    Sitemap.part(before.catalogue().documents(), number),
                    Sitemap.part(after.catalogue().documents(), number),
                    (was, is) ->
                            was.path().equals(is.path())
                                    && was.live().published().equals(is.live().published()));
        }

        boolean alikeInDate(State before, State after) {
            return Sitemap.latest(before.catalogue().documents(), number)
                    .equals(Sitemap.latest(after.catalogue().documents(), number));
        }

        private static boolean same(
                List<ReleasedDocument> was,
                List<ReleasedDocument> is,
                BiPredicate<ReleasedDocument, ReleasedDocument> alike) {
            if (was.size() != is.size()) {
                return false;
            }
            for (int at = 0; at < was.size(); at++) {
                ReleasedDocument one = was.get(at);
                if (one != is.get(at) && !alike.test(one, is.get(at))) {
                    return false;
                }
            }
            return true;
        }
    }
}
