package org.gongkai.publisher.plan;

import org.gongkai.publisher.ContentSource;
import org.gongkai.publisher.Finding;
import org.gongkai.publisher.OfferedEdition;
import org.gongkai.publisher.PublishableContent;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.Withdrawal;
import org.gongkai.publisher.approved.ApprovedContent;
import org.gongkai.publisher.catalogue.Facts;
import org.gongkai.publisher.catalogue.ReleasedDocument;
import org.gongkai.publisher.media.MediaPress;
import org.gongkai.publisher.media.MediaRefused;
import org.gongkai.publisher.output.Manifest.Entry;
import org.gongkai.publisher.output.Manifest.LiveDocument;
import org.gongkai.publisher.output.ReleasePack;
import org.gongkai.publisher.output.ReleaseStore;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Plans one release: which edition of which document it shows otherwise than the one before, since
 * when, and where its media are. It looks at what the source touched and at nothing else (decision
 * 8).
 *
 * <p>A document whose new edition is held goes on showing the edition that the release before
 * showed; unless that one was withdrawn, which nothing delays.
 */
public final class SitePlanner {
    private static final int READ_AT_ONCE = 256;

    private final Instant instant;
    private final PublishableContent content;
    private final @Nullable SiteState previous;
    private final ContentSource source;
    private final ReleaseStore store;
    private final ReleasePack pack;
    private final MediaPress press;
    private final boolean anew;
    private final Map<UUID, Withdrawal> withdrawn;
    private volatile @Nullable Set<UUID> removed;

    /**
     * @param instant the release instant
     * @param anew whether media are to be made anew also of what did not change
     */
    public SitePlanner(
            Instant instant,
            PublishableContent content,
            @Nullable SiteState previous,
            ContentSource source,
            ReleaseStore store,
            ReleasePack pack,
            MediaPress press,
            boolean anew) {
        this.instant = instant;
        this.content = content;
        this.previous = previous;
        this.source = source;
        this.store = store;
        this.pack = pack;
        this.press = press;
        this.anew = anew;
        this.withdrawn =
                content.withdrawals().stream()
                        .collect(Collectors.toMap(Withdrawal::document, Function.identity()));
    }

    /**
     * Whether a release would change any document; asked before one is begun.
     *
     * @param shown what the site shows
     */
    public static boolean changes(PublishableContent content, SiteState shown) {
        Set<UUID> offered = new HashSet<>();
        for (OfferedEdition each : content.editions()) {
            offered.add(each.document());
            LiveDocument live =
                    shown.catalogue()
                            .live(each.document())
                            .map(ReleasedDocument::live)
                            .orElse(null);
            if (live == null || !live.edition().equals(each.edition())) {
                return true;
            }
        }
        return !gone(content, shown, offered).isEmpty()
                || content.withdrawals().stream()
                        .anyMatch(
                                each ->
                                        !Optional.of(each)
                                                .equals(
                                                        shown.catalogue()
                                                                .withdrawal(each.document())));
    }

    /** Whether anything is to be taken from the site, or its readers told otherwise of it. */
    public static boolean removes(PublishableContent content, SiteState shown) {
        Set<UUID> offered = new HashSet<>();
        content.editions().forEach(each -> offered.add(each.document()));
        return !gone(content, shown, offered).isEmpty()
                || content.withdrawals().stream()
                        .anyMatch(
                                each ->
                                        shown.catalogue().live(each.document()).isPresent()
                                                || !shown.catalogue()
                                                        .withdrawal(each.document())
                                                        .equals(Optional.of(each)));
    }

    /** Shown documents of which the content says that they are not to be any more. */
    private static Set<UUID> gone(PublishableContent content, SiteState shown, Set<UUID> offered) {
        Set<UUID> gone = new HashSet<>();
        if (content.complete()) {
            shown.catalogue().documents().forEach(each -> gone.add(each.id()));
        } else {
            content.touched().stream()
                    .filter(id -> shown.catalogue().live(id).isPresent())
                    .forEach(gone::add);
        }
        gone.removeAll(offered);
        return gone;
    }

    /**
     * The documents whose edition in the release before is not to be public any more, whether or
     * not a later edition takes its place.
     */
    public Set<UUID> removed() {
        Set<UUID> known = removed;
        if (known == null) {
            known = Set.copyOf(findRemoved());
            removed = known;
        }
        return known;
    }

    private Set<UUID> findRemoved() {
        SiteState shown = previous;
        if (shown == null) {
            return Set.of();
        }
        Set<UUID> offered = new HashSet<>();
        content.editions().forEach(edition -> offered.add(edition.document()));
        offered.removeAll(withdrawn.keySet());
        Set<UUID> removed = gone(content, shown, offered);
        withdrawn.keySet().stream()
                .filter(id -> shown.catalogue().live(id).isPresent())
                .forEach(removed::add);
        return removed;
    }

    /** What one edition comes to. */
    private record Planned(ReleasedDocument document, Map<String, Entry> media, boolean isNew) {}

    /**
     * Plans all that is approved.
     *
     * @param held editions that stay back
     */
    public SitePlan plan(Set<UUID> held) {
        ConcurrentLinkedQueue<Finding> refused = new ConcurrentLinkedQueue<>();
        Set<UUID> staying = ConcurrentHashMap.newKeySet();
        List<OfferedEdition> changed = new ArrayList<>();
        for (OfferedEdition edition : content.editions()) {
            if (held.contains(edition.edition())) {
                staying.add(edition.document());
            } else if (anew || !isShown(edition)) {
                changed.add(edition);
            } else {
                staying.add(edition.document());
            }
        }
        List<Planned> planned =
                IntStream.range(0, (changed.size() + READ_AT_ONCE - 1) / READ_AT_ONCE)
                        .parallel()
                        .mapToObj(part -> part(changed, part))
                        .flatMap(part -> read(part, refused).stream())
                        .toList();
        Map<UUID, @Nullable ReleasedDocument> documents = new TreeMap<>();
        Map<String, Entry> media = new HashMap<>();
        List<UUID> published = new ArrayList<>();
        for (Planned each : planned) {
            documents.put(each.document().id(), each.document());
            media.putAll(each.media());
            if (each.isNew()) {
                published.add(each.document().live().edition());
            }
        }
        refused.forEach(
                finding ->
                        changed.stream()
                                .filter(each -> each.edition().equals(finding.edition()))
                                .forEach(each -> staying.add(each.document())));
        remove(documents, staying);
        pack.put(content.site().canonicalForm());
        return new SitePlan(
                content.sequence(),
                content.site(),
                documents,
                withdrawals(documents),
                media,
                published,
                List.of(),
                List.of(),
                List.copyOf(refused));
    }

    /** What stays because nothing else may take its place, and is withdrawn, goes. */
    private void remove(Map<UUID, @Nullable ReleasedDocument> documents, Set<UUID> staying) {
        Set<UUID> kept = new HashSet<>(staying);
        kept.addAll(documents.keySet());
        for (UUID id : removed()) {
            boolean replaced = documents.get(id) != null;
            if (!replaced && (!kept.contains(id) || withdrawn.containsKey(id))) {
                documents.put(id, null);
            }
        }
    }

    private Map<UUID, @Nullable Withdrawal> withdrawals(
            Map<UUID, @Nullable ReleasedDocument> documents) {
        Map<UUID, @Nullable Withdrawal> changes = new TreeMap<>();
        withdrawn.forEach(
                (id, withdrawal) -> {
                    Optional<Withdrawal> known =
                            previous == null
                                    ? Optional.empty()
                                    : previous.catalogue().withdrawal(id);
                    if (documents.get(id) == null && !known.equals(Optional.of(withdrawal))) {
                        changes.put(id, withdrawal);
                    }
                });
        documents.forEach(
                (id, document) -> {
                    if (document != null
                            && previous != null
                            && previous.catalogue().withdrawal(id).isPresent()) {
                        changes.put(id, null);
                    }
                });
        return changes;
    }

    /**
     * Plans what the release before showed, less what is to be removed: for when nothing else may
     * go on, because a removal is never blocked (decision 5).
     */
    public SitePlan planRemovalsOnly() {
        SiteState shown = previous;
        if (shown == null) {
            throw new IllegalStateException("There is no release before from which to remove");
        }
        Map<UUID, @Nullable ReleasedDocument> documents = new TreeMap<>();
        removed().forEach(id -> documents.put(id, null));
        return new SitePlan(
                shown.manifest().sequence(),
                shown.site(),
                documents,
                withdrawals(documents),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private boolean isShown(OfferedEdition edition) {
        return previous != null
                && previous.catalogue()
                        .live(edition.document())
                        .filter(each -> each.live().edition().equals(edition.edition()))
                        .isPresent();
    }

    private static List<OfferedEdition> part(List<OfferedEdition> all, int number) {
        return all.subList(
                number * READ_AT_ONCE, Math.min(all.size(), (number + 1) * READ_AT_ONCE));
    }

    private List<Planned> read(
            List<OfferedEdition> editions, ConcurrentLinkedQueue<Finding> refused) {
        Map<Sha256, byte[]> forms =
                source.forms(
                        editions.stream()
                                .map(OfferedEdition::digest)
                                .filter(digest -> !store.holds(digest))
                                .toList());
        List<Planned> planned = new ArrayList<>();
        for (OfferedEdition edition : editions) {
            if (edition.live()) {
                planned.add(read(edition, forms)); // what is public is never dropped without a word
                continue;
            }
            try {
                planned.add(read(edition, forms));
            } catch (MediaRefused e) {
                refused.add(refusal("MEDIA-1", edition, e));
            } catch (RuntimeException e) {
                refused.add(refusal("FORM-1", edition, e));
            }
        }
        return planned;
    }

    private Planned read(OfferedEdition edition, Map<Sha256, byte[]> forms) {
        byte[] form = forms.get(edition.digest());
        if (form == null) {
            form = store.read(edition.digest());
        }
        ApprovedContent approved = ApprovedContent.of(edition.with(form));
        Map<String, Entry> media = press.publish(approved, mediaBefore(edition.document()));
        pack.put(form);
        Instant published = edition.published() == null ? instant : edition.published();
        LiveDocument live =
                new LiveDocument(
                        edition.edition(),
                        edition.digest(),
                        edition.approvals(),
                        approved.path(),
                        edition.firstPublished() == null ? published : edition.firstPublished(),
                        published);
        return new Planned(
                new ReleasedDocument(edition.document(), live, Facts.of(approved, media.keySet())),
                media,
                !edition.live());
    }

    private List<String> mediaBefore(UUID document) {
        return previous == null
                ? List.of()
                : previous.catalogue()
                        .live(document)
                        .map(each -> each.facts().media())
                        .orElse(List.of());
    }

    private static Finding refusal(String rule, OfferedEdition edition, RuntimeException e) {
        return new Finding(
                rule,
                Finding.Severity.BLOCK,
                edition.edition(),
                null,
                Optional.ofNullable(e.getMessage()).orElse(e.toString()));
    }
}
