package org.gongkai.publisher.output;

import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.output.Manifest.Entry;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Small sites, kept in a store as a release would keep them. */
final class Sites {
    static final Sha256 NONE = Sha256.of(new byte[0]);
    private static final Instant OPENING = Instant.parse("2020-05-14T16:00:00Z");

    private Sites() {}

    /** Keeps a release whose files have these texts; a text that begins with GONE is a 410 page. */
    static Manifest keep(ReleaseStore store, long release, Map<String, String> texts) {
        try (ReleasePack pack = store.begin(release)) {
            ManifestDraft draft = store.draft(null, pack);
            texts.forEach(
                    (path, text) -> {
                        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                        draft.file(
                                path,
                                new Entry(
                                        pack.put(bytes),
                                        bytes.length,
                                        text.startsWith("GONE") ? 410 : 200,
                                        ContentTypes.of(path),
                                        null,
                                        null));
                    });
            Manifest manifest = draft.seal(words(release));
            pack.seal();
            store.keep(manifest);
            return manifest;
        }
    }

    /** What a head says that says nothing. */
    static ManifestDraft.Words words(long release) {
        return new ManifestDraft.Words(
                release,
                OPENING.plusSeconds(release),
                release,
                NONE,
                NONE,
                NONE,
                0,
                null,
                null,
                new TreeMap<>(),
                new TreeMap<>());
    }
}
