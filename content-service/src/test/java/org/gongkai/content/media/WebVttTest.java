package org.gongkai.content.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;

class WebVttTest {
    private static final String ONE = "00:01.000 --> 00:02.500\n政务公开日\n";

    @TempDir Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WEBVTT\n\n" + ONE,
                "\uFEFFWEBVTT 活动字幕\r\n\r\n1\r\n00:00:01.000 --> 00:00:02.500 line:80% align:center\r\n<v 主持人>您好</v>\r\n",
                "WEBVTT\n\nNOTE 校对\n第二遍\n\n"
                        + ONE
                        + "\n00:02.500 --> 00:04.000\n<c.red>一</c>\n<b>二</b> 3 &lt; 4\n\n\n"
            })
    void captionsAsEditorsExportThemAreTaken(String text) throws IOException {
        WebVtt.require(Files.writeString(directory.resolve("a.vtt"), text), "a.vtt");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "WEBVTTX                                          | line 1 has to begin with WEBVTT",
                "WEBVTT~~                                         | no caption came",
                "WEBVTT~~00:01.000 --> 00:01.000~a                | line 3 ends before it begins",
                "WEBVTT~~00:00:01,000 --> 00:00:02,000~a          | line 3 should say when",
                "WEBVTT~~1~a                                      | line 4 should say when",
                "WEBVTT~~00:05.000 --> 00:06.000~a~~00:04.000 --> 00:05.000~b | line 6 begins before",
                "WEBVTT~~00:01.000 --> 00:02.000 onclick:x~a      | line 3 has settings",
                "WEBVTT~~00:01.000 --> 00:02.000~<script>x</script> | line 4 has a tag",
                "WEBVTT~~00:01.000 --> 00:02.000~a <img src=x>    | line 4 has a tag",
                "WEBVTT~~00:01.000 --> 00:02.000~                 | line 4 is empty",
                "WEBVTT~~STYLE~::cue { background: url(//x) }     | line 3 begins a style",
            })
    void everythingElseIsRefusedWithItsLine(String text, String why) throws IOException {
        Path file = Files.writeString(directory.resolve("a.vtt"), text.replace('~', '\n'));

        assertThatThrownBy(() -> WebVtt.require(file, "字幕.vtt"))
                .isInstanceOf(FileRefused.class)
                .hasMessageContaining("字幕.vtt")
                .hasMessageContaining(why);
    }

    @Test
    @Timeout(10)
    void hostileTagsCostNothing() throws IOException {
        Path file =
                Files.writeString(
                        directory.resolve("a.vtt"),
                        "WEBVTT\n\n00:01.000 --> 00:02.000\n<c" + ".a".repeat(50_000) + "\n");

        assertThatThrownBy(() -> WebVtt.require(file, "a.vtt")).isInstanceOf(FileRefused.class);
    }

    @Test
    void itsBytesAndItsNameHaveToAgree() throws IOException {
        FileTypes types = new FileTypes();
        Path captions = Files.writeString(directory.resolve("a"), "WEBVTT\n\n" + ONE);
        Path subtitles = Files.writeString(directory.resolve("b"), "1\n00:01,0 --> 00:02,0\na\n");
        Path chinese =
                Files.write(
                        directory.resolve("c"),
                        ("WEBVTT\n\n" + ONE).getBytes(Charset.forName("GB18030")));

        assertThat(types.of(captions, "a.vtt")).isEqualTo("text/vtt");
        assertThat(types.of(captions, "a.txt")).isEqualTo("text/plain");
        assertThatThrownBy(() -> types.of(subtitles, "b.vtt"))
                .isInstanceOf(FileRefused.class)
                .hasMessageContaining("WEBVTT");
        assertThatThrownBy(() -> WebVtt.require(chinese, "c.vtt")).hasMessageContaining("UTF-8");
    }
}
