package org.gongkai.publisher.indexing;

import java.util.Iterator;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Has the attachments of documents read before the documents are written, in a thread of its own
 * that nobody has to wait for.
 */
final class AttachmentReading {
    private static final long LOOK_EVERY_MILLIS = 100;

    private final SearchDocuments documents;
    private final Supplier<Stream<UUID>> which;
    private volatile boolean abandoned;

    AttachmentReading(SearchDocuments documents, Supplier<Stream<UUID>> which) {
        this.documents = documents;
        this.which = which;
    }

    /**
     * Reads, and waits for it unless something else comes first. What goes wrong is not told: it
     * goes wrong again when the documents are written.
     *
     * @return whether the caller may go on and write
     */
    boolean doneBefore(BooleanSupplier somethingWaits) {
        FutureTask<Void> reading = new FutureTask<>(this::read, null);
        Thread.ofVirtual().name("attachments").start(reading);
        try {
            while (true) {
                try {
                    reading.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
                    return true;
                } catch (TimeoutException e) {
                    if (somethingWaits.getAsBoolean()) {
                        return false;
                    }
                }
            }
        } catch (ExecutionException e) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            // Not interrupted, which would close the file that it reads from for everyone.
            abandoned = true;
        }
    }

    private void read() {
        try (Stream<UUID> ids = which.get()) {
            for (Iterator<UUID> each = ids.iterator(); each.hasNext() && !abandoned; ) {
                documents.readAttachments(each.next());
            }
        }
    }
}
