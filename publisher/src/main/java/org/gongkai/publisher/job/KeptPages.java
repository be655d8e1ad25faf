package org.gongkai.publisher.job;

import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.catalogue.Catalogue;
import org.gongkai.publisher.catalogue.ReleasedDocument;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.Manifest.Entry;
import org.gongkai.publisher.output.ManifestDraft;
import org.gongkai.publisher.output.ReleasePack;
import org.gongkai.publisher.output.ReleaseStore;
import org.gongkai.publisher.plan.SitePlan;
import org.gongkai.publisher.plan.SiteState;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The last resort of a removal: when the theme cannot make a page, the bytes of the release before
 * stay, except where they name what is removed. A page that names it says that it is being updated,
 * a feed or map that names it is left out; neither can be mended without the theme.
 */
final class KeptPages {
    /** Stands where a manifest names its theme, so that the next release renders everything. */
    static final Sha256 NO_THEME = Sha256.of(PlainPages.BUSY);

    private final SiteState previous;
    private final ReleaseStore store;
    private final ReleasePack pack;

    KeptPages(SiteState previous, ReleaseStore store, ReleasePack pack) {
        this.previous = previous;
        this.store = store;
        this.pack = pack;
    }

    ManifestDraft without(SitePlan plan) {
        Manifest manifest = previous.manifest();
        Catalogue after = previous.catalogue().with(plan.documents(), plan.withdrawals());
        ManifestDraft draft = store.draft(manifest, pack);
        manifest.passing().keySet().forEach(draft::removeFile);
        List<ReleasedDocument> removed =
                plan.removed().stream()
                        .flatMap(id -> previous.catalogue().live(id).stream())
                        .toList();
        for (ReleasedDocument each : removed) {
            draft.removeDocument(each.id());
            each.facts().media().stream()
                    .filter(file -> after.using(file).isEmpty())
                    .forEach(draft::removeFile);
        }
        List<String> paths = removed.stream().map(ReleasedDocument::path).toList();
        manifest.files()
                .parallel()
                .forEach(
                        file -> {
                            if (paths.stream().anyMatch(file.getKey()::startsWith)) {
                                draft.removeFile(file.getKey());
                            } else if (names(file.getValue(), paths)) {
                                replace(file.getKey(), file.getValue(), draft);
                            }
                        });
        plan.withdrawals()
                .forEach(
                        (id, withdrawal) -> {
                            if (withdrawal != null) {
                                draft.withdrawal(withdrawal);
                                draft.file(
                                        withdrawal.path() + "index.html",
                                        plain(PlainPages.GONE, 410));
                            }
                        });
        return draft;
    }

    /** Whatever shows anything of a document links to it, and paths are ASCII in every format. */
    private boolean names(Entry entry, List<String> removed) {
        if (!entry.type().matches("text/.*|.*(json|xml)")) {
            return false;
        }
        String kept = new String(store.read(entry.digest()), StandardCharsets.UTF_8);
        return removed.stream().anyMatch(kept::contains);
    }

    private void replace(String path, Entry entry, ManifestDraft draft) {
        if (entry.type().equals(PlainPages.TYPE)) {
            draft.file(path, plain(PlainPages.BUSY, entry.status()));
        } else {
            draft.removeFile(path);
        }
    }

    private Entry plain(byte[] page, int status) {
        return new Entry(pack.put(page), page.length, status, PlainPages.TYPE, null, null);
    }
}
