package org.gongkai.content.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.content.html.SharedInput;
import org.gongkai.content.publishing.TestPictures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import javax.imageio.ImageIO;

class FileTypesTest {
    private static final FileTypes types = new FileTypes();

    @TempDir Path directory;

    @ParameterizedTest
    @CsvSource({
        "photo.png, image/png",
        "photo.PNG, image/png",
        "no extension, image/png",
        "截图（一）.二稿, image/png",
    })
    void goesByTheBytes(String name, String mediaType) throws IOException {
        assertThat(types.of(picture("png"), name)).isEqualTo(mediaType);
    }

    @Test
    void namesBothWhenNameAndContentDisagree() throws IOException {
        Path picture = picture("jpg");

        assertThatThrownBy(() -> types.of(picture, "报告.docx"))
                .isInstanceOf(FileRefused.class)
                .hasMessageContaining("“报告.docx”")
                .hasMessageContaining(".docx")
                .hasMessageContaining("image/jpeg (.jpg)");
    }

    @Test
    void refusesAZipThatIsCalledADocument() throws IOException {
        Path zip = directory.resolve("zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("readme"));
            out.write('x');
        }

        assertThatThrownBy(() -> types.of(zip, "会议纪要.docx"))
                .isInstanceOf(FileRefused.class)
                .hasMessageContaining("application/zip");
    }

    @Test
    void refusesTextThatIsCalledAPicture() throws IOException {
        Path text = Files.writeString(directory.resolve("text"), "只是文字");

        assertThatThrownBy(() -> types.of(text, "图.png"))
                .isInstanceOfSatisfying(
                        FileRefused.class,
                        e -> assertThat(e.reason()).isEqualTo(FileRefused.Reason.MISMATCH));
    }

    @ParameterizedTest
    @CsvSource({"a.txt, text/plain", "a.csv, text/csv", "a.md, text/markdown", "a, text/plain"})
    void tellsKindsOfTextApartByTheName(String name, String mediaType) throws IOException {
        Path text = directory.resolve("text");
        Files.write(text, "单位,电话\n区政府办公室,公开\n".getBytes("GB18030"));
        assertThat(types.of(text, name)).isEqualTo(mediaType);
        Files.write(text, "单位,栏目\n区政府办公室,公开\n".getBytes(StandardCharsets.UTF_8));
        assertThat(types.of(text, name)).isEqualTo(mediaType);
    }

    @ParameterizedTest
    @CsvSource({"a.css, text/css", "a.php, text/x-php", "a.没有, text/plain", "a.zzz, text/plain"})
    void textOfAnotherKindIsThatKindAndNotPlain(String name, String mediaType) throws IOException {
        Path text = Files.writeString(directory.resolve("text"), "body { color: red }");

        assertThat(types.of(text, name)).isEqualTo(mediaType);
    }

    @Test
    void namesAProgramThatIsCalledAPhoto() throws IOException {
        byte[] program = new byte[256];
        program[0] = 'M';
        program[1] = 'Z';
        program[0x3c] = (byte) 0x80;
        program[0x80] = 'P';
        program[0x81] = 'E';
        Path file = Files.write(directory.resolve("program"), program);

        assertThatThrownBy(() -> types.of(file, "照片.jpg"))
                .isInstanceOf(FileRefused.class)
                .hasMessageContaining("“照片.jpg” is called a .jpg file")
                .hasMessageContaining("application/x-msdownload");
    }

    @Test
    void takesTheNamesOfWpsOffice() {
        Path word = SharedInput.find("documents/testWORD_1img.doc");

        assertThat(types.of(word, "通知.wps")).isEqualTo("application/msword");
        assertThatThrownBy(() -> types.of(word, "通知.et")).isInstanceOf(FileRefused.class);
    }

    @Test
    void recognisesRealFiles() {
        Map<String, String> expected =
                Map.of(
                        "testWORD_3imgs.docx",
                        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                        "testWORD_1img.doc",
                        "application/msword",
                        "testPDF_bookmarks.pdf",
                        "application/pdf",
                        "testVideoMp4.mp4",
                        "video/mp4",
                        "testWEBP.webp",
                        "image/webp",
                        "testPPT_EmbeddedPDF.pptx",
                        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
                        "testWORD_macros.docm",
                        "application/vnd.ms-word.document.macroenabled.12");

        expected.forEach(
                (name, mediaType) ->
                        assertThat(types.of(SharedInput.find("documents/" + name), name))
                                .as(name)
                                .isEqualTo(mediaType));
        assertThatThrownBy(
                        () ->
                                types.of(
                                        SharedInput.find("documents/protectedFile.xlsx"),
                                        "protectedFile.xlsx"))
                .hasMessageContaining("password");
    }

    @Test
    void readsTheSizeOfPicturesUpright() throws IOException {
        assertThat(size(picture("png"), "image/png")).isEqualTo(new Pictures.Size(40, 30));
        assertThat(size(SharedInput.find("documents/testWEBP.webp"), "image/webp"))
                .isEqualTo(new Pictures.Size(150, 150));
        assertThat(size(SharedInput.find("images/landscape_1.jpg"), "image/jpeg"))
                .isEqualTo(size(SharedInput.find("images/landscape_6.jpg"), "image/jpeg"));
        Path broken = Files.writeString(directory.resolve("broken"), "no picture");
        assertThatThrownBy(() -> size(broken, "image/png")).isInstanceOf(FileRefused.class);
    }

    private static Pictures.Size size(Path file, String mediaType) {
        return TestPictures.asPublished().look(file, mediaType, "p");
    }

    private Path picture(String format) throws IOException {
        Path file = directory.resolve("picture");
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), format, file.toFile());
        return file;
    }
}
