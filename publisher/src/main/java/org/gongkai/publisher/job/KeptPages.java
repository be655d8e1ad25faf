package org.gongkai.publisher.job;

import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.Manifest.Entry;
import org.gongkai.publisher.output.Manifest.LiveDocument;
import org.gongkai.publisher.output.ReleasePack;
import org.gongkai.publisher.output.ReleaseStore;
import org.gongkai.publisher.plan.SitePlan;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The last resort of a removal: when the theme cannot make a page, the bytes of the release before
 * stay, except where they name what is removed. A page that names it says that it is being updated,
 * a feed or map that names it is left out; neither can be mended without the theme.
 */
final class KeptPages {
    /** Stands where a manifest names its theme, so that the next release renders everything. */
    static final Sha256 NO_THEME = Sha256.of(PlainPages.BUSY);

    private final Manifest previous;
    private final ReleaseStore store;
    private final ReleasePack pack;

    KeptPages(Manifest previous, ReleaseStore store, ReleasePack pack) {
        this.previous = previous;
        this.store = store;
        this.pack = pack;
    }

    RenderedSite without(SitePlan plan) {
        List<String> removed =
                plan.removed().stream()
                        .map(previous.documents()::get)
                        .filter(Objects::nonNull)
                        .map(LiveDocument::path)
                        .toList();
        TreeMap<String, Entry> entries = new TreeMap<>(plan.media());
        for (Map.Entry<String, Entry> file : previous.entries().entrySet()) {
            String path = file.getKey();
            if (!path.startsWith("/media/") && removed.stream().noneMatch(path::startsWith)) {
                Entry kept =
                        names(file.getValue(), removed)
                                ? instead(file.getValue())
                                : file.getValue();
                if (kept != null) {
                    entries.put(path, kept);
                }
            }
        }
        plan.withdrawals()
                .values()
                .forEach(
                        withdrawal ->
                                entries.putIfAbsent(
                                        withdrawal.path() + "index.html",
                                        plain(PlainPages.GONE, 410)));
        return new RenderedSite(entries);
    }

    /** Whatever shows anything of a document links to it, and paths are ASCII in every format. */
    private boolean names(Entry entry, List<String> removed) {
        boolean text = entry.type().matches("text/.*|.*(json|xml)");
        if (!text) {
            return false;
        }
        String kept = new String(store.read(entry.digest()), StandardCharsets.UTF_8);
        return removed.stream().anyMatch(kept::contains);
    }

    private @Nullable Entry instead(Entry entry) {
        return entry.type().equals(PlainPages.TYPE) ? plain(PlainPages.BUSY, entry.status()) : null;
    }

    private Entry plain(byte[] page, int status) {
        return new Entry(pack.put(page), page.length, status, PlainPages.TYPE, null, null);
    }
}
