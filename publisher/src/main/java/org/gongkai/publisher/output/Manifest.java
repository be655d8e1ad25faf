package org.gongkai.publisher.output;

import org.gongkai.publisher.RecordCheckpoint;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.Withdrawal;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What a release is: every public path with the digest of its bytes, and what those bytes were made
 * from. Its root, the SHA-256 of its head, names the whole site in 64 digits; each manifest carries
 * the root of the one before.
 *
 * <p>The head is a small canonical JSON ({@code manifest.json}); what there is much of stands in
 * {@link ShardedMap}s, whose roots it names. So one changed page changes a few shards, and two
 * manifests are compared by what differs (decision 8).
 *
 * <p>{@code /release.json} names the root and so cannot stand in the manifest; nor do the {@code
 * .gz} files, which are a function of the file beside them. Immutable; read as it is asked for.
 */
public final class Manifest {
    /** The form of the head. */
    public static final String FORM = "gongkai-manifest/2";

    private final Head head;
    private final byte[] bytes;
    private final Sha256 root;
    final ShardedMap documents;
    final ShardedMap files;
    final ShardedMap withdrawals;
    final ShardedMap facts;
    final ShardedMap touches;

    /**
     * What a manifest says in a few words.
     *
     * @param release the release's number
     * @param instant the release instant
     * @param sequence the change log's number up to which the release is complete
     * @param site the digest of the approved site text
     * @param theme the digest of the theme
     * @param configuration the digest of what the configuration contributes to pages
     * @param lastRemoval the last release, this one included, that took away a document or a
     *     withdrawn edition of one; 0 if none did
     * @param audit what the record of all decisions held, null if the source keeps none
     * @param previous the root of the release before, null for the first
     * @param aspects what pages share, such as the frame and the templates, by name
     * @param passing files of an earlier release that are still there, with the number of releases
     *     for which they stay
     * @param pages how many pages readers are meant to find
     * @param count how many documents are live
     */
    record Head(
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
            SortedMap<String, Integer> passing,
            int pages,
            int count,
            Maps maps) {}

    /** The roots of what there is much of. */
    record Maps(Sha256 documents, Sha256 files, Sha256 withdrawals, Sha256 facts, Sha256 touches) {}

    private Manifest(Head head, byte[] bytes, ShardCache objects) {
        this.head = head;
        this.bytes = bytes;
        this.root = Sha256.of(bytes);
        documents = ShardedMap.of(head.maps().documents(), objects);
        files = ShardedMap.of(head.maps().files(), objects);
        withdrawals = ShardedMap.of(head.maps().withdrawals(), objects);
        facts = ShardedMap.of(head.maps().facts(), objects);
        touches = ShardedMap.of(head.maps().touches(), objects);
    }

    static Manifest of(Head head, ShardCache objects) {
        return new Manifest(head, ManifestJson.write(head), objects);
    }

    static Manifest of(byte[] bytes, ShardCache objects) {
        return new Manifest(ManifestJson.head(bytes), bytes, objects);
    }

    /** Reads a head that came from elsewhere, with what it names. */
    public static Manifest of(byte[] bytes, ObjectReader objects) {
        return of(bytes, new ShardCache(objects));
    }

    /** The canonical JSON of the head: sorted keys, no white space, UTF-8. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The digest of {@link #bytes()}. */
    public Sha256 root() {
        return root;
    }

    public long release() {
        return head.release();
    }

    public Instant instant() {
        return head.instant();
    }

    public long sequence() {
        return head.sequence();
    }

    public Sha256 site() {
        return head.site();
    }

    public Sha256 theme() {
        return head.theme();
    }

    public Sha256 configuration() {
        return head.configuration();
    }

    public long lastRemoval() {
        return head.lastRemoval();
    }

    public @Nullable RecordCheckpoint audit() {
        return head.audit();
    }

    public @Nullable Sha256 previous() {
        return head.previous();
    }

    public SortedMap<String, Sha256> aspects() {
        return head.aspects();
    }

    /**
     * Files of an earlier release that are still there, with the number of releases for which they
     * stay after this one.
     */
    public SortedMap<String, Integer> passing() {
        return head.passing();
    }

    /** How many of the files are pages that readers are meant to find. */
    public int pages() {
        return head.pages();
    }

    /** How many documents are live. */
    public int count() {
        return head.count();
    }

    Head head() {
        return head;
    }

    public Optional<Entry> entry(String path) {
        return files.get(path).map(ManifestJson::entry);
    }

    public Optional<LiveDocument> document(UUID id) {
        return documents.get(id.toString()).map(ManifestJson::document);
    }

    public Optional<Withdrawal> withdrawal(UUID document) {
        return withdrawals
                .get(document.toString())
                .map(value -> ManifestJson.withdrawal(document, value));
    }

    /** What lists select a document by, as {@code catalogue} wrote it; empty if it was erased. */
    public Optional<String> facts(UUID document) {
        try {
            return facts.get(document.toString());
        } catch (ObjectMissing e) {
            return Optional.empty();
        }
    }

    /** What a page was made from; empty if that is not known. */
    public Optional<String> touches(String path) {
        return touches.get(path);
    }

    /** The ids of the live documents, read as they are asked for. */
    public Stream<UUID> ids() {
        return documents.stream().map(line -> UUID.fromString(line.getKey()));
    }

    /** Every file, read as it is asked for. */
    public Stream<Map.Entry<String, Entry>> files() {
        return files.stream()
                .map(line -> Map.entry(line.getKey(), ManifestJson.entry(line.getValue())));
    }

    /**
     * Every file of a manifest that may be damaged; the stream may be made parallel.
     *
     * @param unreadable hears of what cannot be read and is passed over
     */
    public Stream<Map.Entry<String, Entry>> files(Consumer<RuntimeException> unreadable) {
        return files.stream(unreadable)
                .map(line -> Map.entry(line.getKey(), ManifestJson.entry(line.getValue())));
    }

    /**
     * Every document of a manifest that may be damaged.
     *
     * @param unreadable hears of what cannot be read and is passed over
     */
    public Stream<Map.Entry<UUID, LiveDocument>> documents(Consumer<RuntimeException> unreadable) {
        return documents.stream(unreadable)
                .map(
                        line ->
                                Map.entry(
                                        UUID.fromString(line.getKey()),
                                        ManifestJson.document(line.getValue())));
    }

    /**
     * Every withdrawal of a manifest that may be damaged.
     *
     * @param unreadable hears of what cannot be read and is passed over
     */
    public Stream<Withdrawal> withdrawals(Consumer<RuntimeException> unreadable) {
        return withdrawals.stream(unreadable)
                .map(
                        line ->
                                ManifestJson.withdrawal(
                                        UUID.fromString(line.getKey()), line.getValue()));
    }

    /**
     * Reads the rest of a manifest that may be damaged, so that what cannot be read is heard of.
     */
    public void readRest(Consumer<RuntimeException> unreadable) {
        facts.stream(unreadable).forEach(line -> {});
        touches.stream(unreadable).forEach(line -> {});
    }

    public void forEachFile(BiConsumer<String, Entry> each) {
        files.forEach((path, value) -> each.accept(path, ManifestJson.entry(value)));
    }

    public void forEachDocument(BiConsumer<UUID, LiveDocument> each) {
        documents.forEach(
                (id, value) -> each.accept(UUID.fromString(id), ManifestJson.document(value)));
    }

    /** The documents whose ids have a SHA-256 that begins with this byte; costs what they are. */
    public void forEachDocumentUnder(byte first, BiConsumer<UUID, LiveDocument> each) {
        documents.forEachUnder(
                first,
                (id, value) -> each.accept(UUID.fromString(id), ManifestJson.document(value)));
    }

    public void forEachWithdrawal(Consumer<Withdrawal> each) {
        withdrawals.forEach(
                (id, value) -> each.accept(ManifestJson.withdrawal(UUID.fromString(id), value)));
    }

    /** All files, in the order of their paths: for what has to look at every one. */
    public NavigableMap<String, Entry> entries() {
        TreeMap<String, Entry> all = new TreeMap<>();
        forEachFile(all::put);
        return all;
    }

    /** All documents, for what has to look at every one. */
    public SortedMap<UUID, LiveDocument> documents() {
        TreeMap<UUID, LiveDocument> all = new TreeMap<>();
        forEachDocument(all::put);
        return all;
    }

    /** All withdrawals, for what has to look at every one. */
    public SortedMap<UUID, Withdrawal> withdrawals() {
        TreeMap<UUID, Withdrawal> all = new TreeMap<>();
        forEachWithdrawal(withdrawal -> all.put(withdrawal.document(), withdrawal));
        return all;
    }

    /** Hears of what differs between two manifests. */
    @FunctionalInterface
    public interface Change<K, V> {
        /**
         * @param before null if it is new
         * @param after null if it is gone
         */
        void accept(K key, @Nullable V before, @Nullable V after);
    }

    /**
     * The files that differ; costs what differs.
     *
     * @param from null for nothing at all
     */
    public void filesSince(@Nullable Manifest from, Change<String, Entry> change) {
        if (from == null) {
            forEachFile((path, entry) -> change.accept(path, null, entry));
            return;
        }
        ShardedMap.difference(
                from.files,
                files,
                (path, before, after) ->
                        change.accept(
                                path,
                                before == null ? null : ManifestJson.entry(before),
                                after == null ? null : ManifestJson.entry(after)));
    }

    /** The documents that differ; costs what differs. */
    public void documentsSince(Manifest from, Change<UUID, LiveDocument> change) {
        ShardedMap.difference(
                from.documents,
                documents,
                (id, before, after) ->
                        change.accept(
                                UUID.fromString(id),
                                before == null ? null : ManifestJson.document(before),
                                after == null ? null : ManifestJson.document(after)));
    }

    /** The withdrawals that differ; costs what differs. */
    public void withdrawalsSince(Manifest from, Change<UUID, Withdrawal> change) {
        ShardedMap.difference(
                from.withdrawals,
                withdrawals,
                (id, before, after) -> {
                    UUID document = UUID.fromString(id);
                    change.accept(
                            document,
                            before == null ? null : ManifestJson.withdrawal(document, before),
                            after == null ? null : ManifestJson.withdrawal(document, after));
                });
    }

    /** The shard in which what lists select a document by stands. */
    Optional<Sha256> factsShard(UUID document) {
        return facts.shardOf(document.toString());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Manifest that && root.equals(that.root);
    }

    @Override
    public int hashCode() {
        return root.hashCode();
    }

    @Override
    public String toString() {
        return "release %d (%s)".formatted(release(), root);
    }

    /** Everything that this manifest needs of the store but files, forms and site text. */
    void shards(Consumer<Sha256> each) {
        documents.digests(each);
        files.digests(each);
        withdrawals.digests(each);
        facts.digests(each);
        touches.digests(each);
    }

    /**
     * One public file.
     *
     * @param status the status it is served with: 200, 404 or 410
     * @param type the value of Content-Type
     * @param edition the edition whose page it is, null for others
     * @param derived what it was derived from, null for what was rendered or published as it is
     */
    public record Entry(
            Sha256 digest,
            long size,
            int status,
            String type,
            @Nullable UUID edition,
            @Nullable Derivation derived) {

        /** Whether it is a page that readers are meant to find. */
        public boolean page() {
            return status == 200 && type.startsWith("text/html");
        }

        /** Whether a compressed file stands beside it. */
        public boolean compressed() {
            return size > 1024
                    && (type.startsWith("text/")
                            || type.endsWith("json")
                            || type.endsWith("/xml")
                            || type.endsWith("+xml"));
        }
    }

    /**
     * How bytes that nobody typed came about (decision 2).
     *
     * @param source the digest of the approved original
     * @param transform the transform's name and version
     */
    public record Derivation(Sha256 source, String transform, int width, int height) {}

    /**
     * A live document.
     *
     * @param digest the content digest, by which the store keeps its canonical form
     * @param approvals the digest over the approvals by which it became public, null if the source
     *     gives none
     * @param path its public path
     */
    public record LiveDocument(
            UUID edition,
            Sha256 digest,
            @Nullable Sha256 approvals,
            String path,
            Instant firstPublished,
            Instant published) {}
}
