package org.gongkai.publisher.indexing;

import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.output.ReleaseStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The text of attachments, read from the bytes that a release keeps. Each file is read once, and
 * what came of it is kept beside the releases; a file that cannot be read, or not in time, has no
 * text. What is not the file's fault is not kept. Deleting the directory has all of them read
 * again.
 *
 * <p>Thread-safe.
 */
final class AttachmentTexts {
    /** What texts follow from, beside the bytes; with another one all are read anew. */
    static final String VERSION = "2";

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

    /** Whether the last one waited for a place in vain, so that the next need not. */
    private volatile boolean crowded;

    AttachmentTexts(ReleaseStore store) {
        this(store, new TikaReader(LONGEST), Duration.ofSeconds(20));
    }

    AttachmentTexts(ReleaseStore store, AttachmentReader reader, Duration patience) {
        this.store = store;
        this.directory = store.texts();
        this.reader = reader;
        this.patience = patience;
        // What was being written when the process came to its end.
        delete(directory, "text*.new");
    }

    /** How text comes out of bytes. */
    @FunctionalInterface
    interface AttachmentReader {
        /**
         * @throws Exception if there is no text to be had, for whatever reason
         */
        String read(byte[] bytes, String mediaType) throws Exception;
    }

    /** The text of a file that the store holds; empty if it has none, or none is known now. */
    String of(Sha256 file, String mediaType) {
        Path kept = kept(file);
        try {
            if (Files.exists(kept)) {
                return Files.readString(kept);
            }
            if (!store.holds(file)) {
                return "";
            }
            Optional<String> text =
                    store.size(file) <= LARGEST ? readInTime(file, mediaType) : Optional.of("");
            if (text.isPresent()) {
                keep(kept, text.get());
            }
            if (!store.holds(file)) {
                // Erased meanwhile, and perhaps forgotten before it was kept.
                forget(List.of(file));
                return "";
            }
            return text.orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the text of an attachment in " + kept, e);
        }
    }

    /** Forgets what this version and earlier ones read from these files. */
    void forget(Collection<Sha256> files) {
        for (Sha256 file : files) {
            delete(directory(file), file.hex() + ".*");
        }
    }

    private static void delete(Path directory, String names) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, names)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot delete texts of attachments, " + names + " in " + directory, e);
        }
    }

    /**
     * @return empty text if it is the file's fault that there is none; nothing if it is not, so
     *     that another try is worth it
     */
    private Optional<String> readInTime(Sha256 file, String mediaType) {
        CompletableFuture<String> text = new CompletableFuture<>();
        try {
            if (!admitted()) {
                return notNow(file, mediaType, "others are still being read");
            }
            Thread worker;
            try {
                worker = start(store.read(file), mediaType, text);
            } catch (RuntimeException | OutOfMemoryError e) {
                reading.release();
                return notNow(file, mediaType, e.toString());
            }
            try {
                return Optional.of(text.get(patience.toMillis(), TimeUnit.MILLISECONDS));
            } finally {
                worker.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "Interrupted while attachment " + file + " was read", e);
        } catch (TimeoutException e) {
            return notEver(file, mediaType, "it took longer than " + patience);
        } catch (ExecutionException e) {
            String reason = String.valueOf(e.getCause());
            return e.getCause() instanceof OutOfMemoryError
                    ? notNow(file, mediaType, reason)
                    : notEver(file, mediaType, reason);
        }
    }

    private boolean admitted() throws InterruptedException {
        long wait = crowded ? 0 : patience.toMillis();
        boolean admitted = reading.tryAcquire(wait, TimeUnit.MILLISECONDS);
        crowded = !admitted;
        return admitted;
    }

    private static Optional<String> notEver(Sha256 file, String mediaType, String reason) {
        LOG.warn(
                "Attachment {} ({}) is found by its name only, because its text could not be read: {}",
                file,
                mediaType,
                reason);
        return Optional.of("");
    }

    private static Optional<String> notNow(Sha256 file, String mediaType, String reason) {
        LOG.warn(
                "Attachment {} ({}) is found by its name only until its document is indexed again"
                        + " (gongkai search rebuild), because it could not be read now: {}",
                file,
                mediaType,
                reason);
        return Optional.empty();
    }

    /** No virtual thread: what does not come to an end must not hold a carrier. */
    private Thread start(byte[] bytes, String mediaType, CompletableFuture<String> text) {
        return Thread.ofPlatform()
                .daemon()
                .name("attachment-reader")
                .start(() -> read(bytes, mediaType, text));
    }

    private void read(byte[] bytes, String mediaType, CompletableFuture<String> text) {
        try {
            text.complete(reader.read(bytes, mediaType));
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
        return directory(file).resolve(file.hex() + "." + VERSION + ".txt");
    }

    private Path directory(Sha256 file) {
        return directory.resolve(file.hex().substring(0, 2));
    }
}
