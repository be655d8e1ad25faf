package org.gongkai.publisher.output;

import org.gongkai.publisher.RecordCheckpoint;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.Withdrawal;
import org.gongkai.publisher.output.Manifest.Entry;
import org.gongkai.publisher.output.Manifest.LiveDocument;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A manifest in the making: another one, or nothing, with changes. Sealing it writes the shards
 * that changed into the release's pack and costs no more than that.
 *
 * <p>Files and touches may be put from any thread; the rest by one.
 */
public final class ManifestDraft {
    private final ShardCache objects;
    private final ReleasePack pack;
    private ShardedMap.Editor documents;
    private ShardedMap.Editor files;
    private ShardedMap.Editor withdrawals;
    private ShardedMap.Editor facts;
    private ShardedMap.Editor touches;
    private final AtomicInteger pages;
    private final AtomicInteger count;

    ManifestDraft(@Nullable Manifest base, ShardCache objects, ReleasePack pack) {
        this.objects = objects;
        this.pack = pack;
        ShardedMap empty = ShardedMap.empty(objects);
        documents = (base == null ? empty : base.documents).edit();
        files = (base == null ? empty : base.files).edit();
        withdrawals = (base == null ? empty : base.withdrawals).edit();
        facts = (base == null ? empty : base.facts).edit();
        touches = (base == null ? empty : base.touches).edit();
        pages = new AtomicInteger(base == null ? 0 : base.pages());
        count = new AtomicInteger(base == null ? 0 : base.count());
    }

    /**
     * What the head of the manifest says beside the maps.
     *
     * @param passing files of an earlier release that stay for so many releases more
     */
    public record Words(
            long release,
            Instant instant,
            long sequence,
            Sha256 site,
            Sha256 theme,
            Sha256 configuration,
            long lastRemoval,
            @Nullable RecordCheckpoint audit,
            @Nullable Sha256 previous,
            SortedMap<String, Sha256> aspects,
            SortedMap<String, Integer> passing) {}

    public Optional<Entry> file(String path) {
        return Optional.ofNullable(files.get(path)).map(ManifestJson::entry);
    }

    public void file(String path, Entry entry) {
        SitePath.check(path);
        Entry before = file(path).orElse(null);
        pages.addAndGet((entry.page() ? 1 : 0) - (before != null && before.page() ? 1 : 0));
        files.put(path, ManifestJson.write(entry));
    }

    public void removeFile(String path) {
        Entry before = file(path).orElse(null);
        if (before != null) {
            pages.addAndGet(before.page() ? -1 : 0);
            files.remove(path);
            touches.remove(path);
        }
    }

    /** Begins with no file at all; documents and withdrawals stay. */
    public void clearFiles() {
        files = ShardedMap.empty(objects).edit();
        touches = ShardedMap.empty(objects).edit();
        pages.set(0);
    }

    public Optional<String> touches(String path) {
        return Optional.ofNullable(touches.get(path));
    }

    public void touches(String path, String what) {
        touches.put(path, what);
    }

    public void document(UUID id, LiveDocument document, String itsFacts) {
        String key = id.toString();
        if (documents.get(key) == null) {
            count.incrementAndGet();
        }
        documents.put(key, ManifestJson.write(document));
        facts.put(key, itsFacts);
    }

    public void removeDocument(UUID id) {
        String key = id.toString();
        if (documents.get(key) != null) {
            count.decrementAndGet();
            documents.remove(key);
            facts.remove(key);
        }
    }

    public void withdrawal(Withdrawal withdrawal) {
        withdrawals.put(withdrawal.document().toString(), ManifestJson.write(withdrawal));
    }

    public void removeWithdrawal(UUID document) {
        withdrawals.remove(document.toString());
    }

    /** The manifest with all changes so far; its shards are in the pack. Others may follow. */
    public Manifest seal(Words words) {
        ShardedMap sealedDocuments = documents.seal(pack);
        ShardedMap sealedFiles = files.seal(pack);
        ShardedMap sealedWithdrawals = withdrawals.seal(pack);
        ShardedMap sealedFacts = facts.seal(pack);
        ShardedMap sealedTouches = touches.seal(pack);
        documents = sealedDocuments.edit();
        files = sealedFiles.edit();
        withdrawals = sealedWithdrawals.edit();
        facts = sealedFacts.edit();
        touches = sealedTouches.edit();
        Manifest.Maps maps =
                new Manifest.Maps(
                        sealedDocuments.root(),
                        sealedFiles.root(),
                        sealedWithdrawals.root(),
                        sealedFacts.root(),
                        sealedTouches.root());
        return Manifest.of(
                new Manifest.Head(
                        words.release(),
                        words.instant(),
                        words.sequence(),
                        words.site(),
                        words.theme(),
                        words.configuration(),
                        words.lastRemoval(),
                        words.audit(),
                        words.previous(),
                        new TreeMap<>(words.aspects()),
                        new TreeMap<>(words.passing()),
                        pages.get(),
                        count.get(),
                        maps),
                objects);
    }
}
