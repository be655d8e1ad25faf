package org.gongkai.publisher.released;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gongkai.publisher.released.KeptReleases.id;
import static org.gongkai.publisher.released.KeptReleases.path;

import org.gongkai.publisher.catalogue.ReleasedDocument;
import org.gongkai.publisher.released.Changes.Change;
import org.gongkai.publisher.released.Changes.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

class ChangesTest {
    @TempDir private Path directory;
    private KeptReleases releases;
    private ReleasedSites sites;

    @BeforeEach
    void begin() {
        releases = new KeptReleases(directory);
        sites = new ReleasedSites(releases);
    }

    @Test
    void eachDocumentIsNamedOnceWithWhatBecameOfIt() {
        releases.show("留").show("改").show("撤").release();
        releases.show("改", Map.of("title", "改过")).show("新").release();
        releases.show("新", Map.of("title", "新改")).withdraw("撤", null).release();

        assertThat(since(1))
                .containsExactlyInAnyOrder(
                        change("改", Kind.UPDATED),
                        change("新", Kind.PUBLISHED),
                        change("撤", Kind.REMOVED));
        assertThat(since(2))
                .containsExactlyInAnyOrder(change("新", Kind.UPDATED), change("撤", Kind.REMOVED));
        assertThat(since(3)).isEmpty();
    }

    @Test
    void whatCameAndWentInBetweenIsRemovedToo() {
        releases.show("留").release();
        releases.show("来去").release();
        releases.withdraw("来去", null).release();

        assertThat(since(1))
                .as("a copy may have met it on the way")
                .containsExactly(change("来去", Kind.REMOVED));
    }

    @Test
    void whatWentAndCameAgainIsPublishedAnew() {
        releases.show("去来").linking("指", "去来").release();
        releases.withdraw("去来", null).release();
        releases.show("去来").release();

        assertThat(since(1))
                .containsExactlyInAnyOrder(change("去来", Kind.PUBLISHED), change("指", Kind.UPDATED));
    }

    @Test
    void whatLinksToADocumentThatCameOrWentIsShownOtherwise() {
        releases.show("目标").linking("指向目标", "目标").linking("指向未来", "未来").show("旁观").release();
        releases.withdraw("目标", null).show("未来").release();

        assertThat(since(1))
                .containsExactlyInAnyOrder(
                        change("目标", Kind.REMOVED),
                        change("指向目标", Kind.UPDATED),
                        change("未来", Kind.PUBLISHED),
                        change("指向未来", Kind.UPDATED));

        releases.show("未来", Map.of("title", "改过")).release();
        assertThat(since(2))
                .as("its path is the same, so the link is")
                .containsExactly(change("未来", Kind.UPDATED));
    }

    @Test
    void aPolicyAndWhatExplainsItShowEachOther() {
        releases.show("办法").show("旧办法").explaining("解读", "旧办法").release();
        releases.explaining("解读", "办法").release();
        assertThat(since(1))
                .containsExactlyInAnyOrder(
                        change("解读", Kind.UPDATED),
                        change("办法", Kind.UPDATED),
                        change("旧办法", Kind.UPDATED));

        releases.show("办法", Map.of("title", "新办法")).release();
        assertThat(since(2))
                .containsExactlyInAnyOrder(change("办法", Kind.UPDATED), change("解读", Kind.UPDATED));

        releases.withdraw("解读", null).release();
        assertThat(since(3))
                .containsExactlyInAnyOrder(change("解读", Kind.REMOVED), change("办法", Kind.UPDATED));
    }

    @Test
    void theWordsOfTheSiteAreMentionedByThemselves() {
        releases.show("文").release();
        releases.words("政务公开周").release();

        assertThat(changes(1)).contains(new Changes(true, List.of()));
        assertThat(changes(2)).contains(new Changes(false, List.of()));
    }

    @Test
    void releasesThatFailedLeaveGapsInTheNumbers() {
        releases.show("一").release();
        releases.fail();
        releases.show("二").release();

        assertThat(changes(2)).as("nobody was shown release 2").isEmpty();
        assertThat(since(1)).containsExactly(change("二", Kind.PUBLISHED));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 3, Long.MAX_VALUE})
    void whatIsNoReleaseIsNoneToAskFrom(long release) {
        releases.show("一").release();
        releases.show("二").release();

        assertThat(changes(release)).isEmpty();
    }

    @Test
    void aReleaseThatIsNotKeptIsNotGuessedAt() {
        releases.show("一").release();
        releases.show("二").release();
        releases.show("三").release();
        releases.forgetManifest(1);

        assertThat(changes(1)).isEmpty();
        assertThat(since(2)).containsExactly(change("三", Kind.PUBLISHED));
    }

    @Test
    void whatShowsEverythingOtherwiseIsNoListOfChanges() {
        releases.show("一").file("/media/0123/w320.jpg", "old").release();
        releases.configure("another origin").release();
        assertThat(changes(1)).isEmpty();

        releases.show("二").release();
        assertThat(changes(1)).isEmpty();
        assertThat(since(2)).containsExactly(change("二", Kind.PUBLISHED));

        releases.file("/media/0123/w320.jpg", "made anew").release();
        assertThat(changes(2)).isEmpty();
        assertThat(since(4)).isEmpty();
    }

    @Test
    void eachKeptManifestIsReadOnceHoweverOftenItIsAskedFor() {
        for (String name : List.of("一", "二", "三", "四")) {
            releases.show(name).release();
        }
        sites.active();
        releases.read.clear();

        assertThat(since(3)).hasSize(1);
        assertThat(since(1)).hasSize(3);
        assertThat(since(2)).hasSize(2);
        assertThat(since(1)).hasSize(3);
        assertThat(releases.read.stream().filter("manifest 1"::equals)).hasSize(1);
        assertThat(releases.read.stream().filter("manifest 2"::equals)).hasSize(1);

        releases.show("五").release();
        releases.read.clear();
        assertThat(since(1)).hasSize(4);
        assertThat(releases.read)
                .as("the new one for the site, and the last one for what it changed")
                .containsExactly("manifest 5", "manifest 4");
    }

    @Test
    void whoAsksOfAnEarlierReleaseIsAnsweredOfThatOne() {
        releases.show("一").release();
        releases.show("二").release();
        ReleasedSite held = sites.active().orElseThrow();
        releases.show("三").release();
        assertThat(since(2)).hasSize(1);

        assertThat(sites.changes(held, 1).orElseThrow().documents())
                .containsExactly(change("二", Kind.PUBLISHED));
    }

    /** A copy that follows the changes alone is the same as what is public, at every release. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aCopyThatFollowsTheChangesIsWhatIsPublic(long seed) {
        Random random = new Random(seed);
        Map<UUID, String> copy = new TreeMap<>();
        releases.show("0").release();
        long at = 1;
        follow(copy, sites.active().orElseThrow(), List.of(change("0", Kind.PUBLISHED)));
        for (int step = 0; step < 60; step++) {
            for (int act = random.nextInt(4); act >= 0; act--) {
                act(random);
            }
            if (random.nextInt(8) == 0) {
                releases.fail();
            }
            releases.release();
            if (random.nextInt(3) == 0) {
                ReleasedSite now = sites.active().orElseThrow();
                follow(copy, now, sites.changes(now, at).orElseThrow().documents());
                at = now.number();
                assertThat(copy).isEqualTo(everything(now));
            }
        }
    }

    private void act(Random random) {
        String name = Integer.toString(random.nextInt(9));
        String other = Integer.toString(random.nextInt(9));
        switch (random.nextInt(4)) {
            case 0 -> releases.show(name, Map.of("title", "第" + random.nextInt() + "号"));
            case 1 -> releases.linking(name, other);
            case 2 -> releases.explaining(name, other);
            default -> {
                if (sites.active().orElseThrow().catalogue().live(id(name)).isPresent()) {
                    releases.withdraw(name, null);
                }
            }
        }
    }

    private static void follow(Map<UUID, String> copy, ReleasedSite site, List<Change> changes) {
        for (Change change : changes) {
            if (change.kind() == Kind.REMOVED) {
                copy.remove(change.document());
            } else {
                copy.put(change.document(), shown(site, change.document()));
            }
        }
    }

    private static Map<UUID, String> everything(ReleasedSite site) {
        Map<UUID, String> all = new TreeMap<>();
        site.catalogue().documents().forEach(each -> all.put(each.id(), shown(site, each.id())));
        return all;
    }

    /** All that one document shows, of itself and of others. */
    private static String shown(ReleasedSite site, UUID id) {
        ReleasedDocument document = site.catalogue().live(id).orElseThrow();
        return site.body(site.article(id).orElseThrow())
                + title(site, document)
                + site.catalogue().namedBy(document).values().stream()
                        .map(each -> title(site, each))
                        .toList()
                + site.catalogue().naming(id).values().stream()
                        .flatMap(List::stream)
                        .map(each -> title(site, each))
                        .toList();
    }

    private static String title(ReleasedSite site, ReleasedDocument document) {
        return site.article(document.id()).orElseThrow().content().title();
    }

    private Optional<Changes> changes(long since) {
        return sites.changes(sites.active().orElseThrow(), since);
    }

    private List<Change> since(long release) {
        return changes(release).orElseThrow().documents();
    }

    private static Change change(String name, Kind kind) {
        return new Change(id(name), kind, path(name));
    }
}
