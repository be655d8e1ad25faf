package org.gongkai.publisher.job;

import org.gongkai.publisher.output.ContentTypes;
import org.gongkai.publisher.output.Manifest.Entry;
import org.gongkai.publisher.output.ReleasePack;
import org.gongkai.publisher.plan.SitePlan;
import org.gongkai.publisher.render.Page;
import org.gongkai.publisher.render.Renderer;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Every file of a release: rendered pages and media. The bytes are in the pack already; here are
 * their digests.
 */
record RenderedSite(NavigableMap<String, Entry> entries) {

    /** Hears of each page that is done. */
    interface Progress {
        void done(int pages, int of);
    }

    static RenderedSite of(SitePlan plan, Renderer renderer, ReleasePack pack, Progress progress) {
        List<Page> pages = renderer.pages(plan.contents());
        ConcurrentSkipListMap<String, Entry> rendered = new ConcurrentSkipListMap<>();
        AtomicInteger done = new AtomicInteger();
        pages.parallelStream()
                .forEach(
                        page -> {
                            Entry entry = render(page, pack);
                            refuseSecond(page.path(), rendered.putIfAbsent(page.path(), entry));
                            progress.done(done.incrementAndGet(), pages.size());
                        });
        NavigableMap<String, Entry> entries = new TreeMap<>(rendered);
        for (Map.Entry<String, Entry> medium : plan.media().entrySet()) {
            refuseSecond(medium.getKey(), entries.putIfAbsent(medium.getKey(), medium.getValue()));
        }
        return new RenderedSite(entries);
    }

    private static Entry render(Page page, ReleasePack pack) {
        byte[] bytes;
        try {
            bytes = page.bytes().render();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            throw new IllegalStateException(
                    "The page %s could not be rendered: %s".formatted(page.path(), e.getMessage()),
                    e);
        }
        return new Entry(
                pack.put(bytes),
                bytes.length,
                page.status(),
                ContentTypes.of(page.path()),
                page.edition(),
                null);
    }

    private static void refuseSecond(String path, @Nullable Entry first) {
        if (first != null) {
            throw new IllegalStateException(
                    "Two pages of the release want the path " + path + ": one must give way");
        }
    }
}
