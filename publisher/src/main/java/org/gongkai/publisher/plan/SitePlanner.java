package org.gongkai.publisher.plan;

import org.gongkai.publisher.Finding;
import org.gongkai.publisher.PublishableContent;
import org.gongkai.publisher.PublishableEdition;
import org.gongkai.publisher.PublishableSite;
import org.gongkai.publisher.ReleaseLedger;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.Withdrawal;
import org.gongkai.publisher.approved.ApprovedContent;
import org.gongkai.publisher.approved.SiteText;
import org.gongkai.publisher.media.MediaPress;
import org.gongkai.publisher.media.MediaRefused;
import org.gongkai.publisher.media.PublishedMedia;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.Manifest.Entry;
import org.gongkai.publisher.output.Manifest.LiveDocument;
import org.gongkai.publisher.output.ReleasePack;
import org.gongkai.publisher.output.ReleaseStore;
import org.gongkai.publisher.render.Article;
import org.gongkai.publisher.render.PublicAsset;
import org.gongkai.publisher.render.SiteContents;
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
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Plans one release: which edition of which document it shows, since when, and where its media are.
 *
 * <p>A document whose new edition is held goes on showing the edition that the release before
 * showed, from the bytes that the store kept; unless that one was withdrawn, which nothing delays.
 */
public final class SitePlanner {
    private final ReleaseLedger.Opened opened;
    private final PublishableContent content;
    private final @Nullable Manifest previous;
    private final ReleaseStore store;
    private final ReleasePack pack;
    private final MediaPress press;
    private final Map<UUID, Withdrawal> withdrawn;

    public SitePlanner(
            ReleaseLedger.Opened opened,
            PublishableContent content,
            @Nullable Manifest previous,
            ReleaseStore store,
            ReleasePack pack,
            MediaPress press) {
        this.opened = opened;
        this.content = content;
        this.previous = previous;
        this.store = store;
        this.pack = pack;
        this.press = press;
        this.withdrawn =
                content.withdrawals().stream()
                        .collect(Collectors.toMap(Withdrawal::document, Function.identity()));
    }

    /** What one edition comes to. */
    private record Planned(PublishableEdition edition, Article article, Map<String, Entry> media) {}

    /**
     * Plans all that is approved.
     *
     * @param held editions that stay back
     */
    public SitePlan plan(Set<UUID> held) {
        List<PublishableEdition> editions = new ArrayList<>();
        for (PublishableEdition edition : content.editions()) {
            if (held.contains(edition.edition())) {
                shownBefore(edition.document()).ifPresent(editions::add);
            } else {
                editions.add(edition);
            }
        }
        return plan(content.sequence(), content.site(), editions);
    }

    /**
     * Plans what the release before showed, less what is to be removed: for when nothing else may
     * go on, because a removal is never blocked (decision 5).
     */
    public SitePlan planRemovalsOnly() {
        Manifest shown = previous;
        if (shown == null) {
            throw new IllegalStateException("There is no release before from which to remove");
        }
        List<UUID> removed = removed();
        List<PublishableEdition> editions =
                shown.documents().keySet().stream()
                        .filter(document -> !removed.contains(document))
                        .map(document -> shownBefore(document).orElseThrow())
                        .toList();
        PublishableSite site = new PublishableSite(shown.site(), store.read(shown.site()));
        return plan(shown.sequence(), site, editions);
    }

    /**
     * The documents whose edition in the release before is not to be public any more, whether or
     * not a later edition takes its place.
     */
    public List<UUID> removed() {
        Set<UUID> staying = new HashSet<>();
        content.editions().forEach(edition -> staying.add(edition.document()));
        staying.removeAll(withdrawn.keySet());
        return shownAndNotIn(staying);
    }

    private List<UUID> shownAndNotIn(Set<UUID> staying) {
        return previous == null
                ? List.of()
                : previous.documents().keySet().stream()
                        .filter(document -> !staying.contains(document))
                        .toList();
    }

    private SitePlan plan(long sequence, PublishableSite site, List<PublishableEdition> editions) {
        ConcurrentLinkedQueue<Finding> refused = new ConcurrentLinkedQueue<>();
        List<Planned> planned =
                editions.parallelStream()
                        .flatMap(edition -> planned(edition, refused).stream())
                        .toList();
        TreeMap<UUID, LiveDocument> documents = new TreeMap<>();
        Map<String, Entry> media = new HashMap<>();
        List<UUID> published = new ArrayList<>();
        for (Planned each : planned) {
            documents.put(each.edition().document(), live(each.article()));
            pack.put(each.edition().canonicalForm());
            media.putAll(each.media());
            if (!each.edition().live()) {
                published.add(each.edition().edition());
            }
        }
        pack.put(site.canonicalForm());
        TreeMap<UUID, Withdrawal> withdrawals = new TreeMap<>(withdrawn);
        withdrawals.keySet().removeAll(documents.keySet());
        SiteContents contents =
                new SiteContents(
                        opened.number(),
                        opened.instant(),
                        SiteText.of(site),
                        planned.stream().map(Planned::article).sorted(NewestFirst.ORDER).toList(),
                        List.copyOf(withdrawals.values()));
        return new SitePlan(
                sequence,
                site.digest(),
                contents,
                documents,
                withdrawals,
                media,
                published,
                shownAndNotIn(documents.keySet()),
                List.copyOf(refused));
    }

    private Optional<Planned> planned(
            PublishableEdition edition, ConcurrentLinkedQueue<Finding> refused) {
        if (edition.live()) {
            return Optional.of(read(edition)); // what is public is never dropped without a word
        }
        try {
            return Optional.of(read(edition));
        } catch (MediaRefused e) {
            refused.add(refusal("MEDIA-1", edition, e));
        } catch (RuntimeException e) {
            refused.add(refusal("FORM-1", edition, e));
        }
        return shownBefore(edition.document()).map(this::read);
    }

    private Planned read(PublishableEdition edition) {
        ApprovedContent approved = ApprovedContent.of(edition);
        Map<Sha256, PublicAsset> assets = new HashMap<>();
        Map<String, Entry> media = new HashMap<>();
        for (ApprovedContent.AssetUse use : approved.assets()) {
            PublishedMedia each = press.publish(use);
            assets.put(use.sha256(), each.asset());
            media.putAll(each.entries());
        }
        Instant published = orNow(edition.published());
        Article article =
                new Article(
                        edition.document(),
                        edition.edition(),
                        edition.digest(),
                        approved,
                        edition.firstPublished() == null ? published : edition.firstPublished(),
                        published,
                        assets);
        return new Planned(edition, article, media);
    }

    private Instant orNow(@Nullable Instant published) {
        return published == null ? opened.instant() : published;
    }

    private static LiveDocument live(Article article) {
        return new LiveDocument(
                article.edition(),
                article.digest(),
                article.content().path(),
                article.firstPublished(),
                article.published());
    }

    /** What the release before showed of a document, unless that was withdrawn since. */
    private Optional<PublishableEdition> shownBefore(UUID document) {
        LiveDocument shown =
                previous == null || withdrawn.containsKey(document)
                        ? null
                        : previous.documents().get(document);
        return Optional.ofNullable(shown)
                .map(
                        live ->
                                new PublishableEdition(
                                        document,
                                        live.edition(),
                                        live.digest(),
                                        store.read(live.digest()),
                                        live.firstPublished(),
                                        live.published(),
                                        null));
    }

    private static Finding refusal(String rule, PublishableEdition edition, RuntimeException e) {
        return new Finding(
                rule,
                Finding.Severity.BLOCK,
                edition.edition(),
                null,
                Optional.ofNullable(e.getMessage()).orElse(e.toString()));
    }
}
