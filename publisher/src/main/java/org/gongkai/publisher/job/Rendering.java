package org.gongkai.publisher.job;

import org.gongkai.publisher.output.ContentTypes;
import org.gongkai.publisher.output.Manifest.Entry;
import org.gongkai.publisher.output.ManifestDraft;
import org.gongkai.publisher.output.ReleasePack;
import org.gongkai.publisher.render.Page;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Renders pages into a release, many at a time and on all processors. The bytes go into the pack
 * and are forgotten here.
 */
final class Rendering {
    private static final int AT_ONCE = 1024;

    private final ManifestDraft draft;
    private final ReleasePack pack;
    private final Runnable checkpoint;
    private final Progress progress;
    private final Set<String> rendered = ConcurrentHashMap.newKeySet();
    private final List<Page> waiting = new ArrayList<>();
    private boolean remembering = true;
    private int total;
    private int done;

    /** Hears of pages that are done. */
    interface Progress {
        /**
         * @param of how many there will be; 0 while that is not known
         */
        void done(int pages, int of);
    }

    /**
     * @param checkpoint is called before each lot of pages, and may break the release off
     */
    Rendering(ManifestDraft draft, ReleasePack pack, Runnable checkpoint, Progress progress) {
        this.checkpoint = checkpoint;
        this.draft = draft;
        this.pack = pack;
        this.progress = progress;
    }

    /** How many pages are about to be rendered. */
    void expect(int pages) {
        total = done + pages;
    }

    /** From here on it is not remembered which pages were rendered: it is every page. */
    void forget() {
        remembering = false;
        rendered.clear();
    }

    /** The paths of the rendered pages, unless all were. */
    Set<String> rendered() {
        return rendered;
    }

    /** How many pages were rendered in all. */
    int count() {
        return done;
    }

    void add(Page page) {
        waiting.add(page);
        if (waiting.size() == AT_ONCE) {
            flush();
        }
    }

    void flush() {
        checkpoint.run();
        waiting.parallelStream().forEach(this::render);
        done += waiting.size();
        waiting.clear();
        progress.done(done, Math.max(done, total));
    }

    private void render(Page page) {
        Page.Rendered made;
        try {
            made = page.rendering().render();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            throw new IllegalStateException(
                    "The page %s could not be rendered: %s".formatted(page.path(), e.getMessage()),
                    e);
        }
        draft.file(
                page.path(),
                new Entry(
                        pack.put(made.bytes()),
                        made.bytes().length,
                        page.status(),
                        ContentTypes.of(page.path()),
                        page.edition(),
                        null));
        draft.touches(page.path(), made.touches());
        if (remembering) {
            rendered.add(page.path());
        }
    }
}
