package org.gongkai.publisher.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import org.gongkai.publisher.Finding;
import org.gongkai.publisher.InMemoryContent;
import org.gongkai.publisher.InMemoryContent.Draft;
import org.gongkai.publisher.InMemoryIndex;
import org.gongkai.publisher.InMemoryLedger;
import org.gongkai.publisher.NothingToPublish;
import org.gongkai.publisher.ReleaseFailed;
import org.gongkai.publisher.ReleaseOutcome;
import org.gongkai.publisher.ReleaseReport;
import org.gongkai.publisher.ReleaseStep;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.TinyRenderer;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.Manifest.LiveDocument;
import org.gongkai.search.SearchDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;

class ReleaseJobTest {
    private final SteppingClock clock = new SteppingClock();
    private final InMemoryContent content = new InMemoryContent();
    private final InMemoryLedger ledger = new InMemoryLedger(content, clock);
    private final InMemoryIndex index = new InMemoryIndex();
    private final TinyRenderer renderer = new TinyRenderer();
    private final Path directory;
    private Rig rig;

    ReleaseJobTest(@TempDir Path directory) {
        this.directory = directory;
        rig = open();
    }

    private Rig open() {
        return open((step, done) -> {});
    }

    private Rig open(BatchRun.StepBoundary boundary) {
        return new Rig(
                directory, content, ledger, index, renderer, clock, Rig.inMemory(), boundary);
    }

    @BeforeEach
    void nothingIsShownBeforeTheFirstRelease() {
        assertThat(rig.trees.current()).isEmpty();
    }

    @Test
    void theFirstReleaseShowsAndFindsWhatIsApproved() {
        Draft bus = InMemoryContent.draft("公交");
        UUID edition = content.approve(bus);

        ReleaseReport report = release();

        assertThat(report.changed()).isTrue();
        assertThat(report.indexed()).isTrue();
        assertThat(outcome(report).published()).containsExactly(edition);
        assertThat(rig.text(bus.path() + "index.html")).contains("公交的正文");
        assertThat(index.documents()).containsOnlyKeys(bus.document().toString());
        assertThat(found(bus.document()).body()).isEqualTo("公交的正文。");
        consistent();
    }

    @Test
    void nothingIsReleasedIfNothingChanged() {
        content.approve(InMemoryContent.draft("公交"));
        ReleaseReport first = release();

        ReleaseReport second = release();

        assertThat(second.changed()).isFalse();
        assertThat(second.outcome()).isEqualTo(first.outcome());
        assertThat(ledger.entries()).hasSize(1);
    }

    @Test
    void aChangedThemeIsAChange() {
        content.approve(InMemoryContent.draft("公交"));
        release();
        renderer.theme("brighter");

        assertThat(release().changed()).isTrue();
        consistent();
    }

    @Test
    void goingBackThatIsGivenUpLeavesSearchAsItWas() {
        Draft bus = InMemoryContent.draft("公交");
        Draft parking = InMemoryContent.draft("停车");
        content.approve(bus);
        release();
        content.approve(parking);
        release();
        rig =
                open(
                        (step, done) -> {
                            if (step == ReleaseStep.ACTIVATE) {
                                throw new IllegalStateException("given up");
                            }
                        });

        assertThatThrownBy(() -> rig.job.goBack(1, "publisher")).isInstanceOf(ReleaseFailed.class);

        assertThat(index.documents())
                .containsOnlyKeys(bus.document().toString(), parking.document().toString());
        consistent();

        rig = open();
        rig.job.goBack(1, "publisher");

        assertThat(index.documents()).containsOnlyKeys(bus.document().toString());
        assertThat(rig.shown().lastRemoval())
                .as("search is behind until the index is as far as this")
                .isEqualTo(rig.shown().release());
        consistent();
    }

    @Test
    void searchIsBehindAlsoWhenAnEditionIsTakenBack() {
        Draft bus = InMemoryContent.draft("公交");
        content.approve(bus);
        release();
        content.approve(InMemoryContent.draft("公交").with("body", "<p>还不该公开的话。</p>"));
        release();

        rig.job.goBack(1, "publisher");

        assertThat(rig.shown().lastRemoval()).isEqualTo(rig.shown().release());
    }

    @Test
    void thereIsNoReleaseWithoutAnApprovedSite() {
        content.withoutSite();

        assertThatThrownBy(this::release).isInstanceOf(NothingToPublish.class);
        assertThat(ledger.entries()).isEmpty();
    }

    @Test
    void aLaterEditionKeepsTheDocumentsPublicDate() {
        Draft bus = InMemoryContent.draft("公交");
        content.approve(bus);
        Instant first = outcome(release()).instant();
        clock.advance(Duration.ofDays(1));
        content.approve(InMemoryContent.draft("公交").with("body", "<p>改了。</p>"));

        ReleaseReport second = release();

        LiveDocument live = Objects.requireNonNull(rig.shown().documents().get(bus.document()));
        assertThat(live.firstPublished()).isEqualTo(first);
        assertThat(live.published()).isEqualTo(outcome(second).instant());
        assertThat(second.rewritten()).isEqualTo(1);
        assertThat(second.added()).isZero();
        consistent();
    }

    @Test
    void whatIsWithdrawnIsGoneFromPageListsSearchAndMediaInOneRelease() {
        Sha256 file = content.asset("表格".getBytes(StandardCharsets.UTF_8));
        Draft bus =
                InMemoryContent.draft("公交")
                        .using(file, "ATTACHMENT", "application/pdf", "表格.pdf", "");
        content.approve(bus);
        content.approve(InMemoryContent.draft("停车"));
        release();
        String medium = "/media/" + file.hex().substring(0, 16) + "/file.pdf";
        assertThat(rig.shown().entries()).containsKey(medium);

        content.withdraw(bus.document(), bus.path(), clock.instant());
        ReleaseReport report = release();

        Manifest shown = rig.shown();
        assertThat(outcome(report).removed()).containsExactly(bus.document());
        assertThat(shown.lastRemoval()).isEqualTo(2);
        assertThat(shown.entry(bus.path() + "index.html").orElseThrow().status()).isEqualTo(410);
        assertThat(shown.entry(medium).orElseThrow().status()).isEqualTo(410);
        assertThat(report.removed()).isEqualTo(2);
        assertThat(rig.text("/index.html")).doesNotContain("公交").contains("停车");
        assertThat(index.documents()).doesNotContainKey(bus.document().toString());
        consistent();

        content.approve(InMemoryContent.draft("绿化"));
        release();
        assertThat(rig.shown().lastRemoval()).isEqualTo(2);
        assertThat(rig.shown().entries()).doesNotContainKey(medium);
        assertThat(rig.shown().entry(bus.path() + "index.html").orElseThrow().status())
                .isEqualTo(410);
    }

    @Test
    void aPageThatVanishesAnswersThatItIsGoneForOneRelease() {
        content.approve(InMemoryContent.draft("公交"));
        Draft rules = InMemoryContent.draft("办法", "policies").with("kind", "policy");
        content.approve(rules);
        release();
        content.withdraw(rules.document(), rules.path(), clock.instant());

        release();
        assertThat(rig.shown().entry("/policies/index.html").orElseThrow().status()).isEqualTo(410);
        assertThat(rig.text("/.gone/policies/index.html")).contains("内容已撤下");
        consistent();

        content.approve(InMemoryContent.draft("停车"));
        release();
        assertThat(rig.shown().entries()).doesNotContainKey("/policies/index.html");
        consistent();
    }

    @Test
    void filesOfAnOlderThemeStayForThreeReleases() {
        content.approve(InMemoryContent.draft("公交"));
        release();
        String old = themeFiles().getFirst();
        renderer.theme("brighter");

        for (String title : List.of("一", "二")) {
            content.approve(InMemoryContent.draft(title));
            release();
            assertThat(themeFiles()).hasSize(2).contains(old);
        }
        content.approve(InMemoryContent.draft("三"));
        release();
        assertThat(themeFiles()).hasSize(1).doesNotContain(old);
        consistent();
    }

    private List<String> themeFiles() {
        return rig.shown().entries().keySet().stream()
                .filter(path -> path.startsWith("/theme/"))
                .toList();
    }

    @Test
    void theGateHoldsOneDocumentAndTheRestGoesOn() {
        UUID bad =
                content.approve(
                        InMemoryContent.draft("死链").with("body", "<a href=\"/nowhere/\">去</a>"));
        UUID good = content.approve(InMemoryContent.draft("公交"));

        ReleaseReport report = release();

        assertThat(outcome(report).published()).containsExactly(good);
        assertThat(outcome(report).held())
                .extracting(Finding::rule, Finding::edition)
                .containsExactly(tuple("VETO-6", bad));
        assertThat(rig.text("/index.html")).doesNotContain("死链");
        assertThat(release().changed()).isFalse();
        consistent();
    }

    @Test
    void aDocumentWhoseNewEditionIsHeldGoesOnShowingTheOldOne() {
        Draft bus = InMemoryContent.draft("公交");
        content.approve(bus);
        release();
        content.approve(InMemoryContent.draft("公交").with("body", "<a href=\"/nowhere/\">新</a>"));
        content.approve(InMemoryContent.draft("停车"));

        ReleaseReport report = release();

        assertThat(outcome(report).held()).hasSize(1);
        assertThat(outcome(report).removed()).isEmpty();
        assertThat(rig.text(bus.path() + "index.html")).contains("公交的正文");
        consistent();
    }

    @Test
    void whatIsWithdrawnGoesEvenIfItsNextEditionIsHeld() {
        Draft bus = InMemoryContent.draft("公交");
        content.approve(bus);
        content.approve(InMemoryContent.draft("停车"));
        release();
        content.withdraw(bus.document(), bus.path(), clock.instant());
        content.approve(InMemoryContent.draft("公交").with("body", "<a href=\"/nowhere/\">新</a>"));

        ReleaseReport report = release();

        assertThat(outcome(report).held()).hasSize(1);
        assertThat(outcome(report).removed()).containsExactly(bus.document());
        assertThat(rig.shown().entry(bus.path() + "index.html").orElseThrow().status())
                .isEqualTo(410);
        assertThat(rig.text("/index.html")).doesNotContain("公交");
        assertThat(index.documents()).doesNotContainKey(bus.document().toString());
        assertThat(release().changed()).isFalse();
        consistent();
    }

    @Test
    void whatIsWithdrawnGoesEvenIfItsNextEditionCannotBeRendered() {
        Draft bus = InMemoryContent.draft("公交");
        content.approve(bus);
        content.approve(InMemoryContent.draft("停车"));
        release();
        content.withdraw(bus.document(), bus.path(), clock.instant());
        content.approve(InMemoryContent.draft("公交").with("title", "坏掉的新版"));
        renderer.breaksOn("坏掉");

        assertThat(outcome(release()).removed()).containsExactly(bus.document());
        assertThat(rig.text("/index.html")).contains("停车").doesNotContain("公交");
        consistent();
    }

    @Test
    void theNextEditionTakesThePlaceOfAWithdrawnOneInOneRelease() {
        Draft bus = InMemoryContent.draft("公交");
        content.approve(bus);
        release();
        content.withdraw(bus.document(), bus.path(), clock.instant());
        content.approve(InMemoryContent.draft("公交").with("body", "<p>改正后的正文。</p>"));

        ReleaseReport report = release();

        assertThat(outcome(report).removed()).isEmpty();
        assertThat(rig.shown().withdrawals()).isEmpty();
        assertThat(rig.shown().lastRemoval()).isEqualTo(2);
        assertThat(found(bus.document()).body()).contains("改正后");
        assertThat(rig.text(bus.path() + "index.html")).contains("改正后").doesNotContain("公交的正文");
        assertThat(release().changed()).isFalse();
        consistent();
    }

    @Test
    void aReleaseSetIsHeldAsAWhole() {
        UUID set = InMemoryContent.id("set");
        Draft policy =
                InMemoryContent.draft("办法", "policies")
                        .with("kind", "policy")
                        .with("body", "<a href=\"/nowhere/\">附件</a>")
                        .inSet(set);
        content.approve(policy);
        content.approve(
                InMemoryContent.draft("解读", "reading")
                        .with("kind", "interpretation")
                        .with("fields", Map.of("interprets", policy.document().toString()))
                        .inSet(set));
        content.approve(InMemoryContent.draft("公交"));

        ReleaseReport report = release();

        assertThat(outcome(report).held())
                .extracting(Finding::rule)
                .containsExactlyInAnyOrder("VETO-6", "SET-1");
        assertThat(outcome(report).published()).hasSize(1);
        consistent();
    }

    @Test
    void anInterpretationWaitsForItsPolicyAndGoesWithIt() {
        Draft policy = InMemoryContent.draft("办法", "policies").with("kind", "policy");
        Draft reading =
                InMemoryContent.draft("解读", "reading")
                        .with("kind", "interpretation")
                        .with("fields", Map.of("interprets", policy.document().toString()));
        content.approve(reading);
        content.approve(InMemoryContent.draft("公交"));
        assertThat(outcome(release()).held()).extracting(Finding::rule).containsExactly("POL-1");

        content.approve(reading);
        content.approve(policy);

        assertThat(outcome(release()).published()).hasSize(2);
        consistent();
    }

    @Test
    void anAssetThatIsNotWhatWasApprovedHoldsItsDocument() {
        Sha256 file = content.asset("表格".getBytes(StandardCharsets.UTF_8));
        content.approve(
                InMemoryContent.draft("公交")
                        .using(file, "ATTACHMENT", "application/pdf", "a.pdf", ""));
        content.approve(InMemoryContent.draft("停车"));
        content.tamper(file, "换过的".getBytes(StandardCharsets.UTF_8));

        ReleaseReport report = release();

        assertThat(outcome(report).held()).extracting(Finding::rule).containsExactly("MEDIA-1");
        assertThat(outcome(report).published()).hasSize(1);
        consistent();
    }

    @Test
    void aFormThatThisPublisherCannotReadHoldsItsDocument() {
        UUID later = content.approve(InMemoryContent.draft("公交").with("form", "gongkai-edition/9"));
        content.approve(InMemoryContent.draft("停车"));

        ReleaseReport report = release();

        assertThat(outcome(report).held())
                .extracting(Finding::rule, Finding::edition)
                .containsExactly(tuple("FORM-1", later));
        assertThat(outcome(report).published()).hasSize(1);
        consistent();
    }

    @Test
    void aBrokenTemplateStopsTheReleaseAndTheOldSiteStays() {
        content.approve(InMemoryContent.draft("公交"));
        release();
        content.approve(InMemoryContent.draft("停车"));
        renderer.breaksOn("停车");

        assertThatThrownBy(this::release)
                .isInstanceOf(ReleaseFailed.class)
                .hasMessageContaining("Release 2 failed at RENDER and nothing changed on the site")
                .hasMessageContaining("article.jte, line 7");

        assertThat(ledger.entries().getLast().state()).isEqualTo(InMemoryLedger.State.FAILED);
        assertThat(rig.job.running()).isEmpty();
        consistent();
        renderer.breaksOn(null);
        assertThat(outcome(release()).published()).hasSize(1);
        consistent();
    }

    @Test
    void aRemovalGoesOnAloneWhenAnythingElseStopsTheRelease() {
        Draft bus = InMemoryContent.draft("公交");
        content.approve(bus);
        content.approve(InMemoryContent.draft("绿化"));
        release();
        content.approve(InMemoryContent.draft("停车"));
        content.withdraw(bus.document(), bus.path(), clock.instant());
        renderer.breaksOn("停车");

        ReleaseReport report = release();

        assertThat(outcome(report).removed()).containsExactly(bus.document());
        assertThat(outcome(report).published()).isEmpty();
        assertThat(rig.text("/index.html")).contains("绿化").doesNotContain("公交", "停车");
        consistent();
        renderer.breaksOn(null);
        assertThat(outcome(release()).published()).hasSize(1);
        consistent();
    }

    @Test
    void aThemeThatFailsOnEveryPageDoesNotKeepPublicWhatMustGo() {
        Draft bus = InMemoryContent.draft("公交");
        content.approve(bus);
        Draft rules = InMemoryContent.draft("办法", "policies").with("kind", "policy");
        content.approve(rules);
        release();
        String kept = rig.text(rules.path() + "index.html");
        content.withdraw(bus.document(), bus.path(), clock.instant());
        renderer.breaksOn(TinyRenderer.EVERYWHERE);

        ReleaseReport report = release();

        assertThat(outcome(report).removed()).containsExactly(bus.document());
        assertThat(rig.shown().entry(bus.path() + "index.html").orElseThrow().status())
                .isEqualTo(410);
        assertThat(rig.text("/index.html")).contains("正在更新").doesNotContain("公交");
        assertThat(rig.shown().entry("/news/index.html").orElseThrow().status()).isEqualTo(200);
        assertThat(rig.text("/news/index.html")).contains("正在更新");
        assertThat(rig.text(rules.path() + "index.html")).isEqualTo(kept);
        assertThat(index.documents()).containsOnlyKeys(rules.document().toString());
        consistent();

        assertThatThrownBy(this::release).isInstanceOf(ReleaseFailed.class);
        renderer.breaksOn(null);
        assertThat(release().changed()).as("pages are made anew once the theme works").isTrue();
        assertThat(rig.text("/index.html")).contains("办法").doesNotContain("正在更新");
        consistent();
    }

    @Test
    void aFindingOnTheSiteStopsAllButRemovals() {
        Draft bus = InMemoryContent.draft("公交");
        content.approve(bus);
        content.approve(InMemoryContent.draft("绿化"));
        release();
        byte[] nameless =
                new String(InMemoryContent.site("新名", "news"), StandardCharsets.UTF_8)
                        .replace("栏目news", "")
                        .getBytes(StandardCharsets.UTF_8);
        content.approveSite(nameless);

        assertThatThrownBy(this::release)
                .isInstanceOf(ReleaseFailed.class)
                .hasMessageContaining("META-2 at /news/index.html");
        consistent();

        content.withdraw(bus.document(), bus.path(), clock.instant());
        assertThat(outcome(release()).removed()).containsExactly(bus.document());
        assertThat(rig.text("/index.html")).contains("政务公开日").doesNotContain("新名");
        consistent();
    }

    @Test
    void aReleaseDoesNotWaitForTheEngineAndTheIndexCatchesUpLater() {
        Draft bus = InMemoryContent.draft("公交");
        content.approve(bus);
        content.approve(InMemoryContent.draft("停车"));
        release();
        index.away(true);
        content.withdraw(bus.document(), bus.path(), clock.instant());

        assertThat(release().indexed()).isFalse();
        consistent();

        index.away(false);
        assertThat(index.documents()).hasSize(2);
        assertThat(rig.indexing.catchUp(rig.shown())).isTrue();
        assertThat(index.documents()).hasSize(1).doesNotContainKey(bus.document().toString());
        assertThat(index.checkpoint()).hasValue(2);
    }

    @Test
    void onlyWhatChangedIsIndexedAndARenamedSectionIndexesItsDocuments() {
        content.approve(InMemoryContent.draft("公交"));
        content.approve(InMemoryContent.draft("停车"));
        content.approve(InMemoryContent.draft("办法", "policies").with("kind", "policy"));
        release();
        assertThat(index.puts()).isEqualTo(3);

        content.approve(InMemoryContent.draft("绿化"));
        release();
        assertThat(index.puts()).isEqualTo(1);

        content.approveSite(
                new String(
                                InMemoryContent.site("政务公开日", "news", "policies", "reading"),
                                StandardCharsets.UTF_8)
                        .replace("栏目policies", "政策文件")
                        .getBytes(StandardCharsets.UTF_8));
        release();
        assertThat(index.puts()).isEqualTo(1);
        assertThat(found(InMemoryContent.id("办法")).sectionName()).isEqualTo("政策文件");
    }

    @Test
    void reconciliationRepairsAnIndexThatLostSomething() {
        Draft bus = InMemoryContent.draft("公交");
        content.approve(bus);
        release();
        index.lose(bus.document().toString());
        content.approve(InMemoryContent.draft("停车"));

        release();

        assertThat(index.documents()).containsKey(bus.document().toString()).hasSize(2);
    }

    @Test
    void oneReleaseAtATimeAndWhoeverWaitsGetsTheirOwn() throws InterruptedException {
        content.approve(InMemoryContent.draft("公交"));
        List<Thread> askers =
                IntStream.range(0, 4)
                        .mapToObj(
                                number ->
                                        Thread.startVirtualThread(
                                                () -> {
                                                    content.approve(
                                                            InMemoryContent.draft("文" + number));
                                                    release();
                                                }))
                        .toList();
        for (Thread asker : askers) {
            asker.join();
        }

        assertThat(rig.shown().documents()).hasSize(5);
        consistent();
    }

    @Test
    void unchangedBytesAreNotKeptTwiceAndARestartGoesOnWhereItWas() {
        content.approve(InMemoryContent.draft("公交"));
        release();
        rig = open();
        content.approve(InMemoryContent.draft("停车"));

        ReleaseReport report = release();

        assertThat(report.added()).isEqualTo(1);
        assertThat(report.rewritten()).isEqualTo(2);
        assertThat(rig.shown().previous()).isNotNull();
        consistent();
    }

    private SearchDocument found(UUID document) {
        return Objects.requireNonNull(index.documents().get(document.toString()));
    }

    private ReleaseReport release() {
        return rig.job.release("tester");
    }

    private static ReleaseOutcome outcome(ReleaseReport report) {
        return Objects.requireNonNull(report.outcome());
    }

    private void consistent() {
        rig.assertConsistent(content.liveEditions());
    }
}
