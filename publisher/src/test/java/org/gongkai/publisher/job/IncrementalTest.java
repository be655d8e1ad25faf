package org.gongkai.publisher.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.publisher.InMemoryContent;
import org.gongkai.publisher.InMemoryContent.Draft;
import org.gongkai.publisher.InMemoryIndex;
import org.gongkai.publisher.InMemoryLedger;
import org.gongkai.publisher.ReleaseOutcome;
import org.gongkai.publisher.ReleaseReport;
import org.gongkai.publisher.ReleaseStep;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.Withdrawal;
import org.gongkai.publisher.kind.DocumentKinds;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.Manifest.Entry;
import org.gongkai.publisher.picture.Images;
import org.gongkai.publisher.render.SiteIdentity;
import org.gongkai.publisher.render.ThemeRenderer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;

/** A release renders what depends on what changed: never more, never less. */
class IncrementalTest {
    private static final DocumentKinds KINDS =
            DocumentKinds.read(IncrementalTest.class.getClassLoader());
    private static final SiteIdentity IDENTITY =
            SiteIdentity.unconfigured("https://www.example.org", false);

    private final SteppingClock clock = new SteppingClock();
    private final InMemoryContent content = new InMemoryContent();
    private final InMemoryLedger ledger = new InMemoryLedger(content, clock);
    @TempDir private Path directory;

    private Rig open(Path where, InMemoryLedger releases) {
        return new Rig(
                where,
                content,
                releases,
                new InMemoryIndex(),
                new ThemeRenderer(IDENTITY, KINDS),
                clock,
                Rig.inMemory(),
                (step, done) -> {});
    }

    private static Map<String, Entry> files(Manifest manifest) {
        TreeMap<String, Entry> files = new TreeMap<>(manifest.entries());
        files.keySet().removeAll(manifest.passing().keySet());
        return files;
    }

    /** What a publisher shows that begins with nothing. */
    private Manifest rebuilt(String name) {
        InMemoryLedger none = new InMemoryLedger(content, clock);
        Rig rig = open(directory.resolve(name), none);
        rig.job.release("rebuild");
        return rig.shown();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void afterSomeEditsTheSiteIsThatOfAFullRebuild(long seed) throws IOException {
        compare(seed, 8);
    }

    @Tag("soak")
    @ParameterizedTest
    @MethodSource("manySeeds")
    void afterAnySequenceOfEditsTheSiteIsThatOfAFullRebuild(long seed) throws IOException {
        compare(seed, 30);
    }

    static LongStream manySeeds() {
        return LongStream.range(100, 140);
    }

    private void compare(long seed, int rounds) throws IOException {
        Random chance = new Random(seed);
        Rig rig = open(directory.resolve("site"), ledger);
        Edits edits = new Edits(chance);
        for (int round = 0; round < rounds; round++) {
            edits.some(round == 0 ? 70 : 1 + chance.nextInt(chance.nextInt(4) == 0 ? 40 : 4));
            clock.advance(Duration.ofHours(chance.nextInt(30)));
            rig.job.release("edits");
            if (chance.nextInt(3) == 0) {
                rig = open(directory.resolve("site"), ledger);
            }
            Manifest rebuilt = rebuilt("rebuilt-" + round);
            Map<String, Entry> expected = files(rebuilt);
            Map<String, Entry> shown = files(rig.shown());
            assertThat(new TreeSet<>(shown.keySet()))
                    .as("paths in round %d of seed %d", round, seed)
                    .isEqualTo(new TreeSet<>(expected.keySet()));
            for (Map.Entry<String, Entry> each : expected.entrySet()) {
                Entry is = Objects.requireNonNull(shown.get(each.getKey()));
                if (!each.getValue().equals(is)) {
                    assertThat(rig.text(inTree(each.getKey(), is)))
                            .as("%s in round %d of seed %d", each.getKey(), round, seed)
                            .isEqualTo(
                                    Files.readString(
                                            directory.resolve(
                                                    "rebuilt-%d/site/current%s"
                                                            .formatted(
                                                                    round,
                                                                    inTree(each.getKey(), is)))));
                }
            }
            assertThat(shown).isEqualTo(expected);
            assertThat(rig.shown().documents()).isEqualTo(rebuilt.documents());
            assertThat(rig.shown().withdrawals()).isEqualTo(rebuilt.withdrawals());
            assertThat(rig.shown().pages()).isEqualTo(rebuilt.pages());
            rig.assertConsistent(content.liveEditions());
        }
    }

    private static ReleaseOutcome outcome(ReleaseReport report) {
        return Objects.requireNonNull(report.outcome());
    }

    private static String inTree(String path, Entry entry) {
        return (entry.status() == 410 ? "/.gone" : "") + path;
    }

    /** Random edits of a small site. */
    private final class Edits {
        private final Random chance;
        private final List<Draft> live = new ArrayList<>();
        private final Map<UUID, Integer> editions = new HashMap<>();
        private int made;
        private int texts;

        Edits(Random chance) {
            this.chance = chance;
        }

        void some(int count) {
            List<Draft> fresh = new ArrayList<>();
            for (int edit = 0; edit < count; edit++) {
                int what = made < 40 ? 0 : chance.nextInt(12);
                if (what < 5 || live.isEmpty()) {
                    fresh.add(create());
                } else if (what < 9) {
                    change(live.get(chance.nextInt(live.size())));
                } else if (what < 11) {
                    withdraw();
                } else {
                    text();
                }
            }
            live.addAll(fresh);
        }

        private Draft create() {
            String section = List.of("news", "policies", "reading").get(chance.nextInt(3));
            Draft draft = InMemoryContent.draft("文稿" + made++, section);
            fill(draft);
            content.approve(draft);
            return draft;
        }

        private void change(Draft draft) {
            editions.merge(draft.document(), 1, Integer::sum);
            fill(draft);
            content.approve(draft);
        }

        private void fill(Draft draft) {
            if (chance.nextInt(3) > 0) {
                draft.with("title", "题目" + chance.nextInt(50) + draft.name());
            }
            draft.with(
                    "body",
                    "<p>正文%d</p>%s%s"
                            .formatted(
                                    chance.nextInt(1000),
                                    chance.nextInt(3) == 0 ? link() : "",
                                    chance.nextInt(3) == 0 ? link() : ""));
            draft.with("unit", List.of("office", "street", "bureau").get(chance.nextInt(3)));
            if (chance.nextInt(2) == 0) {
                draft.with(
                        "section", List.of("news", "policies", "reading").get(chance.nextInt(3)));
            }
            draft.with(
                    "tags",
                    chance.nextInt(2) == 0
                            ? List.of()
                            : List.of("标签" + chance.nextInt(4), "标签" + chance.nextInt(9)));
            int kind = chance.nextInt(5);
            if (kind == 0) {
                draft.with("kind", "page");
            } else if (kind == 1) {
                draft.with("kind", "policy");
            } else if (kind == 2 && !live.isEmpty()) {
                draft.with("kind", "notice");
                draft.with("fields", new TreeMap<>(Map.of("source", "来源" + chance.nextInt(3))));
            } else {
                draft.with("kind", "article");
            }
        }

        private String link() {
            return live.isEmpty()
                    ? ""
                    : "<p><a href=\"document:%s\">见</a></p>"
                            .formatted(live.get(chance.nextInt(live.size())).document());
        }

        private void withdraw() {
            Draft draft = live.get(chance.nextInt(live.size()));
            if (!content.liveEditions().containsKey(draft.document())) {
                return;
            }
            UUID other = live.get(chance.nextInt(live.size())).document();
            content.withdraw(
                    new Withdrawal(
                            draft.document(),
                            draft.path(),
                            Withdrawal.Reason.OUTDATED,
                            clock.instant(),
                            chance.nextBoolean() && !other.equals(draft.document()) ? other : null,
                            chance.nextBoolean() && !other.equals(draft.document())
                                    ? other
                                    : null));
        }

        private void text() {
            String column = chance.nextInt(3) == 0 ? "政务公开日" + texts++ : "政务公开日";
            String office = chance.nextInt(3) == 0 ? "区政府办公室" + texts++ : "区政府办公室";
            content.approveSite(
                    InMemoryContent.site(
                            column,
                            Map.of("office", office, "street", "某街道", "bureau", "某局"),
                            "news",
                            "policies",
                            "reading"));
        }
    }

    @Test
    void anotherBodyRendersTheDocumentsOwnPageAndTheDatesOfFeedsAndMap() {
        Site site = new Site();

        assertThat(site.changing("文稿30", "body", "<p>别的正文，但摘要一样。</p>"))
                .containsExactlyInAnyOrder(site.page("文稿30"), "/sitemap.xml", "/sitemap/1.xml");
    }

    @Test
    void anotherTitleRendersWhatShowsIt() {
        Site site = new Site();

        assertThat(site.changing("文稿30", "title", "另一个题目"))
                .containsExactlyInAnyOrder(
                        site.page("文稿30"),
                        site.page("文稿29"),
                        site.page("文稿31"),
                        "/news/page/2/index.html",
                        "/unit/office/page/2/index.html",
                        "/archive/2020-05/page/2/index.html",
                        "/sitemap.xml",
                        "/sitemap/1.xml");
    }

    @Test
    void aPictureThatIsTakenAwayIsTakenFromListsTooAlsoAfterARestart() {
        Site site = new Site();
        Sha256 photo = content.asset(Images.jpeg(Images.quarters(400, 200)));
        Draft story = site.draft("文稿50");
        content.approve(
                story.with("kind", "picture-story")
                        .using(photo, "LEAD", "image/jpeg", "photo.jpg", "一张照片"));
        site.rig.job.release("with a picture");
        assertThat(site.rig.text("/index.html")).contains("/media/");

        Rig again = open(directory.resolve("site"), ledger);
        content.approve(story.withoutAssets());
        again.job.release("without it");

        assertThat(again.text("/index.html")).doesNotContain("/media/");
        assertThat(files(again.shown())).isEqualTo(files(rebuilt("rebuilt")));
    }

    @Test
    void aNewDocumentRendersTheFrontsOfItsListsAndItsNeighbour() {
        Site site = new Site();

        assertThat(site.adding("文稿75"))
                .containsExactlyInAnyOrder(
                        site.page("文稿75"),
                        site.page("文稿50"), // of one release: by path
                        "/index.html",
                        "/feed.atom",
                        "/feed.json",
                        "/news/index.html",
                        "/news/feed.atom",
                        "/news/feed.json",
                        "/unit/office/index.html",
                        "/unit/office/feed.atom",
                        "/unit/office/feed.json",
                        "/archive/2020-05/index.html",
                        "/sitemap.xml",
                        "/sitemap/1.xml");
    }

    @Test
    void aTakedownRendersWhatShowedTheDocumentAndMakesNothingElsePublic() {
        Site site = new Site();
        clock.advance(Duration.ofMinutes(1));
        content.approve(InMemoryContent.draft("等着发布", "policies"));
        content.withdraw(site.draft("文稿60").document(), site.draft("文稿60").path(), clock.instant());

        ReleaseReport report = site.rig.job.takeDown("withdrawal");

        assertThat(site.written(report))
                .containsExactlyInAnyOrder(
                        site.page("文稿60"),
                        site.page("文稿59"),
                        site.page("文稿61"),
                        "/index.html",
                        "/feed.atom",
                        "/feed.json",
                        "/news/index.html",
                        "/news/feed.atom",
                        "/news/feed.json",
                        "/unit/office/index.html",
                        "/unit/office/feed.atom",
                        "/unit/office/feed.json",
                        "/archive/2020-05/index.html",
                        "/sitemap/1.xml");
        assertThat(site.rig.shown().entry("/policies/index.html")).isEmpty();
        assertThat(site.rig.job.takeDown("again").changed()).isFalse();
        assertThat(outcome(site.rig.job.release("publisher")).published()).hasSize(1);
    }

    @Test
    void aTakedownThatEmptiesASectionIsDoneFirstAndTheNavigationAfterIt() {
        Site site = new Site();
        Draft only = InMemoryContent.draft("唯一", "policies");
        content.approve(only);
        site.rig.job.release("publisher");
        content.withdraw(only.document(), only.path(), clock.instant());

        ReleaseReport first = site.rig.job.takeDown("withdrawal");
        assertThat(first.rendered()).isLessThan(40);
        assertThat(site.rig.shown().entry("/policies/index.html").orElseThrow().status())
                .isEqualTo(410);
        assertThat(site.rig.text(site.page("文稿5"))).contains("/policies/");

        assertThat(site.rig.job.takeDown("the rest").changed()).isTrue();
        assertThat(site.rig.text(site.page("文稿5"))).doesNotContain("/policies/");
        assertThat(site.rig.job.takeDown("nothing").changed()).isFalse();
        assertThat(files(site.rig.shown())).isEqualTo(files(rebuilt("rebuilt")));
    }

    @Test
    void goingBackShowsWhatWasShownLessWhatWasWithdrawnSince() {
        Site site = new Site();
        Manifest then = site.rig.shown();
        clock.advance(Duration.ofHours(1));
        content.approve(site.draft("文稿10").with("title", "改坏了的题目"));
        content.approve(site.draft("文稿20").with("title", "也改坏了"));
        site.add("文稿80");
        site.rig.job.release("publisher");
        content.withdraw(site.draft("文稿30").document(), site.draft("文稿30").path(), clock.instant());
        site.rig.job.takeDown("withdrawal");
        content.approve(site.draft("文稿20").with("title", "已经在改"));

        ReleaseReport report = site.rig.job.goBack(then.release(), "publisher");

        Manifest shown = site.rig.shown();
        assertThat(site.rig.text(site.page("文稿10"))).doesNotContain("改坏了的题目");
        assertThat(site.rig.text("/news/index.html")).doesNotContain("文稿80");
        assertThat(shown.document(site.draft("文稿80").document())).isEmpty();
        assertThat(shown.document(site.draft("文稿30").document())).isEmpty();
        assertThat(shown.entry(site.page("文稿30")).orElseThrow().status()).isEqualTo(410);
        assertThat(site.rig.text(site.page("文稿20"))).contains("也改坏了");
        assertThat(report.warnings())
                .filteredOn(finding -> finding.rule().equals("BACK-1"))
                .hasSize(1);
        assertThat(outcome(report).takenBack()).hasSize(2);
        assertThat(outcome(report).restored()).hasSize(1);
        site.rig.assertConsistent(content.liveEditions());
        content.recall(site.draft("文稿20").document());
        assertThat(files(shown)).isEqualTo(files(rebuilt("rebuilt")));

        UUID next = content.approve(site.draft("文稿20"));
        assertThat(outcome(site.rig.job.release("publisher")).published()).containsExactly(next);
        site.rig.assertConsistent(content.liveEditions());
        assertThatThrownBy(() -> site.rig.job.goBack(4711, "publisher"))
                .hasMessageContaining("Release 4711 is not kept");
    }

    @Test
    void aReleaseThatIsStillBeingMadeGivesWayToATakedown() throws Exception {
        Site site = new Site();
        Draft urgent = site.draft("文稿10");
        content.approve(InMemoryContent.draft("大批", "policies"));
        CompletableFuture<Boolean> takenDown = new CompletableFuture<>();
        AtomicBoolean once = new AtomicBoolean();
        Rig slow =
                new Rig(
                        directory.resolve("site"),
                        content,
                        ledger,
                        new InMemoryIndex(),
                        new ThemeRenderer(IDENTITY, KINDS),
                        clock,
                        Rig.inMemory(),
                        (step, done) -> {
                            if (step == ReleaseStep.RENDER
                                    && !done
                                    && once.compareAndSet(false, true)) {
                                interrupt(urgent, takenDown);
                            }
                        });
        other = slow;

        ReleaseReport report = slow.job.release("publisher");

        assertThat(takenDown.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(slow.shown().document(urgent.document())).isEmpty();
        assertThat(outcome(report).published()).hasSize(1);
        assertThat(ledger.entries())
                .extracting(InMemoryLedger.Entry::state)
                .filteredOn(InMemoryLedger.State.FAILED::equals)
                .hasSize(1);
        slow.assertConsistent(content.liveEditions());
    }

    private @Nullable Rig other;

    /** Asks for a takedown in another thread, and returns when that one waits. */
    private void interrupt(Draft urgent, CompletableFuture<Boolean> takenDown) {
        content.withdraw(urgent.document(), urgent.path(), clock.instant());
        Thread.ofVirtual()
                .start(
                        () -> {
                            ReleaseReport report =
                                    Objects.requireNonNull(other).job.takeDown("withdrawal");
                            takenDown.complete(
                                    report.changed() && outcome(report).published().isEmpty());
                        });
        while (!Objects.requireNonNull(other).job.takedownWaits()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aReleaseThatChangesNothingRendersNothing() {
        Site site = new Site();

        assertThat(site.rig.job.release("again").changed()).isFalse();
    }

    /** Seventy-five documents in one section, each public a minute after the one before. */
    private final class Site {
        final Rig rig = open(directory.resolve("site"), ledger);
        private final Map<String, Draft> drafts = new HashMap<>();
        private Manifest before;

        Site() {
            for (int number = 0; number < 75; number++) {
                add("文稿" + number);
                clock.advance(Duration.ofMinutes(1));
                if (number % 25 == 24 || number > 27 && number < 33) {
                    rig.job.release("fill");
                }
            }
            before = rig.shown();
        }

        private void add(String name) {
            Draft draft =
                    InMemoryContent.draft(name)
                            .with("path", "/news/2020/0515-%s/".formatted(name.substring(2)))
                            .with(
                                    "fields",
                                    new TreeMap<>(Map.of("source", "区政府办公室", "summary", "摘要")));
            drafts.put(name, draft);
            content.approve(draft);
        }

        Draft draft(String name) {
            return Objects.requireNonNull(drafts.get(name));
        }

        String page(String name) {
            return draft(name).path() + "index.html";
        }

        List<String> changing(String name, String member, String value) {
            clock.advance(Duration.ofMinutes(1));
            content.approve(draft(name).with(member, value));
            return rendered();
        }

        List<String> adding(String name) {
            clock.advance(Duration.ofMinutes(1));
            add(name);
            return rendered();
        }

        /** What the release wrote; nothing else was rendered. */
        private List<String> rendered() {
            return written(rig.job.release("change"));
        }

        List<String> written(ReleaseReport report) {
            List<String> written = new ArrayList<>();
            rig.shown()
                    .filesSince(
                            before,
                            (path, was, is) -> {
                                if (is != null) {
                                    written.add(path);
                                }
                            });
            assertThat(report.rendered()).as("rendered for %s", written).isEqualTo(written.size());
            return written;
        }
    }
}
