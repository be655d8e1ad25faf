package org.gongkai.content.publishing;

import org.gongkai.content.delivery.DeliveredChanges;
import org.gongkai.content.delivery.DeliveredDocument;
import org.gongkai.content.delivery.DeliveredItem;
import org.gongkai.content.delivery.DeliveredRelease;
import org.gongkai.content.delivery.DeliveredSection;
import org.gongkai.content.delivery.DeliveredSite;
import org.gongkai.content.delivery.DeliveredUnit;
import org.gongkai.content.delivery.Position;
import org.gongkai.content.delivery.PublicRelease;
import org.gongkai.content.delivery.Selection;
import org.gongkai.content.publishing.ReleasedContent.EditionMark;
import org.gongkai.publisher.Withdrawal;
import org.gongkai.publisher.approved.SiteText;
import org.gongkai.publisher.catalogue.Catalogue;
import org.gongkai.publisher.catalogue.DocumentList;
import org.gongkai.publisher.catalogue.ListKey;
import org.gongkai.publisher.catalogue.ListKey.Shelf;
import org.gongkai.publisher.catalogue.ReleasedDocument;
import org.gongkai.publisher.released.ReleasedSite;
import org.gongkai.publisher.released.ReleasedSites;
import org.gongkai.publisher.render.Addresses;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** One release of the publisher, in the words of the delivery. */
final class ReleasedView implements PublicRelease {
    private final ReleasedSite site;
    private final ReleasedSites sites;
    private final DeliveredForms forms;
    private final @Nullable String origin;

    ReleasedView(
            ReleasedSite site,
            ReleasedSites sites,
            Function<UUID, EditionMark> marks,
            @Nullable String origin) {
        this.site = site;
        this.sites = sites;
        this.forms = new DeliveredForms(site, marks, origin);
        this.origin = origin;
    }

    @Override
    public DeliveredRelease release() {
        return new DeliveredRelease(
                site.number(),
                site.instant(),
                site.root().hex(),
                site.catalogue().documents().size());
    }

    @Override
    public @Nullable String origin() {
        return origin;
    }

    @Override
    public DeliveredSite site() {
        SiteText text = site.text();
        return new DeliveredSite(
                forms.url("/"),
                text.name(),
                text.column(),
                text.description(),
                text.keywords(),
                text.theme(),
                text.opening(),
                text.closing(),
                text.milestones().stream()
                        .map(each -> new DeliveredSite.Milestone(each.at(), each.label()))
                        .toList(),
                text.lead() == null
                        ? null
                        : site.article(text.lead()).map(forms::reference).orElse(null),
                text.footer().organizer(),
                text.footer().contact());
    }

    @Override
    public List<DeliveredSection> sections() {
        List<DeliveredSection> sections = new ArrayList<>();
        for (SiteText.Section each : site.text().sections()) {
            int documents = site.catalogue().on(Shelf.SECTION, each.key()).size();
            if (documents > 0) {
                String path = Addresses.ofSection(each.key());
                sections.add(
                        new DeliveredSection(
                                each.key(),
                                each.name(),
                                each.description(),
                                each.keywords(),
                                each.columnType(),
                                each.block(),
                                each.continuing(),
                                path,
                                forms.url(path),
                                documents));
            }
        }
        return sections;
    }

    @Override
    public List<DeliveredUnit> units() {
        List<DeliveredUnit> units = new ArrayList<>();
        for (SiteText.Unit each : site.text().units()) {
            int documents = site.catalogue().on(Shelf.UNIT, each.key()).size();
            if (documents > 0) {
                String path = Addresses.ofUnit(each.key());
                units.add(
                        new DeliveredUnit(
                                each.key(), each.name(), path, forms.url(path), documents));
            }
        }
        return units;
    }

    @Override
    public Slice documents(Selection selection) {
        List<ReleasedDocument> found = new ArrayList<>();
        for (ReleasedDocument each : candidates(selection)) {
            if (selection.publishedAfter() != null
                    && !each.live().firstPublished().isAfter(selection.publishedAfter())) {
                break; // all that follow are older
            }
            if (selection.fits(
                    each.section(),
                    each.unit(),
                    each.kind(),
                    each.tags(),
                    each.live().published())) {
                found.add(each);
            }
            if (found.size() > selection.limit()) {
                break;
            }
        }
        boolean more = found.size() > selection.limit();
        List<ReleasedDocument> shown = more ? found.subList(0, selection.limit()) : found;
        List<DeliveredItem> items = site.articles(shown).stream().map(forms::item).toList();
        return new Slice(
                items,
                more
                        ? new Position(
                                shown.getLast().live().firstPublished(),
                                shown.getLast().live().path())
                        : null);
    }

    @Override
    public Optional<DeliveredDocument> document(UUID id) {
        return site.article(id).map(forms::document);
    }

    @Override
    public Optional<UUID> at(String path) {
        return site.catalogue()
                .at(path)
                .map(ReleasedDocument::id)
                .or(() -> site.withdrawalAt(path).map(Withdrawal::document));
    }

    @Override
    public Optional<Withdrawn> withdrawn(UUID id) {
        return site.withdrawal(id)
                .map(
                        withdrawal ->
                                new Withdrawn(
                                        withdrawal.reason().name(),
                                        withdrawal.replacedBy() == null
                                                ? null
                                                : site.article(withdrawal.replacedBy())
                                                        .map(forms::reference)
                                                        .orElse(null)));
    }

    @Override
    public Optional<Difference> since(long release) {
        return sites.changes(site, release)
                .map(
                        changes ->
                                new Difference(
                                        changes.site(),
                                        changes.documents().stream()
                                                .map(
                                                        each ->
                                                                new DeliveredChanges.Change(
                                                                        each.document(),
                                                                        DeliveredChanges.Kind
                                                                                .valueOf(
                                                                                        each.kind()
                                                                                                .name()),
                                                                        each.path()))
                                                .toList()));
    }

    /** The shortest list in which all that is selected stands, from the place on. */
    private List<ReleasedDocument> candidates(Selection selection) {
        Catalogue catalogue = site.catalogue();
        DocumentList shortest = catalogue.documents();
        Map<Shelf, Set<String>> wanted =
                Map.of(
                        Shelf.SECTION, selection.sections(),
                        Shelf.UNIT, selection.units(),
                        Shelf.KIND, selection.kinds(),
                        Shelf.TAG, selection.tags());
        for (Map.Entry<Shelf, Set<String>> each : wanted.entrySet()) {
            if (each.getValue().size() == 1) {
                String key = each.getValue().iterator().next();
                DocumentList list =
                        each.getKey() == Shelf.TAG
                                ? catalogue.list(ListKey.ofTag(key))
                                : catalogue.on(each.getKey(), key);
                shortest = list.size() < shortest.size() ? list : shortest;
            }
        }
        Position behind = selection.behind();
        return behind == null ? shortest : shortest.behind(behind.publishedAt(), behind.path());
    }
}
