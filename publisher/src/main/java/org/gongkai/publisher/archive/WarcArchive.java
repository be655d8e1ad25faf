package org.gongkai.publisher.archive;

import org.gongkai.publisher.DigestMismatch;
import org.gongkai.publisher.PublishableEdition;
import org.gongkai.publisher.PublishableSite;
import org.gongkai.publisher.ReleaseArchive;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.approved.ApprovedContent;
import org.gongkai.publisher.approved.SiteText;
import org.gongkai.publisher.output.EntityTag;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.Manifest.Entry;
import org.gongkai.publisher.output.Manifest.LiveDocument;
import org.gongkai.publisher.output.ObjectMissing;
import org.gongkai.publisher.output.ReleaseStore;
import org.gongkai.publisher.render.SiteIdentity;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.MessageVersion;
import org.netpreserve.jwarc.WarcCompression;
import org.netpreserve.jwarc.WarcDigest;
import org.netpreserve.jwarc.WarcMetadata;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcWriter;
import org.netpreserve.jwarc.Warcinfo;
import org.springframework.web.util.UriUtils;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Writes one release as WARC 1.1: what the archive is, every file with the answer that readers get,
 * and then what every document's page is about. Everything is read from the store and checked
 * against the manifest; ids of records follow from the manifest's root and the path, so that the
 * same release gives the same bytes.
 *
 * <p>What was erased is left out, and the first record names it.
 */
public final class WarcArchive implements ReleaseArchive {
    private static final String INDEX = "index.html";
    private static final int BUFFER = 1 << 16;

    private final Manifest manifest;
    private final ReleaseStore store;
    private final SiteIdentity identity;

    public WarcArchive(Manifest manifest, ReleaseStore store, SiteIdentity identity) {
        this.manifest = manifest;
        this.store = store;
        this.identity = identity;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        Contents contents = contents();
        WarcWriter warc = new WarcWriter(Channels.newChannel(out), WarcCompression.GZIP);
        try {
            warc.write(information(contents));
            try (var files = manifest.files()) {
                for (Iterator<Map.Entry<String, Entry>> each = files.iterator(); each.hasNext(); ) {
                    Map.Entry<String, Entry> file = each.next();
                    if (store.holds(file.getValue().digest())) {
                        writeFile(warc, file.getKey(), file.getValue());
                    }
                }
            }
            Description description = new Description(text(), identity);
            manifest.forEachDocument((id, live) -> describe(warc, description, id, live));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (ObjectMissing e) {
            throw new IOException(
                    "Release %d was deleted or erased while it was archived: archive it again"
                            .formatted(manifest.release()),
                    e);
        }
        out.flush();
    }

    /**
     * What there is to write.
     *
     * @param records all of them, the first one included
     * @param leftOut addresses of what was erased
     */
    private record Contents(long records, List<String> leftOut) {}

    private Contents contents() throws IOException {
        long[] records = {1};
        List<String> leftOut = new ArrayList<>();
        try {
            manifest.forEachFile(
                    (path, entry) -> {
                        if (store.holds(entry.digest())) {
                            records[0]++;
                        } else if (store.erased(entry.digest())) {
                            leftOut.add(url(path));
                        } else {
                            store.size(entry.digest()); // says what is missing, and what to do
                        }
                    });
            manifest.forEachDocument(
                    (id, live) -> {
                        if (described(live)) {
                            records[0]++;
                        }
                    });
        } catch (ObjectMissing e) {
            throw new IOException(
                    "Release %d cannot be archived: %s"
                            .formatted(manifest.release(), e.getMessage()),
                    e);
        }
        return new Contents(records[0], leftOut);
    }

    private boolean described(LiveDocument live) {
        return store.holds(live.digest())
                && manifest.entry(live.path() + INDEX)
                        .filter(page -> store.holds(page.digest()))
                        .isPresent();
    }

    private WarcRecord information(Contents contents) {
        SiteText text = text();
        Fields fields =
                new Fields()
                        .add("software", "gongkai")
                        .add("format", "WARC file version 1.1")
                        .add(
                                "conformsTo",
                                "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/")
                        .add("description", text.description())
                        .add("operator", text.footer().organizer())
                        .add("isPartOf", text.column())
                        .add("siteName", identity.siteName())
                        .add("siteIDCode", identity.siteIdCode())
                        .add("release", Long.toString(manifest.release()))
                        .add("released", Description.utc(manifest.instant()))
                        .add("manifest", "sha256:" + manifest.root().hex())
                        .add("records", Long.toString(contents.records()));
        contents.leftOut().forEach(url -> fields.add("leftOut", url));
        byte[] block = fields.bytes();
        return new Warcinfo.Builder()
                .version(MessageVersion.WARC_1_1)
                .recordId(id("warcinfo", Sha256.of(block).hex()))
                .date(manifest.instant())
                .blockDigest(digest(Sha256.of(block)))
                .body(MediaType.WARC_FIELDS, block)
                .build();
    }

    /** A large file is read twice: a record says the digest of its block before the block comes. */
    private void writeFile(WarcWriter warc, String path, Entry entry) throws IOException {
        byte[] header = header(entry);
        Sha256 block = blockDigest(header, path, entry);
        MessageDigest again = Sha256.digest();
        try (InputStream bytes = new DigestInputStream(store.open(entry.digest()), again)) {
            warc.write(
                    new WarcResponse.Builder(url(path))
                            .version(MessageVersion.WARC_1_1)
                            .recordId(id("response", path))
                            .date(manifest.instant())
                            .payloadDigest(digest(entry.digest()))
                            .blockDigest(digest(block))
                            .body(
                                    MediaType.HTTP_RESPONSE,
                                    Channels.newChannel(
                                            new SequenceInputStream(
                                                    new ByteArrayInputStream(header), bytes)),
                                    header.length + entry.size())
                            .build());
        }
        check(path, entry, again);
    }

    private Sha256 blockDigest(byte[] header, String path, Entry entry) throws IOException {
        MessageDigest block = Sha256.digest();
        MessageDigest payload = Sha256.digest();
        block.update(header);
        byte[] buffer = new byte[BUFFER];
        try (InputStream bytes = store.open(entry.digest())) {
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                block.update(buffer, 0, read);
                payload.update(buffer, 0, read);
            }
        }
        check(path, entry, payload);
        return Sha256.ofComputed(block.digest());
    }

    private void check(String path, Entry entry, MessageDigest computed) {
        Sha256 actual = Sha256.ofComputed(computed.digest());
        if (!actual.equals(entry.digest())) {
            throw new DigestMismatch(
                    "%s of release %d".formatted(path, manifest.release()), entry.digest(), actual);
        }
    }

    private static byte[] header(Entry entry) {
        return """
                HTTP/1.1 %s\r
                Content-Type: %s\r
                Content-Length: %d\r
                ETag: %s\r
                \r
                """
                .formatted(
                        status(entry.status()),
                        entry.type(),
                        entry.size(),
                        EntityTag.of(entry.digest()))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String status(int status) {
        return switch (status) {
            case 200 -> "200 OK";
            case 404 -> "404 Not Found";
            case 410 -> "410 Gone";
            default -> status + " ";
        };
    }

    private void describe(
            WarcWriter warc, Description description, UUID document, LiveDocument live) {
        if (!described(live)) {
            return;
        }
        String page = live.path() + INDEX;
        ApprovedContent content =
                ApprovedContent.of(
                        new PublishableEdition(
                                document,
                                live.edition(),
                                live.digest(),
                                store.read(live.digest())));
        byte[] block = description.of(document, live, content, url(page));
        try {
            warc.write(
                    new WarcMetadata.Builder()
                            .version(MessageVersion.WARC_1_1)
                            .recordId(id("metadata", page))
                            .date(manifest.instant())
                            .targetURI(url(page))
                            .setHeader("WARC-Refers-To", "<urn:uuid:" + id("response", page) + ">")
                            .blockDigest(digest(Sha256.of(block)))
                            .body(MediaType.WARC_FIELDS, block)
                            .build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SiteText text() {
        return SiteText.of(new PublishableSite(manifest.site(), store.read(manifest.site())));
    }

    private String url(String path) {
        String address =
                path.endsWith("/" + INDEX)
                        ? path.substring(0, path.length() - INDEX.length())
                        : path;
        return identity.origin() + UriUtils.encodePath(address, StandardCharsets.UTF_8);
    }

    private UUID id(String type, String name) {
        return UUID.nameUUIDFromBytes(
                "%s %s %s"
                        .formatted(manifest.root().hex(), type, name)
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static WarcDigest digest(Sha256 digest) {
        return new WarcDigest("sha256", digest.hex());
    }
}
