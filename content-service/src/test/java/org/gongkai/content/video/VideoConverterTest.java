package org.gongkai.content.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.gongkai.content.html.SharedInput;
import org.gongkai.content.media.FileRefused;
import org.gongkai.content.media.FileTypes;
import org.gongkai.content.media.Finding;
import org.gongkai.content.media.MediaSettings;
import org.gongkai.content.media.Videos;
import org.gongkai.content.program.Orphan;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;

/** With the real ffmpeg of this machine. */
class VideoConverterTest {
    @TempDir Path directory;

    private final Map<String, Object> settings = new HashMap<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Integer> progress = new ArrayList<>();
    private int turn;

    @BeforeAll
    static void needsFfmpeg() {
        TestFfmpeg.require();
    }

    @Test
    void whatATelephoneFilmedIsUprightAndSilentAboutItself() throws Exception {
        Path film = TestFfmpeg.telephone(directory.resolve("IMG_0001.MOV"), "1920x1080", 2);
        assertThat(TestFfmpeg.probe(film)).contains("rotation").contains("+30.2592");

        Converted made = convert(film, "video/quicktime");

        assertThat(TestFfmpeg.probe(made.video()))
                .contains("\"codec_name\": \"h264\"", "\"codec_name\": \"aac\"")
                .contains("\"width\": 720, \"height\": 1280", "\"pix_fmt\": \"yuv420p\"")
                .doesNotContain("rotation", "\"location", "+30");
        assertThat(Files.readString(made.video(), StandardCharsets.ISO_8859_1))
                .doesNotContain("30.2592");
        assertThat(Boxes.of(made.video()).indexOf("moov"))
                .isBetween(0, Boxes.of(made.video()).indexOf("mdat"));
        assertThat(ImageIO.read(poster(made).toFile()).getHeight()).isEqualTo(1280);
        assertThat(notes).singleElement().asString().contains("mpeg4", "where it was taken");
        assertThat(progress).isSorted().endsWith(1000);
    }

    @Test
    void whatAScreenRecorderOrABrowserRecordedIsConverted() throws Exception {
        Path film = TestFfmpeg.film(directory.resolve("a.webm"), "322x242", 1, "-c:v", "libvpx");

        assertThat(TestFfmpeg.probe(convert(film, "video/webm").video()))
                .contains("\"codec_name\": \"h264\"", "\"width\": 322, \"height\": 242");
    }

    @ParameterizedTest
    @CsvSource({
        "a.mp4, mpeg4, video/mp4",
        "a.m4v, libx264, video/x-m4v",
        "a.mov, libx265, video/quicktime",
        "a.3gp, mpeg4, video/3gpp",
        "a.mkv, libx264, video/x-matroska",
        "a.webm, libvpx, video/webm",
        "a.avi, mpeg4, video/x-msvideo",
        "a.mpg, mpeg2video, video/mpeg",
        "a.wmv, wmv2, video/x-ms-wmv",
    })
    void whatTheListOfContainersNamesIsKnownByItsBytesAndConverted(
            String name, String codec, String type) throws Exception {
        Path film = directory.resolve(name);
        TestFfmpeg.make(
                List.of(
                        "-f",
                        "lavfi",
                        "-i",
                        "testsrc=size=320x240:rate=25:duration=1",
                        "-pix_fmt",
                        "yuv420p",
                        "-c:v",
                        codec,
                        film.toString()),
                film);

        assertThat(new FileTypes().of(film, name)).isEqualTo(type);
        assertThat(new FileTypes().video(Files.newInputStream(film))).isTrue();
        assertThat(kept(convert(film, type).video()).width()).isEqualTo(320);
    }

    @Test
    void theFilmsOfTheDemonstrationAreTakenAsTheyAre() throws Exception {
        for (String name : List.of("one-thing", "open-district")) {
            assertThat(kept(Path.of("src/main/resources/demo/videos/" + name + ".mp4")).width())
                    .isEqualTo(960);
        }
    }

    @Test
    void whatPlaysAlreadyIsOnlyPackedAnewAndThenLeftAlone() throws Exception {
        Path film =
                TestFfmpeg.film(
                        directory.resolve("a.mp4"),
                        "320x240",
                        1,
                        "-pix_fmt",
                        "yuv420p",
                        "-metadata",
                        "title=内部",
                        "-metadata",
                        "location=+30.2-120.2/");

        Converted once = convert(film, "video/mp4");
        Converted again =
                convert(Files.copy(once.video(), directory.resolve("b.mp4")), "video/mp4");

        assertThat(notes).first().asString().contains("stay as they were sent");
        assertThat(TestFfmpeg.probe(once.video())).doesNotContain("内部", "\"location");
        assertThat(again.changed()).isFalse();
        assertThat(again.video()).isEqualTo(directory.resolve("b.mp4"));
        assertThat(kept(again.video()).duration()).isEqualTo(Duration.ofSeconds(1));
        assertThatThrownBy(() -> kept(film))
                .isInstanceOf(FileRefused.class)
                .hasMessageContaining("a.mp4")
                .hasMessageContaining("/api/v1/uploads");
    }

    @Test
    void theSameFilmBecomesTheSameBytes() throws Exception {
        Path film = TestFfmpeg.telephone(directory.resolve("a.mov"), "640x360", 1);
        byte[] first = Files.readAllBytes(convert(film, "video/quicktime").video());

        assertThat(convert(film, "video/quicktime").video()).hasBinaryContent(first);
    }

    @Test
    void thePosterIsNotBlackThoughTheFilmBeginsSo() throws Exception {
        Path film =
                TestFfmpeg.make(
                        List.of(
                                "-f",
                                "lavfi",
                                "-i",
                                "color=black:size=320x240:rate=10:duration=2[a];testsrc=size=320x240:rate=10:duration=3[b];[a][b]concat=n=2",
                                directory.resolve("a.mp4").toString()),
                        directory.resolve("a.mp4"));

        var poster = ImageIO.read(poster(convert(film, "video/mp4")).toFile());

        assertThat(IntStream.range(0, 320).map(x -> poster.getRGB(x, 120) & 0xFF))
                .anyMatch(blue -> blue > 100);
        assertThat(notes).singleElement().asString().contains("no sound");
    }

    @ParameterizedTest
    @ValueSource(strings = {"testMP4Video.mp4", "testVideoMp4.mp4"})
    void realFilmsAreTaken(String name) throws Exception {
        Path film = SharedInput.find("documents/" + name);

        Converted made = convert(film, "video/mp4");

        assertThat(kept(made.video()).width()).isPositive();
        assertThat(made.poster()).isNotNull();
    }

    @Test
    void whatHoldsNoPicturesIsRefused() {
        Path film = SharedInput.find("documents/testMP4_udtaLocation.mp4");

        assertThat(refused(film, "video/mp4", FileRefused.Reason.UNREADABLE))
                .hasMessageContaining("no moving pictures");
    }

    @Test
    void playlistsAreNoVideosAndNothingThatTheyNameIsRead() throws Exception {
        Path secret = Files.writeString(directory.resolve("secret.txt"), "内部资料");
        try (ServerSocket host = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            host.setSoTimeout(1);
            String there = "http://127.0.0.1:" + host.getLocalPort() + "/film.ts";
            for (String playlist :
                    List.of(
                            "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n%s\n#EXTINF:9,\nfile://%s\n#EXT-X-ENDLIST\n",
                            "ffconcat version 1.0\nfile '%s'\nfile '%s'\n",
                            "<?xml version=\"1.0\"?><MPD><BaseURL>%s</BaseURL><BaseURL>%s</BaseURL></MPD>")) {
                Path film =
                        Files.writeString(
                                directory.resolve("list.mp4"), playlist.formatted(there, secret));
                for (String type :
                        List.of(
                                "video/mp4",
                                "video/webm",
                                "video/x-msvideo",
                                "video/mpeg",
                                "video/x-ms-wmv")) {
                    assertThat(refused(film, type, FileRefused.Reason.UNREADABLE))
                            .message()
                            .contains("list.mp4", "Export it as MP4")
                            .doesNotContain("内部", directory.toString());
                }
            }
            assertThatThrownBy(host::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void whatIsTooLongTooLargeOrDamagedIsRefusedWithTheRemedy() throws Exception {
        Path film = TestFfmpeg.telephone(directory.resolve("a.mov"), "640x360", 3);

        settings.put("gongkai.video.longest", "2s");
        assertThat(refused(film, "video/quicktime", FileRefused.Reason.TOO_COMPLEX))
                .hasMessageContainingAll(
                        "a.mov", "lasts 3s", "at most 2s", "gongkai.video.longest");
        settings.clear();
        settings.put("gongkai.video.most-pixels", "1000");
        assertThat(refused(film, "video/quicktime", FileRefused.Reason.TOO_COMPLEX))
                .hasMessageContainingAll("a.mov", "640 × 360", "1080p");
        settings.clear();
        Path half = directory.resolve("half.mov");
        Files.write(half, Arrays.copyOf(Files.readAllBytes(film), 4000));
        assertThat(refused(half, "video/quicktime", FileRefused.Reason.UNREADABLE))
                .message()
                .contains("half.mov", "Export it as MP4")
                .doesNotContain(directory.toString());
    }

    @Test
    void whatDoesNotGoOnIsStoppedWithItsChildren() throws Exception {
        Path film = TestFfmpeg.telephone(directory.resolve("a.mov"), "320x240", 1);
        settings.put("gongkai.video.ffmpeg", TestFfmpeg.moody(directory).toString());
        settings.put("gongkai.video.stall", "10s");
        Files.createFile(directory.resolve("hang"));

        assertThat(refused(film, "video/quicktime", FileRefused.Reason.TOO_COMPLEX))
                .hasMessageContainingAll("a.mov", "no progress for 10s", "Export it as MP4");
        assertThat(TestFfmpeg.hanging(directory)).hasSize(2).noneMatch(TestFfmpeg::runs);
    }

    @Test
    void anInterruptionStopsItAndACrashIsMadeGood() throws Exception {
        Path film = TestFfmpeg.telephone(directory.resolve("a.mov"), "320x240", 1);
        settings.put("gongkai.video.ffmpeg", TestFfmpeg.moody(directory).toString());
        Files.createFile(directory.resolve("hang"));
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread thread =
                Thread.ofPlatform()
                        .start(
                                () ->
                                        thrown.complete(
                                                catchThrowableOfType(
                                                        Exception.class,
                                                        () -> convert(film, "video/quicktime"))));
        List<Long> running = TestFfmpeg.hanging(directory);
        assertThat(running).allMatch(TestFfmpeg::runs);
        byte[] mark = Files.readAllBytes(directory.resolve("made0/process"));

        thread.interrupt();

        assertThat(thrown.get(1, TimeUnit.MINUTES)).isInstanceOf(InterruptedException.class);
        assertThat(running).noneMatch(TestFfmpeg::runs);

        // The mark of a process that is no more harms nobody, whoever has its number now.
        Files.delete(directory.resolve("hang"));
        Files.createDirectories(directory.resolve("made1"));
        Files.write(directory.resolve("made1/process"), mark);
        Files.writeString(directory.resolve("made1/video.part"), "half");
        assertThat(convert(film, "video/quicktime").video()).exists();
        assertThat(directory.resolve("made1/process")).doesNotExist();
        assertThat(directory.resolve("made1/video.part")).doesNotExist();
    }

    @Test
    void whatAKilledServerLeftRunningIsEnded() throws Exception {
        Process orphan = new ProcessBuilder("sleep", "3600").start();
        Files.createDirectories(directory.resolve("made0"));
        Orphan.mark(directory.resolve("made0/process"), orphan.toHandle());

        converter().forget(directory.resolve("made0"));

        assertThat(orphan.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(directory.resolve("made0")).doesNotExist();
    }

    @Test
    void withoutFfmpegAnMp4StaysAndSaysWhatItHides() throws Exception {
        Path film =
                TestFfmpeg.film(
                        directory.resolve("a.mp4"),
                        "320x240",
                        2,
                        "-metadata",
                        "location=+30.2592+120.2193/");
        settings.put("gongkai.video.ffmpeg", "off");

        Videos.Look look = kept(film);

        assertThat(converter().takes("video/mp4")).isFalse();
        assertThat(look.width()).isEqualTo(320);
        assertThat(look.height()).isEqualTo(240);
        assertThat(look.duration()).isEqualTo(Duration.ofSeconds(2));
        assertThat(look.findings())
                .extracting(Finding::kind)
                .containsExactly(Finding.Kind.NOT_CONVERTED, Finding.Kind.LOCATION);
    }

    private Converted convert(Path film, String type) throws IOException, InterruptedException {
        return converter()
                .convert(
                        film,
                        type,
                        String.valueOf(film.getFileName()),
                        directory.resolve("made" + turn++),
                        new VideoConverter.Listener() {
                            @Override
                            public void note(String sentence) {
                                notes.add(sentence);
                            }

                            @Override
                            public void progress(int thousandths) {
                                progress.add(thousandths);
                            }
                        });
    }

    private FileRefused refused(Path film, String type, FileRefused.Reason reason) {
        FileRefused refused = catchThrowableOfType(FileRefused.class, () -> convert(film, type));
        assertThat(refused).isNotNull();
        assertThat(refused.reason()).isEqualTo(reason);
        return refused;
    }

    private Videos.Look kept(Path film) {
        VideoSettings set = bound(VideoSettings.class, "gongkai.video");
        return new KeptVideos(new Ffmpeg(set), new Prober(set), new Unconverted(set))
                .look(film, "video/mp4", String.valueOf(film.getFileName()));
    }

    private VideoConverter converter() {
        VideoSettings set = bound(VideoSettings.class, "gongkai.video");
        return new VideoConverter(
                new Ffmpeg(set),
                new Prober(set),
                new Posters(set),
                set,
                bound(MediaSettings.class, "gongkai.media"));
    }

    private <T> T bound(Class<T> type, String prefix) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate(prefix, type);
    }

    private static Path poster(Converted made) {
        Path poster = made.poster();
        assertThat(poster).isNotNull();
        return Objects.requireNonNull(poster);
    }
}
