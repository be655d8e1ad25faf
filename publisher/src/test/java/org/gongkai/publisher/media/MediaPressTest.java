package org.gongkai.publisher.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import org.gongkai.publisher.InMemoryContent;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.approved.ApprovedContent;
import org.gongkai.publisher.approved.ApprovedContent.AssetUse;
import org.gongkai.publisher.drawing.SafeDrawing;
import org.gongkai.publisher.kind.DocumentKinds;
import org.gongkai.publisher.output.Manifest.Derivation;
import org.gongkai.publisher.output.Manifest.Entry;
import org.gongkai.publisher.output.ReleasePack;
import org.gongkai.publisher.output.ReleaseStore;
import org.gongkai.publisher.picture.Images;
import org.gongkai.publisher.picture.PictureReader;
import org.gongkai.publisher.picture.PictureSettings;
import org.gongkai.publisher.render.PublicAsset;
import org.gongkai.publisher.render.PublicAsset.Rendition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

class MediaPressTest {
    private static final Sha256 NONE = Sha256.of(new byte[0]);
    private static final PictureSettings SETTINGS = settings(true);
    private static final PictureSettings NO_WEBP = settings(false);
    private static final PictureReader READER = new PictureReader(SETTINGS);
    private static final DocumentKinds KINDS =
            DocumentKinds.read(MediaPressTest.class.getClassLoader());

    private final InMemoryContent content = new InMemoryContent();
    private final Path directory;
    private final ReleaseStore store;
    private final ReleasePack pack;

    private static PictureSettings settings(boolean webp) {
        return new PictureSettings(
                DataSize.ofMegabytes(256),
                100_000_000,
                Duration.ofMinutes(1),
                webp,
                Map.of("square", "1:1"));
    }

    MediaPressTest(@TempDir Path directory) {
        this.directory = directory;
        store = ReleaseStore.in(directory);
        pack = store.begin(1);
    }

    @AfterEach
    void close() {
        pack.close();
    }

    @ParameterizedTest
    @CsvSource({
        "2000, '320 800 1600'",
        "1600, '320 800 1600'",
        "1000, '320 800 1000'",
        "800, '320 800'",
        "321, '320 321'",
        "320, '320'",
        "40, '40'"
    })
    void anImageIsMadeInEachWidthThatItHasAndNeverEnlarged(int width, String widths)
            throws IOException {
        Sha256 original = content.asset(Images.jpeg(Images.quarters(width, width / 2)));

        PublishedMedia media = press(Map.of()).publish(image(original), null, List.of());

        List<Integer> expected =
                Arrays.stream(widths.split(" ", -1)).map(Integer::valueOf).toList();
        assertThat(media.asset().renditions()).extracting(Rendition::width).isEqualTo(expected);
        assertThat(media.asset().webp()).extracting(Rendition::width).isEqualTo(expected);
        assertThat(media.entries()).hasSize(2 * expected.size());
        assertThat(media.asset().width()).isEqualTo(expected.getLast());
        assertThat(media.asset().url()).isEqualTo(media.asset().renditions().getLast().url());
        for (Rendition rendition : media.asset().renditions()) {
            Entry entry = media.entries().get(rendition.url());
            assertThat(entry).isNotNull();
            byte[] bytes = store.read(entry.digest());
            var decoded = ImageIO.read(new ByteArrayInputStream(bytes));
            assertThat(decoded.getWidth()).isEqualTo(rendition.width());
            assertThat(decoded.getHeight()).isEqualTo(rendition.height());
            assertThat(entry.size()).isEqualTo(bytes.length);
            assertThat(entry.derived()).extracting("source").isEqualTo(original);
        }
    }

    @Test
    void whereWebpIsSmallerItIsMadeToo() throws IOException {
        AssetUse photo = image(content.asset(Images.jpeg(Images.quarters(900, 450))));
        AssetUse dot = image(content.asset(Images.png(Images.quarters(1, 1))));

        PublishedMedia media = press(Map.of()).publish(photo, null, List.of());
        PublishedMedia usual = press(Map.of(), NO_WEBP).publish(photo, null, List.of());

        assertThat(media.asset().webp()).hasSameSizeAs(media.asset().renditions());
        for (Rendition rendition : media.asset().webp()) {
            Entry webp = entry(media, rendition);
            Entry jpeg = media.entries().get(rendition.url().replace(".webp", ".jpg"));
            assertThat(webp.size()).isLessThan(jpeg == null ? 0 : jpeg.size());
            assertThat(webp.type()).isEqualTo("image/webp");
            assertThat(webp.derived()).extracting("transform").asString().endsWith("-webp-80/1");
        }
        assertThat(usual.asset().webp()).isEmpty();
        assertThat(media.entries()).containsAllEntriesOf(usual.entries());
        assertThat(press(Map.of()).publish(dot, null, List.of()).asset().width()).isEqualTo(1);
    }

    @Test
    void whatIsTransparentIsPublishedAsPng() throws IOException {
        BufferedImage glass = new BufferedImage(900, 450, BufferedImage.TYPE_INT_ARGB);
        glass.setRGB(4, 4, 0xFFFF0000);

        PublishedMedia media =
                press(Map.of()).publish(image(content.asset(Images.png(glass))), null, List.of());

        assertThat(media.asset().mediaType()).isEqualTo("image/png");
        assertThat(media.asset().url()).endsWith("/w900.png");
        byte[] written = store.read(entry(media, media.asset().renditions().getFirst()).digest());
        BufferedImage narrow = ImageIO.read(new ByteArrayInputStream(written));
        assertThat(narrow.getWidth()).isEqualTo(320);
        assertThat(narrow.getRGB(200, 100) >>> 24).isZero();
    }

    /** Four quarters; the focal point in the last of them. */
    @Test
    void thePictureOfACardIsCutToTheShapeOfItsSectionAroundTheFocalPoint() throws IOException {
        Sha256 photo = content.asset(Images.jpeg(Images.quarters(1600, 1200)));
        AssetUse lead = lead(photo, 900, 900);
        AssetUse inline = image(content.asset(Images.jpeg(Images.quarters(400, 300))));

        Map<String, Entry> news =
                press(Map.of()).publish(document("news", lead, inline), List.of());
        PublicAsset cover = released(news, lead);

        assertThat(cover.crops()).hasSize(1);
        PublicAsset.Crop crop = cover.crops().getFirst();
        assertThat(crop.shape()).isEqualTo("16x9");
        assertThat(crop.renditions())
                .extracting(Rendition::width, Rendition::height)
                .containsExactly(tuple(320, 180), tuple(640, 360), tuple(1280, 720));
        assertThat(crop.webp()).hasSize(3);
        Entry widest = news.get(crop.renditions().getLast().url());
        assertThat(widest).isNotNull();
        BufferedImage shown = ImageIO.read(new ByteArrayInputStream(store.read(widest.digest())));
        assertThat(new Color(shown.getRGB(10, 10)).getBlue()).as("no longer red").isLessThan(20);
        assertThat(new Color(shown.getRGB(320, 600)).getBlue()).isGreaterThan(200);
        assertThat(new Color(shown.getRGB(320, 100)).getRed()).isGreaterThan(200);
        assertThat(released(news, inline).crops()).isEmpty();
        assertThat(
                        released(press(Map.of()).publish(document("square", lead), List.of()), lead)
                                .crops())
                .extracting(PublicAsset.Crop::shape)
                .containsExactly("1x1");
    }

    @Test
    void anotherFocalPointMakesOtherCropsAndTheSameOneNone() throws IOException {
        Sha256 photo = content.asset(Images.jpeg(Images.quarters(1600, 1200)));
        AssetUse lead = lead(photo, 900, 900);
        Map<String, Entry> first = press(Map.of()).publish(document("news", lead), List.of());
        byte[] original = Images.jpeg(Images.quarters(1600, 1200));

        content.tamper(photo, new byte[0]); // whoever reads it now finds nothing
        assertThat(press(first).publish(document("news", lead), first.keySet())).isEqualTo(first);

        content.tamper(photo, original);
        AssetUse moved = lead(photo, 100, 100);
        Map<String, Entry> second = press(first).publish(document("news", moved), first.keySet());
        assertThat(released(second, moved).crops())
                .extracting(PublicAsset.Crop::focalX)
                .containsExactly(100);
        assertThat(second.keySet()).noneMatch(path -> path.contains("-900-900-"));
    }

    @Test
    void aPublicPictureThatWouldBeRefusedTodayStaysAsItIs() {
        byte[] jpeg = Images.jpeg(Images.quarters(900, 450));
        AssetUse torn = image(content.asset(Arrays.copyOf(jpeg, jpeg.length / 2)));
        String path = MediaPress.directory(torn) + "w900.jpg";
        Entry entry =
                new Entry(
                        pack.put(jpeg),
                        jpeg.length,
                        200,
                        "image/jpeg",
                        null,
                        new Derivation(torn.sha256(), "fit-1600-jpeg-82/1", 900, 450));

        assertThatThrownBy(() -> press(Map.of()).publish(torn, null, List.of()))
                .isInstanceOf(MediaRefused.class)
                .hasMessageContaining("it ends early");
        assertThat(press(Map.of(path, entry)).publish(torn, null, List.of(path)).entries())
                .isEqualTo(Map.of(path, entry));
    }

    @Test
    void aDrawingIsPublishedAsItIsIfItIsClean() {
        byte[] clean =
                SafeDrawing.of(
                                "<svg width='40' height='30'><path d='M0 0h9'/></svg>"
                                        .getBytes(StandardCharsets.UTF_8),
                                "d")
                        .bytes();
        byte[] hostile =
                "<svg onload='alert(1)'><path d='M0 0h9'/></svg>".getBytes(StandardCharsets.UTF_8);
        AssetUse drawing = use(content.asset(clean), "image/svg+xml", "d.svg");

        PublishedMedia media = press(Map.of()).publish(drawing, null, List.of());

        assertThat(media.asset().url()).endsWith("/file.svg");
        assertThat(media.asset().width()).isEqualTo(40);
        assertThat(media.asset().height()).isEqualTo(30);
        assertThat(store.read(drawing.sha256())).isEqualTo(clean);
        assertThat(released(media.entries(), drawing)).isEqualTo(media.asset());
        assertThatThrownBy(
                        () ->
                                press(Map.of())
                                        .publish(
                                                use(
                                                        content.asset(hostile),
                                                        "image/svg+xml",
                                                        "d.svg"),
                                                null,
                                                List.of()))
                .isInstanceOf(MediaRefused.class)
                .hasMessageContaining("@onload");
    }

    @Test
    void ofPicturesThatAreLookedAtNothingIsLeftBesideThePack() throws IOException {
        press(Map.of())
                .publish(
                        image(content.asset(Images.jpeg(Images.quarters(90, 45)))),
                        null,
                        List.of());
        assertThatThrownBy(
                        () ->
                                press(Map.of())
                                        .publish(
                                                image(content.asset(new byte[] {1})),
                                                null,
                                                List.of()))
                .isInstanceOf(MediaRefused.class);

        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(file -> file.toString().contains("scratch"))).isEmpty();
        }
    }

    @Test
    void theOriginalIsNeverPublicBecauseItMayNameAPlace() {
        byte[] photograph = Images.photograph(Images.quarters(400, 200), 1);
        Sha256 original = content.asset(photograph);

        PublishedMedia media = press(Map.of()).publish(image(original), null, List.of());

        assertThat(store.holds(original)).isFalse();
        for (Entry entry : media.entries().values()) {
            assertThat(new String(store.read(entry.digest()), StandardCharsets.ISO_8859_1))
                    .doesNotContain("Exif", Images.CAMERA, Images.PLACE);
        }
    }

    @Test
    void equalSourcesGiveEqualBytesAndTheReleaseBeforeSavesTheWork() {
        Sha256 original = content.asset(Images.jpeg(Images.quarters(900, 450)));
        PublishedMedia first = press(Map.of()).publish(image(original), null, List.of());
        assertThat(press(Map.of()).publish(image(original), null, List.of()).entries())
                .isEqualTo(first.entries());

        content.tamper(original, new byte[0]); // whoever reads it now finds nothing
        PublishedMedia again =
                press(first.entries()).publish(image(original), null, first.entries().keySet());

        assertThat(again).isEqualTo(first);
    }

    @Test
    void aFileThatIsNoImageIsPublishedByteForByteUnderASafeName() {
        byte[] bytes = "表格".getBytes(StandardCharsets.UTF_8);
        Sha256 file = content.asset(bytes);

        PublishedMedia media =
                press(Map.of())
                        .publish(
                                use(file, "application/pdf", "附件1：办理流程 (2020).PDF"),
                                null,
                                List.of());

        String url = "/media/" + file.hex().substring(0, 16) + "/file.pdf";
        assertThat(media.entries())
                .isEqualTo(
                        Map.of(
                                url,
                                new Entry(file, bytes.length, 200, "application/pdf", null, null)));
        assertThat(store.read(file)).isEqualTo(bytes);
    }

    @Test
    void whatWasPublishedIsFoundAgainInTheManifest() {
        AssetUse picture = image(content.asset(Images.jpeg(Images.quarters(900, 450))));
        AssetUse file =
                use(
                        content.asset("表格".getBytes(StandardCharsets.UTF_8)),
                        "application/pdf",
                        "办理流程.pdf");
        PublishedMedia shown = press(Map.of()).publish(picture, null, List.of());
        PublishedMedia downloaded = press(Map.of()).publish(file, null, List.of());
        TreeMap<String, Entry> entries = new TreeMap<>(shown.entries());
        entries.putAll(downloaded.entries());
        entries.put("/index.html", new Entry(NONE, 0, 200, "text/html", null, null));

        ReleasedMedia released = new ReleasedMedia(path -> Optional.ofNullable(entries.get(path)));
        Set<String> files = entries.keySet();

        assertThat(released.asset(picture, files)).contains(shown.asset());
        assertThat(released.asset(file, files)).contains(downloaded.asset());
        assertThat(released.file(downloaded.asset().url()))
                .contains(entries.get(downloaded.asset().url()));
        entries.replaceAll(
                (path, entry) -> new Entry(NONE, 0, 410, entry.type(), null, entry.derived()));
        assertThat(released.asset(picture, files)).as("gone").isEmpty();
        assertThat(released.asset(file, files)).as("gone").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "text/html, application/octet-stream",
        "'text/html; charset=utf-8', application/octet-stream",
        "application/xhtml+xml, application/octet-stream",
        "text/xml, application/octet-stream",
        "application/javascript, application/octet-stream",
        "application/vnd.mozilla.xul+xml, application/octet-stream",
        "text/plain, 'text/plain; charset=utf-8'",
        "VIDEO/MP4, video/mp4",
        "text/vtt, 'text/vtt; charset=utf-8'",
        "application/vnd.ms-excel, application/vnd.ms-excel"
    })
    void noAttachmentRunsAsAPageOfTheSite(String approved, String served) {
        Sha256 file = content.asset(new byte[] {1, 2, 3});

        PublishedMedia media =
                press(Map.of()).publish(use(file, approved, "a.bin"), null, List.of());

        assertThat(media.entries().values()).extracting(Entry::type).containsExactly(served);
    }

    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd, file",
        ".htaccess, file.htaccess",
        "'zhang-san 330102.PDF', file.pdf",
        "表格.xlsx, file.xlsx",
        "ＡＢ.ｄoc, file",
        "noextension, file",
        "'', file",
        "..., file"
    })
    void aFilesNameIsNotInItsPath(String name, String path) {
        String safe = "file" + MediaPress.extension(name);
        assertThat(safe).isEqualTo(path);
        assertThat("/media/0/" + safe).matches("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+");
    }

    @Test
    void whatIsMissingOrNotWhatWasApprovedIsRefused() {
        Sha256 missing = Sha256.of(new byte[] {9});
        assertRefused(use(missing, "application/pdf", "a.pdf"));
        assertRefused(image(missing));

        Sha256 file = content.asset(new byte[] {1});
        Sha256 photo = content.asset(Images.jpeg(Images.quarters(8, 8)));
        content.tamper(file, new byte[] {2});
        content.tamper(photo, Images.jpeg(Images.quarters(8, 16)));
        assertRefused(use(file, "application/pdf", "a.pdf"));
        assertRefused(image(photo));
        assertThat(store.holds(Sha256.of(new byte[] {2}))).isFalse();
    }

    private void assertRefused(AssetUse use) {
        assertThatThrownBy(() -> press(Map.of()).publish(use, null, List.of()))
                .isInstanceOf(MediaRefused.class)
                .hasMessageContaining(use.fileName())
                .hasMessageEndingWith("restore it from a backup or upload it again");
    }

    private MediaPress press(Map<String, Entry> previous) {
        return press(previous, SETTINGS);
    }

    private MediaPress press(Map<String, Entry> previous, PictureSettings settings) {
        return new MediaPress(
                content,
                store,
                pack,
                new PictureDesk(READER, settings, KINDS),
                path -> Optional.ofNullable(previous.get(path)));
    }

    private static PublicAsset released(Map<String, Entry> entries, AssetUse use) {
        return new ReleasedMedia(path -> Optional.ofNullable(entries.get(path)))
                .asset(use, entries.keySet())
                .orElseThrow();
    }

    private static Entry entry(PublishedMedia media, Rendition rendition) {
        return Objects.requireNonNull(media.entries().get(rendition.url()));
    }

    private static ApprovedContent document(String section, AssetUse... uses) {
        return new ApprovedContent(
                ApprovedContent.FORM,
                "article",
                "标题",
                "",
                Map.of(),
                section,
                "office",
                List.of(),
                "/d/",
                null,
                List.of(uses));
    }

    private static AssetUse lead(Sha256 asset, int focalX, int focalY) {
        return new AssetUse(
                asset, AssetUse.Role.LEAD, "image/jpeg", "photo.jpg", "", "", focalX, focalY);
    }

    private static AssetUse image(Sha256 asset) {
        return use(asset, "image/jpeg", "photo.jpg");
    }

    private static AssetUse use(Sha256 asset, String type, String name) {
        return new AssetUse(asset, AssetUse.Role.ATTACHMENT, type, name, "", "", 500, 500);
    }
}
