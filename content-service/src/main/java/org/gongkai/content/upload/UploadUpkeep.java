package org.gongkai.content.upload;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Looks after uploads that nobody comes back for: what waits for the virus scanner is judged, what
 * a crash interrupted between its last byte and the library is finished or converted, and what has
 * expired or belongs to nothing goes.
 */
@Component
class UploadUpkeep implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(UploadUpkeep.class);

    /** A file is made after its row; so a file without a row is none that is just being made. */
    private static final Duration FILES_WITHOUT_ROW_STAY = Duration.ofHours(1);

    private final Uploads uploads;
    private final UploadRows rows;
    private final UploadFiles files;
    private final Conversions conversions;
    private final Duration every;
    private final Clock clock;
    private final ScheduledThreadPoolExecutor beside =
            new ScheduledThreadPoolExecutor(1, Thread.ofVirtual().name("uploads").factory());

    UploadUpkeep(
            Uploads uploads,
            UploadRows rows,
            UploadFiles files,
            Conversions conversions,
            UploadSettings settings,
            Clock clock) {
        this.uploads = uploads;
        this.rows = rows;
        this.files = files;
        this.conversions = conversions;
        this.every = settings.lookEvery();
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        beside.scheduleWithFixedDelay(this::look, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    void look() {
        try {
            sweep();
            conversions.sweep();
        } catch (IOException | RuntimeException e) {
            log.warn("What is left of uploads could not be swept; it is tried again", e);
        }
        try {
            rows.unsettled().forEach(this::settle);
        } catch (RuntimeException e) {
            log.warn("Uploads could not be looked after; it is tried again", e);
        }
    }

    /** One that cannot be settled holds up no other. */
    private void settle(Upload upload) {
        try {
            uploads.settle(upload);
        } catch (RuntimeException e) {
            log.warn("Upload {} could not be settled; it is tried again", upload.id(), e);
        }
    }

    /**
     * Removes uploads that have expired or whose bytes are gone, and files that belong to none.
     *
     * @return how many
     */
    int sweep() throws IOException {
        int removed = 0;
        Instant now = clock.instant();
        for (Upload upload : rows.expired(now)) {
            uploads.drop(upload.id());
            removed++;
        }
        for (Upload upload : rows.receiving()) {
            if (withoutBytes(upload.id())) {
                uploads.drop(upload.id());
                removed++;
            }
        }
        for (UploadId id : files.olderThan(now.minus(FILES_WITHOUT_ROW_STAY))) {
            if (rows.find(id).filter(UploadUpkeep::needsItsFile).isEmpty()) {
                files.remove(id);
                removed++;
            }
        }
        return removed;
    }

    /** After a restore, for example: a backup holds no unfinished uploads. */
    private boolean withoutBytes(UploadId id) throws IOException {
        long there = Math.max(0, files.size(id));
        // Read after the file, because a file that goes into the library leaves after its row.
        return rows.find(id)
                .filter(now -> now.state() == Upload.State.RECEIVING)
                .filter(now -> now.received() > there)
                .isPresent();
    }

    private static boolean needsItsFile(Upload upload) {
        return upload.state() == Upload.State.RECEIVING || upload.underway();
    }

    @Override
    public void destroy() {
        beside.shutdownNow();
    }
}
