package org.gongkai.publisher.plan;

import org.gongkai.publisher.ContentSource;
import org.gongkai.publisher.Finding;
import org.gongkai.publisher.OfferedEdition;
import org.gongkai.publisher.PublishableContent;
import org.gongkai.publisher.approved.ApprovedContent;
import org.gongkai.publisher.catalogue.Facts;
import org.gongkai.publisher.catalogue.ReleasedDocument;
import org.gongkai.publisher.media.MediaPress;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.Manifest.Entry;
import org.gongkai.publisher.output.Manifest.LiveDocument;
import org.gongkai.publisher.output.ReleaseStore;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Plans to go back to an earlier release: its documents, less everything that was withdrawn since
 * (decision 12). It looks at what differs and at nothing else.
 */
public final class Reversal {
    private final SiteState shown;
    private final Manifest target;
    private final PublishableContent content;
    private final ContentSource source;
    private final ReleaseStore store;
    private final MediaPress press;

    public Reversal(
            SiteState shown,
            Manifest target,
            PublishableContent content,
            ContentSource source,
            ReleaseStore store,
            MediaPress press) {
        this.shown = shown;
        this.target = target;
        this.content = content;
        this.source = source;
        this.store = store;
        this.press = press;
    }

    /** A document that is not as it was. */
    private record Differing(UUID id, @Nullable LiveDocument was, LiveDocument is) {}

    public SitePlan plan() {
        List<Differing> differing = differing();
        Set<UUID> reversible = reversible(differing);
        Map<UUID, @Nullable ReleasedDocument> documents = new TreeMap<>();
        Map<String, Entry> media = new HashMap<>();
        List<UUID> takenBack = new ArrayList<>();
        List<UUID> restored = new ArrayList<>();
        List<Finding> staying = new ArrayList<>();
        for (Differing each : differing) {
            LiveDocument was = each.was();
            boolean possible =
                    reversible.contains(each.is().edition())
                            && (was == null
                                    || (reversible.contains(was.edition())
                                            && store.holds(was.digest())));
            if (!possible) {
                staying.add(stays(each));
                continue;
            }
            takenBack.add(each.is().edition());
            if (was == null) {
                documents.put(each.id(), null);
            } else {
                restored.add(was.edition());
                documents.put(each.id(), again(each.id(), was, media));
            }
        }
        return new SitePlan(
                // What happened since is another release's to look at.
                shown.manifest().sequence(),
                content.site(),
                documents,
                Map.of(),
                media,
                List.of(),
                takenBack,
                restored,
                staying);
    }

    /** What was withdrawn since is not shown now, and so is not among them. */
    private List<Differing> differing() {
        List<Differing> differing = new ArrayList<>();
        shown.manifest()
                .documentsSince(
                        target,
                        (id, was, is) -> {
                            if (is != null
                                    && (was == null || !was.edition().equals(is.edition()))) {
                                differing.add(new Differing(id, was, is));
                            }
                        });
        return differing;
    }

    private Set<UUID> reversible(List<Differing> differing) {
        Set<UUID> editions = new HashSet<>();
        for (Differing each : differing) {
            editions.add(each.is().edition());
            if (each.was() != null) {
                editions.add(each.was().edition());
            }
        }
        return source.reversible(editions);
    }

    private ReleasedDocument again(UUID id, LiveDocument was, Map<String, Entry> media) {
        OfferedEdition edition =
                new OfferedEdition(
                        id,
                        was.edition(),
                        was.digest(),
                        was.approvals(),
                        was.firstPublished(),
                        was.published(),
                        null);
        ApprovedContent approved = ApprovedContent.of(edition.with(store.read(was.digest())));
        Map<String, Entry> own = press.publish(approved, List.of());
        media.putAll(own);
        return new ReleasedDocument(id, was, Facts.of(approved, own.keySet()));
    }

    private static Finding stays(Differing each) {
        return new Finding(
                "BACK-1",
                Finding.Severity.WARN,
                each.is().edition(),
                each.is().path(),
                "It stays as it is, because its next edition is under way, or the earlier one was withdrawn or erased");
    }
}
