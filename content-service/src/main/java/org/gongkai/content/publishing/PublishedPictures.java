package org.gongkai.content.publishing;

import org.gongkai.content.media.FileRefused;
import org.gongkai.content.media.Pictures;
import org.gongkai.publisher.drawing.DrawingRefused;
import org.gongkai.publisher.drawing.SafeDrawing;
import org.gongkai.publisher.picture.Picture;
import org.gongkai.publisher.picture.PictureReader;
import org.gongkai.publisher.picture.PictureRefused;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks at pictures with the publisher's own eyes, and within the memory that it has for them. */
@Component
class PublishedPictures implements Pictures {
    private final PictureReader reader;

    PublishedPictures(PictureReader reader) {
        this.reader = reader;
    }

    @Override
    public Size look(Path file, String mediaType, String name) {
        try {
            if (mediaType.equals(DRAWING)) {
                SafeDrawing drawing = SafeDrawing.requireSafe(bytes(file, name), name);
                return new Size(drawing.width(), drawing.height());
            }
            PictureReader.Shown shown = reader.check(file, name);
            if (shown.animated()) {
                throw new FileRefused(
                        FileRefused.Reason.UNSUPPORTED,
                        "“%s” moves, and pictures on pages stand still. Send it as a video (MP4), or save one frame of it."
                                .formatted(name));
            }
            return new Size(shown.width(), shown.height());
        } catch (PictureRefused e) {
            throw new FileRefused(reason(e), String.valueOf(e.getMessage()));
        } catch (DrawingRefused e) {
            throw refused(e);
        }
    }

    @Override
    public Cleaned clean(Path file, String name) {
        try {
            SafeDrawing drawing = SafeDrawing.of(bytes(file, name), name);
            return new Cleaned(drawing.bytes(), drawing.removed().keySet());
        } catch (DrawingRefused e) {
            throw refused(e);
        }
    }

    @Override
    public Thumbnail thumbnail(Path file, String mediaType, int width, String name) {
        if (mediaType.equals(DRAWING)) {
            return new Thumbnail(bytes(file, name), DRAWING);
        }
        try {
            Picture small = reader.preview(file, name, width);
            return small.transparent()
                    ? new Thumbnail(small.png(), "image/png")
                    : new Thumbnail(small.jpeg(), "image/jpeg");
        } catch (PictureRefused e) {
            throw new FileRefused(reason(e), String.valueOf(e.getMessage()));
        }
    }

    /** One byte more than is taken is enough to refuse it. */
    private static byte[] bytes(Path file, String name) {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(SafeDrawing.LARGEST + 1);
        } catch (IOException e) {
            throw new UncheckedIOException("“%s” could not be read".formatted(name), e);
        }
    }

    private static FileRefused refused(DrawingRefused e) {
        return new FileRefused(FileRefused.Reason.UNREADABLE, String.valueOf(e.getMessage()));
    }

    private static FileRefused.Reason reason(PictureRefused e) {
        return switch (e.reason()) {
            case UNSUPPORTED -> FileRefused.Reason.UNSUPPORTED;
            case DAMAGED -> FileRefused.Reason.UNREADABLE;
            case TOO_LARGE, TOO_LONG -> FileRefused.Reason.TOO_COMPLEX;
        };
    }
}
