package org.gongkai.content.upload;

import org.gongkai.content.media.Assets;
import org.gongkai.content.media.FileRefused;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.People;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.scan.ScannerAway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Receives files piece by piece. A byte is acknowledged only when it is on the disk, flushed, and
 * the database says so; so after a crash nothing is missing of what a sender was told. Complete
 * files go into the media library, or wait for the virus scanner, or are refused. Thread-safe; one
 * process per home.
 */
@Service
class Uploads {
    private static final Logger log = LoggerFactory.getLogger(Uploads.class);
    private static final int BUFFER = 64 * 1024;

    private final UploadRows rows;
    private final UploadFiles files;
    private final UploadSettings settings;
    private final Assets assets;
    private final Conversions conversions;
    private final People people;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final ConcurrentHashMap<UploadId, Turn> turns = new ConcurrentHashMap<>();
    private final Set<UploadId> settling = ConcurrentHashMap.newKeySet();

    Uploads(
            UploadRows rows,
            UploadFiles files,
            UploadSettings settings,
            Assets assets,
            Conversions conversions,
            People people,
            TransactionOperations transactions,
            Clock clock) {
        this.rows = rows;
        this.files = files;
        this.settings = settings;
        this.assets = assets;
        this.conversions = conversions;
        this.people = people;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Begins an upload and reserves its room in the unit's library.
     *
     * @throws NotAllowed if the actor is no editor of the unit
     * @throws FileRefused if the file would be too large, or the library is full
     */
    Upload create(Actor actor, UnitKey unit, String fileName, long bytes) {
        UploadId id = new UploadId(UUID.randomUUID());
        transactions.executeWithoutResult(
                status -> {
                    assets.requireRoom(actor, unit, fileName, bytes);
                    rows.add(id, unit, actor.id(), fileName, bytes, clock.instant(), expiry());
                });
        try {
            files.create(id);
        } catch (IOException e) {
            rows.remove(id);
            throw new UncheckedIOException("“%s” cannot be received".formatted(fileName), e);
        }
        if (bytes == 0) {
            settle(find(actor, id));
        }
        return find(actor, id);
    }

    /**
     * The upload as it is.
     *
     * @throws NoSuchUpload if it is over, or another person's
     */
    Upload find(Actor actor, UploadId id) {
        return rows.find(id)
                .filter(upload -> upload.person().equals(actor.id()))
                .filter(upload -> upload.underway() || upload.expiresAt().isAfter(clock.instant()))
                .orElseThrow(NoSuchUpload::new);
    }

    /** Where it goes on. Whoever writes to it has lost the turn. */
    Upload resume(Actor actor, UploadId id) {
        Upload upload = find(actor, id);
        if (upload.state() == Upload.State.RECEIVING && !upload.complete()) {
            endTurn(id, false);
        }
        return settled(find(actor, id));
    }

    /** What it is, and what became of it; takes the turn from nobody. */
    Upload look(Actor actor, UploadId id) {
        return settled(find(actor, id));
    }

    /** A crash between the last byte and the library is made good by whoever asks. */
    private Upload settled(Upload upload) {
        if (upload.state() == Upload.State.RECEIVING && upload.complete()) {
            settle(upload);
            return rows.find(upload.id()).orElseThrow(NoSuchUpload::new);
        }
        return upload;
    }

    /**
     * Adds bytes behind those that are there. Bytes that came before the connection broke off are
     * kept, unless a checksum was to cover them all.
     *
     * @return the upload after it; finished, waiting, converting or refused if these were the last
     * @throws UploadConflict if it goes on elsewhere, or somebody else goes on with it
     */
    Upload append(
            Actor actor, UploadId id, long offset, InputStream bytes, @Nullable Checksum checksum)
            throws IOException {
        find(actor, id);
        Turn turn = newTurn(id);
        try {
            Upload upload = find(actor, id);
            if (upload.state() != Upload.State.RECEIVING) {
                throw UploadConflict.settled();
            }
            if (upload.received() != offset) {
                throw UploadConflict.offset(upload.received(), offset);
            }
            turn.open(files.path(id), offset);
            receive(turn, upload, bytes, checksum);
        } finally {
            turn.end(checksum != null);
            turns.remove(id, turn);
        }
        return settled(find(actor, id));
    }

    private void receive(Turn turn, Upload upload, InputStream bytes, @Nullable Checksum checksum)
            throws IOException {
        byte[] buffer = new byte[BUFFER];
        long left = upload.bytes() - upload.received();
        for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
            left -= read;
            if (left < 0) {
                throw UploadConflict.longer(upload.bytes());
            }
            long waiting = turn.write(buffer, read);
            if (checksum != null) {
                checksum.add(buffer, read);
            } else if (waiting >= settings.flushEvery().toBytes()) {
                turn.flush();
            }
        }
        if (checksum != null && !checksum.holds()) {
            turn.takeBack();
            throw UploadConflict.checksum();
        }
        turn.flush();
    }

    /** Ends an upload; what it became stays. */
    void remove(Actor actor, UploadId id) throws IOException {
        find(actor, id);
        drop(id);
    }

    /** Forgets an upload and its bytes, whoever writes to it or converts it. */
    void drop(UploadId id) throws IOException {
        endTurn(id, true);
        rows.remove(id);
        conversions.cancel(id);
        files.remove(id);
    }

    private Turn newTurn(UploadId id) {
        Turn turn = new Turn(bytes -> rows.received(id, bytes, expiry()));
        @Nullable Turn earlier = turns.put(id, turn);
        if (earlier != null) {
            earlier.end(false);
        }
        return turn;
    }

    private void endTurn(UploadId id, boolean forget) {
        @Nullable Turn earlier = turns.remove(id);
        if (earlier != null) {
            earlier.end(forget);
        }
    }

    /**
     * Puts a complete file into the library, once, whoever asks for it and however often. What the
     * scanner cannot judge now waits, and videos are converted beside.
     */
    void settle(Upload upload) {
        if (!settling.add(upload.id())) {
            return;
        }
        try {
            if (stillSo(upload) && !conversions.begin(upload)) {
                take(upload);
            }
        } catch (ScannerAway e) {
            log.warn("Upload {} waits: {}", upload.id(), e.getMessage());
            rows.waiting(upload.id());
        } catch (FileRefused e) {
            refuse(upload, e.reason().name(), e);
        } catch (NotAllowed e) {
            refuse(upload, "not-allowed", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            settling.remove(upload.id());
        }
    }

    /** Nobody else has settled it just before. */
    private boolean stillSo(Upload upload) {
        return rows.find(upload.id()).filter(now -> now.state() == upload.state()).isPresent();
    }

    private void take(Upload upload) throws IOException {
        Actor actor =
                people.actor(upload.person())
                        .orElseThrow(() -> new NotAllowed("Who sent this is not known any more"));
        assets.add(
                actor,
                upload.unit(),
                Objects.requireNonNullElse(upload.fileName(), ""),
                files.path(upload.id()),
                upload.id().value(),
                asset -> rows.finished(upload.id(), asset.sha256(), expiry()));
        files.remove(upload.id());
    }

    private void refuse(Upload upload, String reason, RuntimeException why) {
        rows.refused(upload.id(), reason, String.valueOf(why.getMessage()), expiry());
        try {
            files.remove(upload.id());
        } catch (IOException e) {
            log.warn("The bytes of refused upload {} are removed later", upload.id(), e);
        }
    }

    private Instant expiry() {
        return clock.instant().plus(settings.expireAfter());
    }
}
