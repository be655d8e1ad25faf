package org.gongkai.publisher.indexing;

import org.gongkai.publisher.InMemoryContent;
import org.gongkai.publisher.OfferedEdition;
import org.gongkai.publisher.PublishableSite;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.Manifest.Entry;
import org.gongkai.publisher.output.Manifest.LiveDocument;
import org.gongkai.publisher.output.ManifestDraft;
import org.gongkai.publisher.output.ReleasePack;
import org.gongkai.publisher.output.ReleaseStore;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Releases that are kept with their documents, and with hardly a page. */
final class KeptDocuments {
    private static final Sha256 NONE = Sha256.of(new byte[0]);
    private static final Instant OPENING = Instant.parse("2020-05-14T16:00:00Z");

    private KeptDocuments() {}

    static Manifest release(ReleaseStore store, long number, long lastRemoval, String... titles) {
        return of(store, number, lastRemoval, Arrays.stream(titles).map(InMemoryContent::draft));
    }

    static Manifest of(
            ReleaseStore store,
            long number,
            long lastRemoval,
            Stream<InMemoryContent.Draft> documents) {
        InMemoryContent content = new InMemoryContent();
        documents.forEach(content::approve);
        var approved = content.read(0, OPENING);
        PublishableSite site = approved.site();
        try (ReleasePack pack = store.begin(number)) {
            ManifestDraft draft = store.draft(null, pack);
            pack.put(site.canonicalForm());
            content.forms(approved.editions().stream().map(OfferedEdition::digest).toList())
                    .values()
                    .forEach(pack::put);
            for (OfferedEdition edition : approved.editions()) {
                draft.document(
                        edition.document(),
                        new LiveDocument(
                                edition.edition(),
                                edition.digest(),
                                null,
                                "/news/" + edition.document() + "/",
                                OPENING,
                                OPENING),
                        "{}");
            }
            byte[] home = ("release " + number).getBytes(StandardCharsets.UTF_8);
            draft.file(
                    "/index.html",
                    new Entry(pack.put(home), home.length, 200, "text/html", null, null));
            Manifest manifest =
                    draft.seal(
                            new ManifestDraft.Words(
                                    number,
                                    OPENING.plusSeconds(number),
                                    number,
                                    site.digest(),
                                    NONE,
                                    NONE,
                                    lastRemoval,
                                    null,
                                    null,
                                    new TreeMap<>(),
                                    new TreeMap<>()));
            pack.seal();
            store.keep(manifest);
            return manifest;
        }
    }
}
