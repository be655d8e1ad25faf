package org.gongkai.publisher.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.publisher.Erasure;
import org.gongkai.publisher.InMemoryContent;
import org.gongkai.publisher.InMemoryContent.Draft;
import org.gongkai.publisher.InMemoryIndex;
import org.gongkai.publisher.InMemoryLedger;
import org.gongkai.publisher.ReleaseFailed;
import org.gongkai.publisher.ReleaseOutcome;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.TinyRenderer;
import org.gongkai.publisher.output.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a release keeps of a document that was withdrawn for privacy. */
class ErasureTest {
    private static final String SECRET = "王小明";

    private final SteppingClock clock = new SteppingClock();
    private final InMemoryContent content = new InMemoryContent();
    private final InMemoryLedger ledger = new InMemoryLedger(content, clock);
    private final InMemoryIndex index = new InMemoryIndex();
    private final TinyRenderer renderer = new TinyRenderer();
    private final Path directory;
    private final Draft list = InMemoryContent.draft(SECRET);
    private final Draft bus = InMemoryContent.draft("公交");
    private final Sha256 own = content.asset((SECRET + "的表").getBytes(StandardCharsets.UTF_8));
    private final Sha256 shared = content.asset("两篇都用的表".getBytes(StandardCharsets.UTF_8));
    private Rig rig;

    ErasureTest(@TempDir Path directory) {
        this.directory = directory;
        rig = open();
    }

    private Rig open() {
        return new Rig(
                directory,
                content,
                ledger,
                index,
                renderer,
                clock,
                Rig.inMemory(),
                (step, done) -> {});
    }

    @Test
    void whatTheSiteStillShowsIsNotErased() {
        publishBoth();

        assertThatThrownBy(() -> rig.job.erase(erasure(2))).isInstanceOf(ReleaseFailed.class);
        assertThatThrownBy(() -> rig.job.erase(erasure(1))).isInstanceOf(ReleaseFailed.class);
        assertThat(rig.text(list.path() + "index.html")).contains(SECRET);
    }

    @Test
    void noPackAndNoTreeHoldsItAndEverythingElseStays() throws IOException {
        publishBoth();
        Manifest before = rig.shown();
        long removedIn = withdraw();
        assertThat(holding()).as("the releases before, and the idle tree").isNotEmpty();
        Set<Sha256> shown = objects(rig.shown());

        assertThat(rig.job.erase(erasure(removedIn))).isPositive();

        assertThat(holding()).isEmpty();
        assertThat(rig.store.holds(shared)).isTrue();
        assertThat(rig.store.holds(own)).isFalse();
        assertThat(rig.store.erased(own)).isTrue();
        assertThat(rig.store.erased(shared)).isFalse();
        for (Sha256 digest : shown) {
            assertThat(Sha256.of(rig.store.read(digest))).isEqualTo(digest);
        }
        assertThat(rig.store.manifest(before.release(), before.root())).contains(before);
        rig.assertConsistent(content.liveEditions());
        assertThat(rig.job.erase(erasure(removedIn))).as("a second time").isZero();
    }

    @Test
    void whatAKilledProcessBeganIsFinished() throws IOException {
        publishBoth();
        long removedIn = withdraw();
        Sha256 form = form();
        Path begun = directory.resolve("releases/00000001/objects.erasing");
        Files.writeString(begun, form.hex() + "\n");

        rig = open();
        assertThat(rig.store.holds(form)).as("what may be half erased").isFalse();
        assertThat(holding()).isNotEmpty();
        rig.job.erase(erasure(removedIn));

        assertThat(holding()).isEmpty();
        assertThat(begun).doesNotExist();
        rig = open();
        assertThat(rig.store.erased(form)).isTrue();
        rig.assertConsistent(content.liveEditions());
    }

    @Test
    void releasesGoOnAndTheSameFileMayComeAgain() throws IOException {
        publishBoth();
        long removedIn = withdraw();
        rig.job.erase(erasure(removedIn));
        content.approve(
                bus.with("body", "<p>改了线路。</p>")
                        .using(own, "ATTACHMENT", "text/plain", "表.txt", "表"));

        rig.job.release("tester");
        rig = open();

        assertThat(rig.store.holds(own)).isTrue();
        assertThat(rig.store.erased(own)).isFalse();
        rig.assertConsistent(content.liveEditions());
        rig.job.erase(erasure(removedIn));
        assertThat(rig.store.holds(own)).as("it is another document's now").isTrue();
    }

    @Test
    void theIndexIsMadeAnewSoThatTheEngineKeepsNothing() throws IOException {
        publishBoth();
        long removedIn = withdraw();
        rig.job.erase(erasure(removedIn));

        try (Stream<Path> texts = Files.walk(directory.resolve("releases/texts"))) {
            assertThat(texts.map(each -> each.getFileName().toString()))
                    .anyMatch(name -> name.startsWith(shared.hex()))
                    .noneMatch(name -> name.startsWith(own.hex()));
        }
        assertThat(rig.job.unindexWhatIsGone()).isTrue();
        assertThat(index.documents()).containsOnlyKeys(bus.document().toString());
        index.away(true);
        assertThat(rig.job.unindexWhatIsGone()).isFalse();
    }

    private void publishBoth() {
        content.approve(
                list.using(own, "ATTACHMENT", "text/plain", SECRET + ".txt", "表")
                        .using(shared, "ATTACHMENT", "text/plain", "表.txt", "表"));
        content.approve(bus.using(shared, "ATTACHMENT", "text/plain", "表.txt", "表"));
        rig.job.release("tester");
    }

    private long withdraw() {
        content.withdraw(list.document(), list.path(), clock.instant());
        return rig.job.release("tester").outcome() instanceof ReleaseOutcome outcome
                ? outcome.number()
                : 0;
    }

    private Erasure erasure(long removedIn) {
        Sha256 form = form();
        return new Erasure(list.document(), list.path(), removedIn, Set.of(form), Set.of(own));
    }

    private Sha256 form() {
        return Objects.requireNonNull(
                        rig.store.manifest(1).orElseThrow().documents().get(list.document()))
                .digest();
    }

    private static Set<Sha256> objects(Manifest manifest) {
        Set<Sha256> objects = new TreeSet<>();
        manifest.entries().values().forEach(entry -> objects.add(entry.digest()));
        manifest.documents().values().forEach(live -> objects.add(live.digest()));
        return objects;
    }

    /** The files that hold the name. */
    private List<String> holding() throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(directory)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        List<String> holding = new ArrayList<>();
        String wanted =
                new String(SECRET.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        for (Path file : files) {
            if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(wanted)) {
                holding.add(directory.relativize(file).toString());
            }
        }
        return holding;
    }
}
