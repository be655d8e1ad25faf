package org.gongkai.content.video;

import org.gongkai.content.media.FileRefused;
import org.gongkai.content.media.Videos;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * With ffmpeg, what is kept is what every browser plays, be it converted or sent so. Without it, an
 * MP4 is kept as it comes, with a warning.
 */
@Component
class KeptVideos implements Videos {
    private final Ffmpeg ffmpeg;
    private final Prober prober;
    private final Unconverted unconverted;

    KeptVideos(Ffmpeg ffmpeg, Prober prober, Unconverted unconverted) {
        this.ffmpeg = ffmpeg;
        this.prober = prober;
        this.unconverted = unconverted;
    }

    @Override
    public Look look(Path file, String mediaType, String name) {
        Ffmpeg.Programs programs = ffmpeg.programs().orElse(null);
        if (programs == null) {
            return unconverted.look(file, name);
        }
        try {
            Probe probe = prober.probe(programs, file, mediaType, name);
            boolean mp4 = mediaType.equals("video/mp4");
            if (Target.way(probe, mp4, Boxes.streams(file)) != Target.Way.KEEP) {
                throw new FileRefused(
                        FileRefused.Reason.UNSUPPORTED,
                        "“%s” (%s) has to be converted before it is kept. Upload it to the media library (POST /api/v1/uploads), where that is done."
                                .formatted(name, probe.words()));
            }
            return new Look(probe.width(), probe.height(), probe.duration(), List.of());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The look at “%s” was interrupted".formatted(name), e);
        } catch (IOException e) {
            throw new UncheckedIOException("“%s” cannot be read".formatted(name), e);
        }
    }
}
