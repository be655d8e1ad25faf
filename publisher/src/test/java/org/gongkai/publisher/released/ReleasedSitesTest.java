package org.gongkai.publisher.released;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gongkai.publisher.released.KeptReleases.id;
import static org.gongkai.publisher.released.KeptReleases.path;

import org.gongkai.publisher.Withdrawal;
import org.gongkai.publisher.catalogue.Catalogue;
import org.gongkai.publisher.catalogue.DocumentList;
import org.gongkai.publisher.catalogue.ListKey;
import org.gongkai.publisher.catalogue.ListKey.Shelf;
import org.gongkai.publisher.catalogue.ReleasedDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class ReleasedSitesTest {
    @TempDir private Path directory;
    private KeptReleases releases;
    private ReleasedSites sites;

    @BeforeEach
    void begin() {
        releases = new KeptReleases(directory);
        sites = new ReleasedSites(releases);
    }

    @Test
    void beforeTheFirstReleaseThereIsNothing() {
        releases.show("公交");

        assertThat(sites.active()).isEmpty();
    }

    @Test
    void aReleaseIsMadeOnceAndReadsNoDocument() {
        releases.show("公交").show("地铁").release();
        ReleasedSite first = active();
        assertThat(active()).isSameAs(first);
        assertThat(releases.read).containsExactly("manifest 1");
        releases.read.clear();

        releases.show("公交", Map.of("title", "关于公交改线的公告")).release();

        ReleasedSite second = active();
        assertThat(releases.read).containsExactly("manifest 2");
        assertThat(second.number()).isEqualTo(2);
        assertThat(second.root()).isNotEqualTo(first.root());
        assertThat(second.text()).isSameAs(first.text());
        assertThat(first.article(id("公交")).orElseThrow().content().title())
                .as("who still holds the first goes on seeing it")
                .isEqualTo("关于公交的公告");
    }

    @Test
    void documentsStandNewestFirstOnTheShelvesOfTheirKeys() {
        releases.show("一", Map.of("section", "policies", "tags", List.of("出行", "出行"))).release();
        releases.show("三").show("二", Map.of("kind", "notice", "tags", List.of("出行"))).release();

        Catalogue catalogue = active().catalogue();

        assertThat(paths(catalogue.documents())).containsExactly(path("三"), path("二"), path("一"));
        assertThat(paths(catalogue.list(ListKey.ofTag("出行"))))
                .containsExactly(path("二"), path("一"));
        assertThat(paths(catalogue.on(Shelf.SECTION, "news")))
                .containsExactly(path("三"), path("二"));
        assertThat(paths(catalogue.on(Shelf.KIND, "notice"))).containsExactly(path("二"));
        assertThat(catalogue.on(Shelf.UNIT, "office")).hasSize(3);
        assertThat(catalogue.on(Shelf.UNIT, "nobody")).isEmpty();
        assertThat(catalogue.at(path("一"))).map(ReleasedDocument::id).contains(id("一"));
    }

    @Test
    void aListGoesOnBehindAPlaceAlsoIfNothingStandsThereAnyMore() {
        releases.show("一").release();
        releases.show("二").show("三").show("四").release();
        DocumentList all = active().catalogue().documents();
        releases.withdraw("三", null).show("五").release();
        DocumentList less = active().catalogue().documents();

        for (ReleasedDocument place : all) {
            Instant published = place.live().firstPublished();
            String path = place.live().path();
            List<String> rest = paths(all.subList(all.indexOf(place) + 1, all.size()));
            assertThat(paths(all.behind(published, path))).isEqualTo(rest);
            rest.remove(path("三"));
            assertThat(paths(less.behind(published, path))).isEqualTo(rest);
        }
        assertThat(all.behind(Instant.MAX, "")).isEqualTo(all);
        assertThat(all.behind(Instant.MIN, "")).isEmpty();
    }

    @Test
    void aNewEditionKeepsTheDocumentsPlace() {
        releases.show("旧").release();
        releases.show("新").release();
        releases.show("旧", Map.of("title", "改过")).release();

        assertThat(paths(active().catalogue().documents())).containsExactly(path("新"), path("旧"));
    }

    @Test
    void aBodyIsAsThePageOfThisReleaseShowsIt() {
        releases.linking("甲", "乙").release();
        assertThat(body("甲")).isEqualTo("<p>见</p>");

        releases.show("乙").release();
        assertThat(body("甲")).isEqualTo("<p><a href=\"" + path("乙") + "\">见</a></p>");

        releases.withdraw("乙", "甲").release();
        assertThat(body("甲")).isEqualTo("<p>见</p>");
        assertThat(active().article(id("乙"))).isEmpty();
        assertThat(active().withdrawal(id("乙"))).map(Withdrawal::replacedBy).contains(id("甲"));
        assertThat(active().withdrawalAt(path("乙"))).isEqualTo(active().withdrawal(id("乙")));
    }

    @Test
    void aPolicyKnowsWhatExplainsItAndTheOtherWayRound() {
        releases.show("办法").explaining("解读", "办法").explaining("孤文", "未公开").release();

        Catalogue catalogue = active().catalogue();

        ReleasedDocument explaining = catalogue.live(id("解读")).orElseThrow();
        assertThat(catalogue.naming(id("办法"))).isEqualTo(Map.of("interprets", List.of(explaining)));
        assertThat(catalogue.namedBy(explaining))
                .isEqualTo(Map.of("interprets", catalogue.live(id("办法")).orElseThrow()));
        assertThat(catalogue.namedBy(catalogue.live(id("孤文")).orElseThrow())).isEmpty();
    }

    @Test
    void whatTheSourceLacksIsSaidAndNotPassedOver() {
        releases.show("公交").release();
        releases.forgetManifest(1);
        releases.show("地铁").release();
        releases.forgetForms();

        assertThatThrownBy(sites::active)
                .isInstanceOf(ReleaseUnknown.class)
                .hasMessageContaining("is missing");
    }

    private ReleasedSite active() {
        return sites.active().orElseThrow();
    }

    private String body(String name) {
        return active().body(active().article(id(name)).orElseThrow());
    }

    private static List<String> paths(List<ReleasedDocument> documents) {
        return new ArrayList<>(documents.stream().map(each -> each.live().path()).toList());
    }
}
