package org.gongkai.publisher.picture;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that looks small to who takes the memory, and large to who decodes it. */
class TwoSizesTest {
    @TempDir private Path directory;

    private final PictureReader reader = new PictureReader(PictureSettings.usual());

    @Test
    void ofAWebPTheLargestIsBelieved() throws IOException {
        ByteBuffer webp = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
        webp.put(letters("RIFF")).putInt(40).put(letters("WEBP"));
        for (int side : new int[] {40_000, 10}) {
            webp.put(letters("VP8X")).putInt(10).putInt(0);
            webp.putShort((short) (side - 1)).put((byte) 0);
            webp.putShort((short) (side - 1)).put((byte) 0);
        }

        assertRefused(webp.array(), "pixels");
    }

    /** Java takes an extension to be as long as it should be, and we as long as it says. */
    @Test
    void aGifThatHidesAFrameInAnExtensionIsRefused() throws IOException {
        ByteBuffer gif = ByteBuffer.allocate(400).order(ByteOrder.LITTLE_ENDIAN);
        gif.put(letters("GIF89a")).putShort((short) 10).putShort((short) 10);
        gif.put(new byte[] {(byte) 0x80, 0, 0}).put(new byte[6]);
        gif.put(new byte[] {0x21, (byte) 0xF9, (byte) 0xFF});
        int end = gif.position() + 255;
        gif.put(new byte[5]);
        frame(gif, 9000);
        gif.position(end).put((byte) 0);
        frame(gif, 10);
        gif.put((byte) 0x3B);

        assertRefused(gif.array(), "two sizes");
    }

    private static void frame(ByteBuffer gif, int side) {
        gif.put((byte) 0x2C).putInt(0).putShort((short) side).putShort((short) side);
        gif.put(new byte[] {0, 2, 2, 0x44, 0x01, 0});
    }

    private void assertRefused(byte[] bytes, String why) throws IOException {
        Path file = Files.write(directory.resolve("picture"), bytes);
        assertThatExceptionOfType(PictureRefused.class)
                .isThrownBy(() -> reader.check(file, "a.gif"))
                .withMessageContaining(why);
    }

    private static byte[] letters(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }
}
