package org.gongkai.publisher.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Fifty photographs of 12 megapixels come at once, to a process with a small heap. */
class ManyAtOnceTest {
    @TempDir private Path directory;

    @Test
    void fiftyPhotographsAtOnceDoNotFillASmallHeap() throws IOException, InterruptedException {
        Path photograph =
                Files.write(
                        directory.resolve("photo.jpg"), Images.jpeg(Images.quarters(4000, 3000)));

        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx160m",
                                "--enable-native-access=ALL-UNNAMED",
                                "-Djava.io.tmpdir=" + directory,
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                ManyAtOnce.class.getName(),
                                photograph.toString(),
                                "50")
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(said).contains("made 50 of 1600 x 1200");
        assertThat(process.exitValue()).isZero();
    }
}
