package org.gongkai.content.upload;

import org.gongkai.content.media.Asset;
import org.gongkai.content.media.Assets;
import org.gongkai.content.media.FileRefused;
import org.gongkai.content.media.FileTypes;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.video.VideoConverter;
import org.springframework.stereotype.Service;
import org.springframework.web.multipart.MultipartFile;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Videos that come in one request, as files of a form do. Converting takes longer than a request
 * may, so they become uploads that are complete at once. Thread-safe.
 */
@Service
public class VideoUploads {
    private final Uploads uploads;
    private final Conversions conversions;
    private final Assets assets;
    private final FileTypes types;
    private final VideoConverter converter;

    VideoUploads(
            Uploads uploads,
            Conversions conversions,
            Assets assets,
            FileTypes types,
            VideoConverter converter) {
        this.uploads = uploads;
        this.conversions = conversions;
        this.assets = assets;
        this.types = types;
        this.converter = converter;
    }

    /** Whether a file that begins so has to come this way. */
    public boolean takes(InputStream start) throws IOException {
        return types.video(start) && converter.there();
    }

    /**
     * Takes whatever a form sent: a video this way, everything else right into the library.
     *
     * @param patience how long a conversion is waited for
     * @return empty if that takes longer
     * @throws FileRefused if it is not taken
     */
    public Optional<Asset> add(Actor actor, UnitKey unit, MultipartFile file, Duration patience)
            throws IOException {
        String name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
        boolean video;
        try (InputStream start = file.getInputStream()) {
            video = takes(start);
        }
        try (InputStream bytes = file.getInputStream()) {
            return video
                    ? take(actor, unit, name, bytes, file.getSize(), patience)
                    : Optional.of(assets.add(actor, unit, name, bytes));
        }
    }

    /**
     * Takes a video.
     *
     * @param patience how long its conversion is waited for
     * @return what it became; empty if that takes longer. The same file again is answered with what
     *     it became in the meantime
     * @throws FileRefused if it is not taken
     * @throws org.gongkai.content.people.NotAllowed if the actor is no editor of the unit
     */
    public Optional<Asset> take(
            Actor actor,
            UnitKey unit,
            String name,
            InputStream bytes,
            long length,
            Duration patience)
            throws IOException {
        Upload upload = begin(actor, unit, name, bytes, length);
        try {
            conversions.await(upload.id(), patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Upload now = uploads.find(actor, upload.id());
        if (now.state() == Upload.State.REFUSED) {
            throw now.refused();
        }
        return Optional.ofNullable(now.sha256()).flatMap(assets::find);
    }

    /**
     * The upload, with all of its bytes.
     *
     * @throws FileRefused if it is not taken
     */
    Upload begin(Actor actor, UnitKey unit, String name, InputStream bytes, long length)
            throws IOException {
        Upload upload = uploads.create(actor, unit, name, length);
        try {
            upload = uploads.append(actor, upload.id(), 0, bytes, null);
        } catch (IOException | RuntimeException e) {
            uploads.remove(actor, upload.id()); // nobody knows its address, so nobody goes on
            throw e;
        }
        if (upload.state() == Upload.State.REFUSED) {
            throw upload.refused();
        }
        return upload;
    }
}
