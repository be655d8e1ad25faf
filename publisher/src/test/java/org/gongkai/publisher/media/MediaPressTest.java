package org.gongkai.publisher.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.publisher.InMemoryContent;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.approved.ApprovedContent.AssetUse;
import org.gongkai.publisher.output.Manifest.Entry;
import org.gongkai.publisher.output.ReleasePack;
import org.gongkai.publisher.output.ReleaseStore;
import org.gongkai.publisher.render.PublicAsset.Rendition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import javax.imageio.ImageIO;

class MediaPressTest {
    private static final Sha256 NONE = Sha256.of(new byte[0]);

    private final InMemoryContent content = new InMemoryContent();
    private final ReleaseStore store;
    private final ReleasePack pack;

    MediaPressTest(@TempDir Path directory) {
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

        PublishedMedia media = press(Map.of()).publish(image(original), List.of());

        List<Integer> expected =
                Arrays.stream(widths.split(" ", -1)).map(Integer::valueOf).toList();
        assertThat(media.asset().renditions()).extracting(Rendition::width).isEqualTo(expected);
        assertThat(media.entries()).hasSameSizeAs(expected).doesNotContainValue(null);
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
    void theOriginalIsNeverPublicBecauseItMayNameAPlace() {
        byte[] photograph = Images.photograph(Images.quarters(400, 200), 1);
        Sha256 original = content.asset(photograph);

        PublishedMedia media = press(Map.of()).publish(image(original), List.of());

        assertThat(store.holds(original)).isFalse();
        for (Entry entry : media.entries().values()) {
            assertThat(new String(store.read(entry.digest()), StandardCharsets.ISO_8859_1))
                    .doesNotContain("Exif", Images.CAMERA, Images.PLACE);
        }
    }

    @Test
    void equalSourcesGiveEqualBytesAndTheReleaseBeforeSavesTheWork() {
        Sha256 original = content.asset(Images.jpeg(Images.quarters(900, 450)));
        PublishedMedia first = press(Map.of()).publish(image(original), List.of());
        assertThat(press(Map.of()).publish(image(original), List.of()).entries())
                .isEqualTo(first.entries());

        content.tamper(original, new byte[0]); // whoever reads it now finds nothing
        PublishedMedia again =
                press(first.entries()).publish(image(original), first.entries().keySet());

        assertThat(again).isEqualTo(first);
    }

    @Test
    void aFileThatIsNoImageIsPublishedByteForByteUnderASafeName() {
        byte[] bytes = "表格".getBytes(StandardCharsets.UTF_8);
        Sha256 file = content.asset(bytes);

        PublishedMedia media =
                press(Map.of())
                        .publish(use(file, "application/pdf", "附件1：办理流程 (2020).PDF"), List.of());

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
        PublishedMedia shown = press(Map.of()).publish(picture, List.of());
        PublishedMedia downloaded = press(Map.of()).publish(file, List.of());
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
        "application/vnd.ms-excel, application/vnd.ms-excel"
    })
    void noAttachmentRunsAsAPageOfTheSite(String approved, String served) {
        Sha256 file = content.asset(new byte[] {1, 2, 3});

        PublishedMedia media = press(Map.of()).publish(use(file, approved, "a.bin"), List.of());

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
        assertThatThrownBy(() -> press(Map.of()).publish(use, List.of()))
                .isInstanceOf(MediaRefused.class)
                .hasMessageContaining(use.fileName())
                .hasMessageEndingWith("restore it from a backup or upload it again");
    }

    private MediaPress press(Map<String, Entry> previous) {
        return new MediaPress(
                content, store, pack, path -> Optional.ofNullable(previous.get(path)));
    }

    private static AssetUse image(Sha256 asset) {
        return use(asset, "image/jpeg", "photo.jpg");
    }

    private static AssetUse use(Sha256 asset, String type, String name) {
        return new AssetUse(asset, AssetUse.Role.ATTACHMENT, type, name, "", "", 500, 500);
    }
}
