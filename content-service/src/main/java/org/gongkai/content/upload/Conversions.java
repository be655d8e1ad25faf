package org.gongkai.content.upload;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.media.Alarm;
import org.gongkai.content.media.Asset;
import org.gongkai.content.media.Assets;
import org.gongkai.content.media.FileDigest;
import org.gongkai.content.media.FileRefused;
import org.gongkai.content.media.FileTypes;
import org.gongkai.content.media.Gate;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.People;
import org.gongkai.content.scan.ScannerAway;
import org.gongkai.content.video.Converted;
import org.gongkai.content.video.VideoConverter;
import org.gongkai.content.video.VideoSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Converts the videos among the uploads, so many at once, one after the other in the order they
 * came. What a conversion made goes into the library in one transaction with the upload's end;
 * until then the row says CONVERTING, and whoever finds it so after a crash begins again.
 * Thread-safe.
 */
@Component
class Conversions implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(Conversions.class);
    private static final Duration END = Duration.ofSeconds(15);

    /** Of the thousandths; every step is a write to the database. */
    private static final int STEP = 10;

    private static final int TRIES = 3;

    private final UploadRows rows;
    private final UploadFiles files;
    private final UploadSettings settings;
    private final Assets assets;
    private final FileTypes types;
    private final Gate gate;
    private final Alarm alarm;
    private final VideoConverter converter;
    private final People people;
    private final Clock clock;
    private final ExecutorService places;
    private final ConcurrentHashMap<UploadId, Job> jobs = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<UploadId, Integer> failures = new ConcurrentHashMap<>();

    Conversions(
            UploadRows rows,
            UploadFiles files,
            UploadSettings settings,
            Assets assets,
            FileTypes types,
            Gate gate,
            Alarm alarm,
            VideoConverter converter,
            VideoSettings video,
            People people,
            Clock clock) {
        this.rows = rows;
        this.files = files;
        this.settings = settings;
        this.assets = assets;
        this.types = types;
        this.gate = gate;
        this.alarm = alarm;
        this.converter = converter;
        this.people = people;
        this.clock = clock;
        this.places =
                Executors.newFixedThreadPool(
                        video.atOnce(), Thread.ofPlatform().daemon().name("video-", 0).factory());
    }

    /**
     * Begins with a complete upload if it is a video that is converted here; repeating it is
     * harmless.
     *
     * @return whether it is one
     * @throws FileRefused if it is none of what its name says, or the virus scanner found something
     * @throws ScannerAway if there is no verdict now
     */
    boolean begin(Upload upload) throws IOException {
        Path file = files.path(upload.id());
        if (upload.bytes() == 0 || !Files.exists(file)) {
            requireFile(upload);
            return false;
        }
        String name = name(upload);
        if (!converter.takes(types.of(file, name))) {
            return false;
        }
        if (upload.state() != Upload.State.CONVERTING) {
            scan(upload, file, name);
            rows.converting(upload.id());
        }
        jobs.computeIfAbsent(upload.id(), this::queued);
        return true;
    }

    /** What goes into the library as it is, is scanned and told of there. */
    private void scan(Upload upload, Path file, String name) {
        try {
            gate.scan(file, name);
        } catch (FileRefused e) {
            people.actor(upload.person())
                    .ifPresent(actor -> alarm.raise(actor, upload.unit(), name, e));
            throw e;
        }
    }

    /** After a restore, for example: a backup holds no unfinished uploads. */
    private static void requireFile(Upload upload) {
        if (upload.bytes() > 0) {
            throw new FileRefused(
                    FileRefused.Reason.UNREADABLE,
                    "“%s” is not here any more. Send it again.".formatted(name(upload)));
        }
    }

    private Job queued(UploadId id) {
        Job job = new Job(id);
        places.execute(job);
        return job;
    }

    /** Stops a conversion with all that belongs to it, and forgets what it made. */
    void cancel(UploadId id) throws IOException {
        Job job = jobs.remove(id);
        if (job != null) {
            job.cancel();
        }
        converter.forget(files.conversion(id));
    }

    /** Waits for the end of a conversion, but not longer than that. */
    void await(UploadId id, Duration patience) throws InterruptedException {
        Job job = jobs.get(id);
        if (job != null) {
            job.await(patience);
        }
    }

    /** Forgets what is left of conversions whose upload is over. */
    void sweep() throws IOException {
        for (UploadId id : files.conversions()) {
            if (rows.find(id).filter(Upload::underway).isEmpty() && !jobs.containsKey(id)) {
                converter.forget(files.conversion(id));
            }
        }
    }

    @Override
    public void destroy() throws InterruptedException {
        places.shutdownNow();
        if (!places.awaitTermination(END.toSeconds(), TimeUnit.SECONDS)) {
            log.warn("A conversion does not end; it is left behind");
        }
    }

    /** One video's turn. */
    private final class Job implements Runnable {
        private final UploadId id;
        private final CountDownLatch ended = new CountDownLatch(1);
        private @Nullable Thread thread;
        private boolean cancelled;

        Job(UploadId id) {
            this.id = id;
        }

        @Override
        public void run() {
            synchronized (this) {
                if (cancelled) {
                    return;
                }
                thread = Thread.currentThread();
            }
            try {
                convert(id);
            } finally {
                synchronized (this) {
                    thread = null;
                }
                jobs.remove(id, this);
                ended.countDown();
            }
        }

        void cancel() {
            synchronized (this) {
                cancelled = true;
                if (thread == null) {
                    return;
                }
                thread.interrupt();
            }
            try {
                await(END);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void await(Duration patience) throws InterruptedException {
            if (!ended.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                log.debug("The conversion of {} goes on", id);
            }
        }
    }

    private void convert(UploadId id) {
        Upload upload =
                rows.find(id).filter(now -> now.state() == Upload.State.CONVERTING).orElse(null);
        if (upload == null) {
            return;
        }
        try {
            take(upload);
            forget(id);
        } catch (ScannerAway e) {
            log.warn("Upload {} is converted and waits: {}", id, e.getMessage());
        } catch (FileRefused e) {
            refuse(upload, e.reason().name(), e);
        } catch (NotAllowed e) {
            refuse(upload, "not-allowed", e);
        } catch (NoSuchUpload e) {
            log.debug("Upload {} was ended while it was converted", id);
        } catch (InterruptedException e) {
            log.debug("The conversion of upload {} was stopped", id);
        } catch (IOException | RuntimeException e) {
            if (rows.find(id).isPresent()) {
                failed(upload, e);
            }
        }
    }

    /** What fails again and again is no accident of the moment. */
    private void failed(Upload upload, Exception e) {
        int times = failures.merge(upload.id(), 1, Integer::sum);
        log.warn("Upload {} could not be converted, {} of {} times", upload.id(), times, TRIES, e);
        if (times >= TRIES) {
            String reason = FileRefused.Reason.UNREADABLE.name();
            refuse(
                    upload,
                    reason,
                    new FileRefused(
                            FileRefused.Reason.UNREADABLE,
                            "“%s” could not be converted, also when it was tried again. Export it as MP4 (H.264), and tell an administrator, who finds the cause in the log."
                                    .formatted(name(upload))));
        }
    }

    private void take(Upload upload) throws IOException, InterruptedException {
        Path file = files.path(upload.id());
        String name = name(upload);
        Actor actor =
                people.actor(upload.person())
                        .orElseThrow(() -> new NotAllowed("Who sent this is not known any more"));
        Digest original = FileDigest.of(file);
        Asset known = assets.madeOf(upload.unit(), original).orElse(null);
        if (known != null) {
            rows.converted(
                    upload.id(), known.sha256(), clock.instant().plus(settings.expireAfter()));
            return;
        }
        Converted made =
                converter.convert(
                        file,
                        types.of(file, name),
                        name,
                        files.conversion(upload.id()),
                        new Progress(upload.id()));
        // First the picture: a crash leaves it, and a video without it would stay so.
        Digest poster = poster(actor, upload, made.poster(), stem(name) + "-poster.jpg");
        assets.add(
                actor,
                upload.unit(),
                made.changed() ? stem(name) + ".mp4" : name,
                made.video(),
                upload.id().value(),
                asset -> {
                    assets.made(asset.sha256(), original, made.changed(), poster);
                    rows.converted(
                            upload.id(),
                            asset.sha256(),
                            clock.instant().plus(settings.expireAfter()));
                });
    }

    private @Nullable Digest poster(
            Actor actor, Upload upload, @Nullable Path poster, String name) {
        return poster == null
                ? null
                : assets.add(actor, upload.unit(), name, poster, upload.id().value(), asset -> {})
                        .sha256();
    }

    /** Tells the database, and not too often. */
    private final class Progress implements VideoConverter.Listener {
        private final UploadId id;
        private int told;

        Progress(UploadId id) {
            this.id = id;
        }

        @Override
        public void note(String sentence) {
            rows.note(id, sentence);
        }

        @Override
        public void progress(int thousandths) {
            if (thousandths >= told + STEP) {
                told = thousandths;
                rows.progress(id, thousandths);
            }
        }
    }

    private void refuse(Upload upload, String reason, RuntimeException why) {
        rows.refused(
                upload.id(),
                reason,
                String.valueOf(why.getMessage()),
                clock.instant().plus(settings.expireAfter()));
        forget(upload.id());
    }

    private void forget(UploadId id) {
        failures.remove(id);
        try {
            converter.forget(files.conversion(id));
            files.remove(id);
        } catch (IOException e) {
            log.warn("What is left of upload {} is removed later", id, e);
        }
    }

    private static String name(Upload upload) {
        return Objects.requireNonNullElse(upload.fileName(), "");
    }

    private static String stem(String name) {
        String extension = FileTypes.extension(name);
        return name.substring(0, name.length() - extension.length());
    }
}
