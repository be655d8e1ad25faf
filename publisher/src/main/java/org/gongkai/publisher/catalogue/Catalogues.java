package org.gongkai.publisher.catalogue;

import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.Withdrawal;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.Manifest.LiveDocument;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes the catalogue of a manifest, from the last one if there is one: then it costs what differs.
 * Thread-safe.
 */
public final class Catalogues {
    private static final int READ_AT_ONCE = 256;

    private final Forms forms;
    private @Nullable Manifest last;
    private Catalogue known = Catalogue.empty();

    /** Finds canonical forms by their digests. */
    @FunctionalInterface
    public interface Forms {
        /** What is not found is left out. */
        Map<Sha256, byte[]> of(Collection<Sha256> digests);
    }

    public Catalogues(Forms forms) {
        this.forms = forms;
    }

    /** The catalogue of this manifest. */
    public synchronized Catalogue of(Manifest manifest) {
        Manifest before = last;
        if (before != null && before.root().equals(manifest.root())) {
            return known;
        }
        Catalogue made = before == null ? read(manifest) : next(before, known, manifest);
        last = manifest;
        known = made;
        return made;
    }

    /** Takes over a catalogue that was made with the manifest. */
    public synchronized void remember(Manifest manifest, Catalogue catalogue) {
        last = manifest;
        known = catalogue;
    }

    private Catalogue read(Manifest manifest) {
        Reading reading = new Reading(manifest);
        Map<UUID, @Nullable Withdrawal> withdrawn = new HashMap<>();
        manifest.forEachWithdrawal(each -> withdrawn.put(each.document(), each));
        manifest.forEachDocument(reading::add);
        return Catalogue.empty().with(reading.documents(), withdrawn);
    }

    private Catalogue next(Manifest before, Catalogue catalogue, Manifest manifest) {
        Reading reading = new Reading(manifest);
        Map<UUID, @Nullable Withdrawal> withdrawn = new HashMap<>();
        manifest.documentsSince(
                before,
                (id, was, is) -> {
                    if (is == null) {
                        reading.gone(id);
                    } else {
                        reading.add(id, is);
                    }
                });
        manifest.withdrawalsSince(before, (id, was, is) -> withdrawn.put(id, is));
        return catalogue.with(reading.documents(), withdrawn);
    }

    /** Documents as they are found in a manifest; what was erased of it is read from the forms. */
    private final class Reading {
        private final Manifest manifest;
        private final Map<UUID, @Nullable ReleasedDocument> documents = new HashMap<>();
        private final List<Map.Entry<UUID, LiveDocument>> unread = new ArrayList<>();

        Reading(Manifest manifest) {
            this.manifest = manifest;
        }

        void gone(UUID id) {
            documents.put(id, null);
        }

        void add(UUID id, LiveDocument live) {
            Optional<String> facts = manifest.facts(id);
            if (facts.isPresent()) {
                documents.put(id, new ReleasedDocument(id, live, Facts.read(facts.get())));
            } else {
                unread.add(Map.entry(id, live));
            }
        }

        Map<UUID, @Nullable ReleasedDocument> documents() {
            for (int from = 0; from < unread.size(); from += READ_AT_ONCE) {
                List<Map.Entry<UUID, LiveDocument>> part =
                        unread.subList(from, Math.min(unread.size(), from + READ_AT_ONCE));
                Map<Sha256, byte[]> found =
                        forms.of(part.stream().map(each -> each.getValue().digest()).toList());
                part.forEach(each -> documents.put(each.getKey(), read(each, found)));
            }
            return documents;
        }

        private ReleasedDocument read(
                Map.Entry<UUID, LiveDocument> each, Map<Sha256, byte[]> found) {
            LiveDocument live = each.getValue();
            byte[] form = found.get(live.digest());
            if (form == null) {
                throw new IllegalStateException(
                        "The canonical form %s of release %d is missing; restore it from a backup"
                                .formatted(live.digest(), manifest.release()));
            }
            return new ReleasedDocument(
                    each.getKey(),
                    live,
                    Facts.of(ReleasedDocument.content(each.getKey(), live, form), List.of()));
        }
    }
}
