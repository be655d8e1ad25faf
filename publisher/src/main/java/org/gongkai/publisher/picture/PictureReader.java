package org.gongkai.publisher.picture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Function;

/**
 * Reads pictures from outside: JPEG, PNG, GIF and WebP; of an animation the first frame. Whatever
 * comes, it takes no more memory than is set, which all who read share, and no more time. Bytes
 * from outside are decoded by Java and what comes with it, never by another library of foreign
 * code.
 *
 * <p>Thread-safe. Waits for its turn; who interrupts the thread breaks that and the reading off.
 */
public final class PictureReader {
    /** No picture is shown wider. */
    public static final int WIDEST = 1600;

    /** JPEG has no longer ones. */
    private static final int LONGEST_SIDE = 65_500;

    /** Each goes through the whole picture again. */
    private static final int MOST_SCANS = 100;

    private static final int LONGEST_STEP = 16;

    /** While it is made smaller and written, for each pixel of the largest that is shown. */
    private static final int BYTES_PER_SHOWN_PIXEL = 10;

    private final PictureSettings settings;
    private final PictureMemory memory;

    public PictureReader(PictureSettings settings) {
        this(settings, new PictureMemory(settings.memory().toBytes()));
    }

    PictureReader(PictureSettings settings, PictureMemory memory) {
        this.settings = settings;
        this.memory = memory;
        Decoders.forgetForeign();
    }

    /** How large a picture is shown, upright; and whether it has more than one frame. */
    public record Shown(int width, int height, boolean animated) {}

    /**
     * Looks whether a picture can be read: goes through all of it, but keeps next to nothing.
     *
     * @param name for messages
     * @throws PictureRefused if it cannot be
     */
    public Shown check(Path file, String name) {
        return of(
                file,
                name,
                (bytes, header) -> {
                    step(header);
                    int coarse =
                            Math.clamp(Math.min(header.width(), header.height()), 1, LONGEST_STEP);
                    return decode(
                            bytes,
                            header,
                            coarse,
                            decoded(header, coarse),
                            pixels ->
                                    new Shown(
                                            header.shownWidth(),
                                            header.shownHeight(),
                                            header.animated()));
                });
    }

    /**
     * Reads a picture, and has something made of it as long as its pixels are in memory.
     *
     * @param name for messages
     * @throws PictureRefused if it cannot be read
     */
    public <T> T read(Path file, String name, Function<Pixels, T> making) {
        return of(
                file,
                name,
                (bytes, header) -> {
                    int step = step(header);
                    return decode(
                            bytes, header, step, decoded(header, step) + making(header), making);
                });
    }

    /**
     * A picture in small, for people who choose among many. It is read only as finely as that
     * needs.
     *
     * @param name for messages
     * @param width at most; the height is at most twice that
     * @throws PictureRefused if it cannot be read
     */
    public Picture preview(Path file, String name, int width) {
        return of(
                file,
                name,
                (bytes, header) -> {
                    long narrow = 2L * width * header.shownWidth() / header.shownHeight();
                    int shown = Math.clamp(narrow, 1, width);
                    int step =
                            Math.max(
                                    step(header),
                                    Math.clamp(
                                            header.shownWidth() / (2L * shown), 1, LONGEST_STEP));
                    return decode(
                            bytes,
                            header,
                            step,
                            decoded(header, step) + making(header),
                            pixels -> pixels.at(shown));
                });
    }

    /** What is done with the bytes of a file. */
    private interface Work<T> {
        T with(ByteBuffer bytes, Header header);
    }

    private <T> T of(Path file, String name, Work<T> work) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                Arena arena = Arena.ofConfined()) {
            ByteBuffer bytes =
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena)
                            .asByteBuffer();
            Header header = Headers.of(bytes);
            requireSize(header);
            return work.with(bytes, header);
        } catch (PictureRefused e) {
            throw new PictureRefused(
                    e.reason(), "The image %s %s".formatted(name, e.getMessage()), e);
        } catch (ClosedByInterruptException e) {
            throw new PictureRefused(
                    PictureRefused.Reason.TOO_LONG,
                    "The image %s was not read, because that was broken off: send it again"
                            .formatted(name),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("The image %s cannot be opened".formatted(name), e);
        }
    }

    private <T> T decode(
            ByteBuffer bytes, Header header, int step, long share, Function<Pixels, T> making) {
        try (PictureMemory.Share taken = memory.take(share)) {
            Watch watch = new Watch(settings.patience());
            return making.apply(new Decoding(bytes, header, watch).decode(step));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PictureRefused(
                    PictureRefused.Reason.TOO_LONG,
                    "was not read, because its turn was broken off: send it again",
                    e);
        }
    }

    private void requireSize(Header header) {
        if (header.width() < 1 || header.height() < 1) {
            throw PictureRefused.damaged("it has no size");
        }
        if (header.pixels() > settings.mostPixels()) {
            throw tooLarge(
                    "has %d pixels, more than %d: make it smaller"
                            .formatted(header.pixels(), settings.mostPixels()));
        }
        if (Math.max(header.width(), header.height()) > LONGEST_SIDE) {
            throw tooLarge(
                    "is %d by %d pixels, a side longer than %d: make it smaller"
                            .formatted(header.width(), header.height(), LONGEST_SIDE));
        }
        if (header.jpeg() != null && header.jpeg().scans() > MOST_SCANS) {
            throw tooLarge(
                    "is stored in %d passes, more than %d: save it anew as an ordinary JPEG"
                            .formatted(header.jpeg().scans(), MOST_SCANS));
        }
    }

    /** The smallest with which the picture fits into memory without being shown smaller. */
    private int step(Header header) {
        for (int step = 1; step <= LONGEST_STEP; step++) {
            boolean coarser = step > 1 && header.shownWidth() / step < WIDEST;
            if (coarser) {
                break;
            }
            if (decoded(header, step) + making(header) <= memory.bytes()) {
                return step;
            }
        }
        throw tooLarge(
                "needs %d MB to be read, more than the %d MB that gongkai.publisher.pictures.memory and the heap allow: make it smaller"
                        .formatted(
                                decoded(header, 1) + making(header) >> 20, memory.bytes() >> 20));
    }

    private static long decoded(Header header, int step) {
        long width = (header.width() + step - 1L) / step;
        long height = (header.height() + step - 1L) / step;
        return width * height * header.bytesPerPixel() + header.bytesBeside();
    }

    private static long making(Header header) {
        long width = Math.min(header.shownWidth(), WIDEST);
        return width
                * Picture.heightFor((int) width, header.shownWidth(), header.shownHeight())
                * BYTES_PER_SHOWN_PIXEL;
    }

    private static PictureRefused tooLarge(String why) {
        return new PictureRefused(PictureRefused.Reason.TOO_LARGE, why);
    }
}
