package org.gongkai.publisher.indexing;

import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.output.ReleaseStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The text of attachments, read from the bytes that a release keeps. Each file is read once, and
 * what came of it is kept beside the releases; a file that cannot be read, or not in time, has no
 * text. Deleting the directory has all of them read again.
 *
 * <p>Thread-safe.
 */
final class AttachmentTexts {
    /** What texts follow from, beside the bytes; with another one all are read anew. */
    static final String VERSION = "1";

    static final int LONGEST = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(AttachmentTexts.class);
    private static final long LARGEST = 50L << 20;
    private static final int AT_ONCE = 2;

    private final ReleaseStore store;
    private final Path directory;
    private final AttachmentReader reader;
    private final Duration patience;

    /** A reader that does not come to an end keeps its place, so that there are never many. */
    private final Semaphore reading = new Semaphore(AT_ONCE);

    AttachmentTexts(ReleaseStore store) {
        this(store, new TikaReader(LONGEST), Duration.ofSeconds(20));
    }

    AttachmentTexts(ReleaseStore store, AttachmentReader reader, Duration patience) {
        this.store = store;
        this.directory = store.texts();
        this.reader = reader;
        this.patience = patience;
    }

    /** How text comes out of bytes. */
    @FunctionalInterface
    interface AttachmentReader {
        /**
         * @throws Exception if there is no text to be had, for whatever reason
         */
        String read(byte[] bytes, String mediaType) throws Exception;
    }

    /** The text of a file that the store holds; empty if it has none. */
    String of(Sha256 file, String mediaType) {
        Path kept = kept(file);
        try {
            if (Files.exists(kept)) {
                return Files.readString(kept);
            }
            String text = readable(file) ? readInTime(file, mediaType) : "";
            keep(kept, text);
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the text of an attachment in " + kept, e);
        }
    }

    /** Forgets what was read from these files. */
    void forget(Collection<Sha256> files) {
        for (Sha256 file : files) {
            try {
                Files.deleteIfExists(kept(file));
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "Cannot delete the text of attachment " + file + " in " + directory, e);
            }
        }
    }

    private boolean readable(Sha256 file) {
        return store.holds(file) && store.size(file) <= LARGEST;
    }

    private String readInTime(Sha256 file, String mediaType) {
        CompletableFuture<String> text = new CompletableFuture<>();
        try {
            if (!reading.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TimeoutException("others are still being read");
            }
            // No virtual one: what does not come to an end must not hold a carrier.
            Thread worker =
                    Thread.ofPlatform()
                            .daemon()
                            .name("attachment-reader")
                            .start(() -> read(file, mediaType, text));
            try {
                return text.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            } finally {
                worker.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "Interrupted while attachment " + file + " was read", e);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn(
                    "Attachment {} ({}) is found by its name only, because its text could not be read: {}",
                    file,
                    mediaType,
                    e.getCause() == null
                            ? "it took longer than " + patience
                            : e.getCause().toString());
            return "";
        }
    }

    private void read(Sha256 file, String mediaType, CompletableFuture<String> text) {
        try {
            text.complete(reader.read(store.read(file), mediaType));
        } catch (Exception | StackOverflowError | OutOfMemoryError e) {
            text.completeExceptionally(e);
        } finally {
            reading.release();
        }
    }

    private void keep(Path kept, String text) throws IOException {
        Files.createDirectories(kept.getParent());
        Path written = Files.createTempFile(directory, "text", ".new");
        Files.writeString(written, text);
        Files.move(written, kept, StandardCopyOption.ATOMIC_MOVE);
    }

    private Path kept(Sha256 file) {
        return directory
                .resolve(file.hex().substring(0, 2))
                .resolve(file.hex() + "." + VERSION + ".txt");
    }
}
