package org.gongkai.publisher.released;

import org.gongkai.publisher.InMemoryContent;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.Manifest.LiveDocument;
import org.gongkai.publisher.output.ReleasePack;
import org.gongkai.publisher.output.ReleaseStore;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Measures what delivery holds in memory for each live document, besides the manifest that the site
 * holds anyway, and how long it takes to read them from a store. Run by hand, with a directory and
 * the number of documents (docs/benchmarks.md).
 */
final class CatalogueWeight {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant OPENING = Instant.parse("2020-05-14T16:00:00Z");

    private CatalogueWeight() {}

    public static void main(String... arguments) throws IOException {
        int documents = Integer.parseInt(arguments[1]);
        Path directory = Files.createTempDirectory(Path.of(arguments[0]), "weight");
        ReleaseStore store = ReleaseStore.in(directory);
        TreeMap<UUID, LiveDocument> live = new TreeMap<>();
        try (ReleasePack pack = store.begin(1)) {
            for (int number = 0; number < documents; number++) {
                live.put(InMemoryContent.id("document" + number), document(number, pack));
            }
            pack.seal();
        }
        ReleaseSource source = new Stored(store);

        List<Catalogue> held = new ArrayList<>();
        long before = used();
        long started = System.nanoTime();
        held.add(Catalogue.of(live, null, source));
        Duration all = since(started);
        long each = (used() - before) / documents;
        started = System.nanoTime();
        held.add(Catalogue.of(live, held.getFirst(), source));
        System.out.printf(
                "%d documents: %d bytes each; all of them read in %d ms, none in %d ms%n",
                held.getLast().documents().size(), each, all.toMillis(), since(started).toMillis());
    }

    private static LiveDocument document(int number, ReleasePack pack) {
        String path = "/section%d/2020/%04d-%d/".formatted(number % 12, number % 365, number);
        Map<String, Object> form = new TreeMap<>();
        form.put("form", "gongkai-edition/1");
        form.put("kind", "article");
        form.put("title", "第" + number + "号");
        form.put("body", "<p>政务公开日活动的通知。</p>".repeat(200));
        form.put("fields", Map.of("source", "区政府办公室"));
        form.put("section", "section" + number % 12);
        form.put("unit", "unit" + number % 40);
        form.put("tags", List.of("标签" + number % 300, "标签" + number % 7));
        form.put("path", path);
        form.put("notBefore", null);
        form.put("assets", List.of());
        Instant at = OPENING.plusSeconds(number / 10);
        return new LiveDocument(
                InMemoryContent.id("edition" + number),
                pack.put(JSON.writeValueAsBytes(form)),
                path,
                at,
                at);
    }

    private static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private record Stored(ReleaseStore store) implements ReleaseSource {
        @Override
        public Optional<Shown> shown() {
            return Optional.empty();
        }

        @Override
        public Optional<Manifest> manifest(long number) {
            return Optional.empty();
        }

        @Override
        public Map<Sha256, byte[]> forms(Collection<Sha256> digests) {
            Map<Sha256, byte[]> forms = new HashMap<>();
            digests.forEach(digest -> forms.put(digest, store.read(digest)));
            return forms;
        }
    }
}
