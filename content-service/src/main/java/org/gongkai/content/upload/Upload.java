package org.gongkai.content.upload;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.people.UnitKey;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * An upload as the database has it.
 *
 * @param fileName null once the library has the file under a name of its own
 * @param bytes how many there will be
 * @param received how many are on the disk, flushed
 * @param sha256 of the asset that it became
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
        @Nullable String reason,
        @Nullable String refusal,
        Instant expiresAt) {

    enum State {
        RECEIVING,
        /** Everything is here; the virus scanner has not judged it yet. */
        WAITING,
        FINISHED,
        REFUSED
    }

    boolean complete() {
        return received == bytes;
    }
}
