package org.gongkai.publisher.render;

import org.gongkai.publisher.Withdrawal;
import org.gongkai.publisher.approved.SiteText;
import org.gongkai.publisher.catalogue.DocumentList;
import org.gongkai.publisher.catalogue.ListKey;
import org.gongkai.publisher.catalogue.ReleasedDocument;
import org.gongkai.publisher.kind.DocumentKind;
import org.gongkai.publisher.kind.DocumentKinds;
import org.gongkai.publisher.kind.KindField;
import org.gongkai.publisher.render.view.Link;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What one page looks up while it is made, and the record of it: a page reads of the site what it
 * asks for here, and nothing else, so that its touches are all that it was made from. One thread.
 */
final class Lookup {
    private final Shared shared;
    private final Set<String> touches = new LinkedHashSet<>();

    Lookup(Shared shared) {
        this.shared = shared;
    }

    /** Everything that was looked up, in the form of {@link Page.Rendered}. */
    String touches() {
        return String.join(" ", touches);
    }

    Shared shared() {
        return shared;
    }

    /** What the page shows of something that pages share. */
    void aspect(String name) {
        touches.add(Touch.aspect(name));
    }

    DocumentKinds kinds() {
        return shared.kinds;
    }

    DocumentKind kind(String key) {
        return shared.kinds.of(key);
    }

    Optional<SiteText.Section> section(String key) {
        aspect("section:" + key);
        return Optional.ofNullable(shared.sections.get(key));
    }

    String unitName(String key) {
        aspect("unit:" + key);
        SiteText.Unit unit = shared.units.get(key);
        return unit == null ? key : unit.name();
    }

    /** The units that have content, as links to their lists. */
    List<SiteText.Unit> units() {
        aspect("units");
        return shared.liveUnits();
    }

    List<String> months() {
        aspect("months");
        return shared.months();
    }

    /** The document's own page is made from all of it. */
    void content(UUID document) {
        touches.add(Touch.content(document));
    }

    Card card(ReleasedDocument document) {
        touches.add(Touch.card(document.id()));
        return shared.card(document);
    }

    void dates(ReleasedDocument document) {
        touches.add(Touch.dates(document.id()));
    }

    Optional<ReleasedDocument> live(UUID document) {
        touches.add(Touch.link(document));
        return shared.catalogue().live(document);
    }

    /** The public path of a live document. */
    Optional<String> path(UUID document) {
        return live(document).map(ReleasedDocument::path);
    }

    Link link(ReleasedDocument document) {
        touches.add(Touch.link(document.id()));
        Card card = shared.card(document);
        return new Link(card.title(), card.path());
    }

    List<ReleasedDocument> newest(ListKey list, int count) {
        touches.add(Touch.newest(list, count));
        return shared.catalogue().list(list).newest(count);
    }

    /** The newest of a list for which something holds; looks no further than it must. */
    List<ReleasedDocument> newest(ListKey list, int count, Predicate<ReleasedDocument> which) {
        DocumentList all = shared.catalogue().list(list);
        List<ReleasedDocument> found = new java.util.ArrayList<>();
        int at = 0;
        while (at < all.size() && found.size() < count) {
            ReleasedDocument each = all.get(at++);
            if (which.test(each)) {
                found.add(each);
            }
        }
        touches.add(Touch.newest(list, found.size() < count ? at + 1 : at));
        return found;
    }

    /** The documents that this one names, live or not, by field. */
    Map<String, UUID> names(ReleasedDocument document) {
        touches.add(Touch.names(document.id()));
        return document.names();
    }

    /** The live document that this one names in a field. */
    Optional<ReleasedDocument> named(ReleasedDocument document, KindField field) {
        return Optional.ofNullable(document.names().get(field.key())).flatMap(this::live);
    }

    /** The live documents of a kind that name this one in a field, newest first. */
    List<ReleasedDocument> naming(UUID document, DocumentKind kind, KindField field) {
        touches.add(Touch.naming(document));
        return shared.catalogue().naming(document).getOrDefault(field.key(), List.of()).stream()
                .filter(each -> each.kind().equals(kind.key()))
                .toList();
    }

    /** The next newer and the next older document of the same section. */
    List<Optional<ReleasedDocument>> beside(ReleasedDocument document) {
        touches.add(Touch.beside(document.id()));
        return TouchEffects.neighbours(shared.catalogue(), document);
    }

    void window(ListKey list, int number) {
        touches.add(Touch.window(list, number));
    }

    void end(ListKey list, int number) {
        touches.add(Touch.end(list, number));
    }

    void mapped(int part) {
        touches.add(Touch.mapped(part));
    }

    void latest(int part) {
        touches.add(Touch.latest(part));
    }

    void notice(UUID document) {
        touches.add(Touch.notice(document));
    }

    /**
     * The live document that takes the place of a withdrawn one: what it names, or if that is
     * withdrawn in its turn, what that one names, and so on.
     */
    Optional<Link> replacementOf(Withdrawal withdrawal) {
        Set<UUID> passed = new HashSet<>();
        Withdrawal at = withdrawal;
        while (at != null && at.replacedBy() != null && passed.add(at.document())) {
            UUID next = at.replacedBy();
            notice(at.document());
            Optional<ReleasedDocument> live = live(next);
            if (live.isPresent()) {
                return live.map(this::link);
            }
            notice(next);
            at = shared.catalogue().withdrawal(next).orElse(null);
        }
        return Optional.empty();
    }

    /** The live document that explains a withdrawal. */
    Optional<Link> explanationOf(Withdrawal withdrawal) {
        UUID explanation = withdrawal.explainedBy();
        return explanation == null ? Optional.empty() : live(explanation).map(this::link);
    }
}
