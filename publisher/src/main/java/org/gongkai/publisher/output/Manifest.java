package org.gongkai.publisher.output;

import org.gongkai.publisher.RecordCheckpoint;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.Withdrawal;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a release is: every public path with the digest of its bytes, and what those bytes were made
 * from. Its root, the SHA-256 of its canonical JSON, names the whole site in 64 digits; each
 * manifest carries the root of the one before.
 *
 * <p>{@code /release.json} names the root and so cannot stand in the manifest; nor do the {@code
 * .gz} files, which are a function of the file beside them.
 *
 * @param release the release's number
 * @param instant the release instant
 * @param sequence the change log's number up to which the release is complete
 * @param site the digest of the approved site text
 * @param theme the digest of the theme
 * @param configuration the digest of what the configuration contributes to pages
 * @param lastRemoval the last release, this one included, that took away a document or a withdrawn
 *     edition of one; 0 if none did
 * @param audit what the record of all decisions held, null if the source keeps none
 * @param previous the root of the release before, null for the first
 * @param documents every live document by its id
 * @param withdrawals what answers 410, by document
 * @param entries every file by its path
 */
public record Manifest(
        long release,
        Instant instant,
        long sequence,
        Sha256 site,
        Sha256 theme,
        Sha256 configuration,
        long lastRemoval,
        @Nullable RecordCheckpoint audit,
        @Nullable Sha256 previous,
        SortedMap<UUID, LiveDocument> documents,
        SortedMap<UUID, Withdrawal> withdrawals,
        NavigableMap<String, Entry> entries) {

    /** The form of the canonical JSON. */
    public static final String FORM = "gongkai-manifest/1";

    public Manifest {
        documents = Collections.unmodifiableSortedMap(new TreeMap<>(documents));
        withdrawals = Collections.unmodifiableSortedMap(new TreeMap<>(withdrawals));
        entries = Collections.unmodifiableNavigableMap(new TreeMap<>(entries));
        entries.keySet().forEach(SitePath::check);
    }

    /** The canonical JSON: sorted keys, no white space, UTF-8. */
    public byte[] bytes() {
        return ManifestJson.write(this);
    }

    /** Reads canonical JSON. */
    public static Manifest of(byte[] bytes) {
        return ManifestJson.read(bytes);
    }

    /** The digest of {@link #bytes()}. */
    public Sha256 root() {
        return Sha256.of(bytes());
    }

    public Optional<Entry> entry(String path) {
        return Optional.ofNullable(entries.get(path));
    }

    /** How many of the entries are pages that readers are meant to find. */
    public int pages() {
        return (int) entries.values().stream().filter(Entry::page).count();
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

        boolean page() {
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
     * @param path its public path
     */
    public record LiveDocument(
            UUID edition, Sha256 digest, String path, Instant firstPublished, Instant published) {}

    /** What a path on the site may look like, so that it is safe as a file's name anywhere. */
    private static final class SitePath {
        private static final Pattern SYNTAX = Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+");

        static void check(String path) {
            if (!SYNTAX.matcher(path).matches() || path.length() > 512) {
                throw new IllegalArgumentException(
                        "A path on the site is made of ASCII letters, digits and . _ ~ - and no part"
                                + " starts with a dot; the theme asked for "
                                + path);
            }
        }
    }
}
