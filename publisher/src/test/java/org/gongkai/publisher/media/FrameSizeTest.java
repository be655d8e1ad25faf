package org.gongkai.publisher.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

class FrameSizeTest {
    private static final byte[] FTYP = box("ftyp", new byte[8]);

    @Test
    void theLargestTrackSaysHowLargeTheFilmIs() throws IOException {
        byte[] sound = box("trak", track(0, 0, false));
        byte[] pictures = box("trak", track(640, 360, false));

        assertThat(FrameSize.of(stream(FTYP, box("moov", sound, pictures))))
                .contains(new FrameSize(640, 360));
    }

    @Test
    void whatWasFilmedOnItsSideIsShownUpright() throws IOException {
        assertThat(FrameSize.of(stream(FTYP, box("moov", box("trak", track(640, 360, true))))))
                .contains(new FrameSize(360, 640));
    }

    @Test
    void whatComesAfterThePicturesOrIsDamagedSaysNothing() throws IOException {
        byte[] moov = box("moov", box("trak", track(640, 360, false)));

        assertThat(FrameSize.of(stream(FTYP, box("mdat", new byte[4]), moov))).isEmpty();
        assertThat(FrameSize.of(stream(new byte[20]))).isEmpty();
        assertThat(FrameSize.of(stream(Arrays.copyOf(moov, 60)))).isEmpty();
    }

    private static byte[] track(int width, int height, boolean turned) {
        ByteBuffer header = ByteBuffer.allocate(84);
        header.putInt(turned ? 44 : 40, 1 << 16);
        header.putInt(76, width << 16).putInt(80, height << 16);
        return box("tkhd", header.array());
    }

    private static byte[] box(String type, byte[]... parts) {
        int size = 8;
        for (byte[] part : parts) {
            size += part.length;
        }
        ByteBuffer box = ByteBuffer.allocate(size);
        box.putInt(size).put(type.getBytes(StandardCharsets.US_ASCII));
        for (byte[] part : parts) {
            box.put(part);
        }
        return box.array();
    }

    private static ByteArrayInputStream stream(byte[]... parts) {
        byte[] all = box("none", parts);
        return new ByteArrayInputStream(all, 8, all.length - 8);
    }
}
