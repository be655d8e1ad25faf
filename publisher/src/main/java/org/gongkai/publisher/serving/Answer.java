package org.gongkai.publisher.serving;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.gongkai.publisher.output.EntityTag;
import org.gongkai.publisher.output.LiveTree;
import org.gongkai.publisher.output.Manifest.Entry;
import org.gongkai.publisher.output.ReleaseStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * One file of one release, opened, with what is to be said about it.
 *
 * @param encoded whether the bytes are compressed
 * @param ranges whether a part may be asked for
 */
record Answer(
        long release,
        String path,
        int status,
        String type,
        String etag,
        boolean varies,
        boolean encoded,
        boolean ranges,
        long size,
        ReadableByteChannel bytes)
        implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Answer.class);
    private static final int BUFFER = 1 << 16;

    /** What the theme needs, and nothing from elsewhere; data blocks such as JSON-LD may stand. */
    private static final String POLICY =
            "default-src 'self'; img-src 'self' data:; base-uri 'self'; object-src 'none';"
                    + " form-action 'self'; frame-ancestors 'self'";

    /** Of a drawing that is opened by itself. */
    private static final String DRAWING_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; sandbox";

    /** Opens the file; empty if the tree has ceased to be of its release. */
    static Optional<Answer> of(
            LiveTree tree, String path, Entry entry, boolean zipped, ReleaseStore store)
            throws IOException {
        Path file = tree.file(path, entry);
        Path wanted = zipped ? file.resolveSibling(file.getFileName() + ".gz") : file;
        FileChannel opened;
        try {
            opened = FileChannel.open(wanted);
        } catch (NoSuchFileException e) {
            if (zipped) {
                return of(tree, path, entry, false, store); // a large release compresses later
            }
            return tree.intact()
                    ? Optional.of(repaired(tree, path, entry, store))
                    : Optional.empty();
        }
        long size = opened.size();
        if (!tree.intact()) {
            opened.close();
            return Optional.empty();
        }
        if (!zipped && size != entry.size()) {
            opened.close();
            return Optional.of(repaired(tree, path, entry, store));
        }
        return Optional.of(answer(tree, path, entry, zipped, size, opened));
    }

    /** A small file that is made for the asking. */
    static Answer of(LiveTree tree, String type, byte[] bytes) {
        return new Answer(
                tree.manifest().release(),
                "/release.json",
                200,
                type,
                EntityTag.of(tree.root()),
                false,
                false,
                false,
                bytes.length,
                Channels.newChannel(new ByteArrayInputStream(bytes)));
    }

    /** A stranger has been at the tree: the store still has what was approved. */
    private static Answer repaired(LiveTree tree, String path, Entry entry, ReleaseStore store) {
        LOG.error(
                "{} in {} is not what release {} put there; it is served from the store. Run verify-release --repair",
                path,
                tree.directory(),
                tree.manifest().release());
        byte[] bytes = store.read(entry.digest());
        return answer(
                tree,
                path,
                entry,
                false,
                bytes.length,
                Channels.newChannel(new ByteArrayInputStream(bytes)));
    }

    private static Answer answer(
            LiveTree tree,
            String path,
            Entry entry,
            boolean zipped,
            long size,
            ReadableByteChannel bytes) {
        return new Answer(
                tree.manifest().release(),
                path,
                entry.status(),
                entry.type(),
                zipped ? EntityTag.ofCompressed(entry.digest()) : EntityTag.of(entry.digest()),
                entry.compressed(),
                zipped,
                !entry.compressed() && entry.status() == 200 && bytes instanceof FileChannel,
                size,
                bytes);
    }

    void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        headers(response);
        if (request.isSecure()) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
        if (status == 200 && matches(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        Optional<ByteRange> range = range(request);
        response.setContentType(type);
        if (encoded) {
            response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        if (range.isPresent() && !range.get().satisfiable()) {
            response.setHeader(HttpHeaders.CONTENT_RANGE, range.get().contentRange(size));
            response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
            return;
        }
        long length = size;
        if (range.isPresent() && bytes instanceof FileChannel file) {
            response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
            response.setHeader(HttpHeaders.CONTENT_RANGE, range.get().contentRange(size));
            file.position(range.get().first());
            length = range.get().length();
        } else {
            response.setStatus(status);
        }
        response.setContentLengthLong(length);
        if (!request.getMethod().equals("HEAD")) {
            copy(length, response.getOutputStream());
        }
    }

    private void headers(HttpServletResponse response) {
        response.setHeader(SiteHandler.RELEASE, Long.toString(release));
        response.setHeader(HttpHeaders.ETAG, etag);
        response.setHeader(
                HttpHeaders.CACHE_CONTROL,
                path.startsWith("/theme/") && status == 200
                        ? "public, max-age=31536000, immutable"
                        : "no-cache");
        if (varies) {
            response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        }
        if (ranges) {
            response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        }
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "strict-origin-when-cross-origin");
        if (type.startsWith("text/html")) {
            response.setHeader("Content-Security-Policy", POLICY);
        } else if (type.startsWith("image/svg")) {
            response.setHeader("Content-Security-Policy", DRAWING_POLICY);
        }
    }

    private boolean matches(@Nullable String header) {
        return header != null
                && Arrays.stream(header.split(",", -1))
                        .map(tag -> tag.strip().replaceFirst("^W/", ""))
                        .anyMatch(tag -> tag.equals(etag) || tag.equals("*"));
    }

    private Optional<ByteRange> range(HttpServletRequest request) {
        String condition = request.getHeader(HttpHeaders.IF_RANGE);
        boolean asked = request.getMethod().equals("GET"); // RFC 9110, 14.2: of no other method
        return asked && ranges && (condition == null || condition.equals(etag))
                ? ByteRange.of(request.getHeader(HttpHeaders.RANGE), size)
                : Optional.empty();
    }

    private void copy(long length, OutputStream out) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER, Math.max(1, length)));
        long left = length;
        while (left > 0) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), left));
            int read = bytes.read(buffer);
            if (read < 0) {
                throw new IOException(path + " ended early"); // its length was promised already
            }
            out.write(buffer.array(), 0, read);
            left -= read;
        }
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
