package org.gongkai.content.video;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

class BoxesTest {
    @TempDir Path directory;

    @Test
    void aBoxThatSaysItIsLongerThanAnyFileEndsWithTheFile() throws IOException {
        ByteBuffer film = ByteBuffer.allocate(48);
        film.putInt(16).put(letters("ftyp")).put(letters("isom")).putInt(0);
        film.putInt(1).put(letters("mdat")).putLong(Long.MAX_VALUE);
        Path file = Files.write(directory.resolve("a.mp4"), film.array());

        assertThat(Boxes.of(file)).containsExactly("ftyp", "mdat");
        assertThat(Boxes.words(file)).isEmpty();
    }

    private static byte[] letters(String type) {
        return type.getBytes(StandardCharsets.US_ASCII);
    }
}
