package org.gongkai.content.upload;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.media.FileRefused;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.people.UnitKey;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Locale;

/**
 * An upload as the database has it.
 *
 * @param fileName null once the library has the file under a name of its own
 * @param bytes how many there will be
 * @param received how many are on the disk, flushed
 * @param sha256 of the asset that it became
 * @param progress of its conversion, in thousandths; null for what is no video
 * @param note what is being done with a video, or was done, in a sentence
 * @param reason why it was refused, as problem details name it
 */
record Upload(
        UploadId id,
        UnitKey unit,
        PersonId person,
        @Nullable String fileName,
        long bytes,
        long received,
        State state,
        @Nullable Digest sha256,
        @Nullable Integer progress,
        @Nullable String note,
        @Nullable String reason,
        @Nullable String refusal,
        Instant expiresAt) {

    enum State {
        RECEIVING,
        /** Everything is here; the virus scanner has not judged it yet. */
        WAITING,
        /** A video that is being made one that every browser plays, or waits for its turn. */
        CONVERTING,
        FINISHED,
        REFUSED
    }

    /** Whether everything of it is here, and it is neither in the library nor refused. */
    boolean underway() {
        return state == State.WAITING || state == State.CONVERTING;
    }

    /** The refusal as its sender is told. */
    RuntimeException refused() {
        String why = refusal == null ? "" : refusal;
        for (FileRefused.Reason known : FileRefused.Reason.values()) {
            if (known.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(reason)) {
                return new FileRefused(known, why);
            }
        }
        return new NotAllowed(why);
    }

    boolean complete() {
        return received == bytes;
    }
}
