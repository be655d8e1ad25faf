package org.gongkai.content.video;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;

class ComplaintsTest {
    @Test
    void whatAFileMakesFfmpegSayIsOneLineOfLettersWithoutPlaces() {
        String said =
                Complaints.of(
                        "first\n[mov @ 0x55d0c0ffee] file:/home/uploads/1234: tag \u0000\u001b[31mred\u0007: ",
                        Path.of("/home/uploads/1234"),
                        "开放日.mov");

        assertThat(said).isEqualTo("开放日.mov: tag [31mred");
    }
}
