package org.gongkai.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.gongkai.content.security.Browser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Releases that nobody asks for, over some days of May 2020 on a clock that stands still between
 * them: so each release's instant says exactly when it was made.
 */
@TestMethodOrder(OrderAnnotation.class)
class ReleasesByThemselvesIT {
    private static final int AT_ONCE = 20;

    @TempDir static Path home;

    private static @Nullable District opened;

    /** The site opens on the 15th. */
    @BeforeAll
    static void aDistrictBeforeItsColumnOpens() {
        opened = District.openAt(home, "2020-05-10T09:00:00");
    }

    @AfterAll
    static void close() {
        district().close();
    }

    @Test
    @Order(1)
    void theColumnOpensToTheSecondAlsoIfNothingWasReleasedBefore() {
        String id = district().approvedArticle("开栏稿件");

        at("2020-05-14T23:59:59");
        at("2020-05-15T00:00:00");

        await(id, "PUBLISHED");
        assertThat(releases()).containsExactly("2020-05-14T16:00:00Z schedule: opening");
        assertThat(district().status(id)).isEqualTo(200);
    }

    @Test
    @Order(2)
    void whatHasANotBeforeGoesThenAndTakesAlongWhatWaits() {
        District district = district();
        String timed = later("定时公开", "2020-05-16T01:00:00Z");
        at("2020-05-15T12:00:00");
        String late = later("过了时间才审定", "2020-05-15T02:00:00Z");

        at("2020-05-16T09:00:00");

        await(timed, "PUBLISHED");
        assertThat(district.state(late)).isEqualTo("PUBLISHED");
        assertThat(releases())
                .last()
                .isEqualTo("2020-05-16T01:00:00Z schedule: not before 2020-05-16 09:00:00");
        assertThat(releases()).hasSize(2);
    }

    @Test
    @Order(3)
    void aSetGoesAtTheLatestNotBeforeOfItsMembers() {
        String first = later("一组之一", "2020-05-17T01:00:00Z");
        String second = later("一组之二", "2020-05-17T02:00:00Z");
        district().set("一组", first, second);

        at("2020-05-17T09:00:00");
        at("2020-05-17T10:00:00");

        await(first, "PUBLISHED");
        assertThat(district().state(second)).isEqualTo("PUBLISHED");
        assertThat(releases())
                .hasSize(3)
                .last()
                .isEqualTo("2020-05-17T02:00:00Z schedule: not before 2020-05-17 10:00:00");
    }

    @Test
    @Order(4)
    void whatCameWhileTheProcessWasDownGoesAtItsStart() {
        String missed = later("停机期间到时间", "2020-05-17T04:00:00Z");
        district().close();

        opened = district().startedAgainAt("2020-05-18T08:00:00");

        await(missed, "PUBLISHED");
        assertThat(releases())
                .hasSize(4)
                .last()
                .isEqualTo("2020-05-18T00:00:00Z schedule: not before 2020-05-17 12:00:00");
    }

    @Test
    @Order(5)
    void manyApprovalsInASectionThatPublishesAtOnceMakeTwoReleasesAtMost() {
        District district = district();
        district.administrator().put("/api/v1/sections/news", Map.of("publishAtOnce", true));
        List<String> ids =
                IntStream.range(0, AT_ONCE).mapToObj(n -> district.article("随审随发之" + n)).toList();
        Api last = Objects.requireNonNull(district.staff.reviewers().get("city.a"));
        ids.forEach(id -> submitUpTo(last, id));

        district.whileNoReleaseCanBegin(
                () -> {
                    try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
                        ids.forEach(id -> people.execute(() -> approve(last, id)));
                    }
                });

        ids.forEach(id -> await(id, "PUBLISHED"));
        assertThat(releases().subList(4, releases().size()))
                .hasSizeBetween(1, 2)
                .allMatch(release -> release.endsWith(" at once: news"));
    }

    @Test
    @Order(6)
    void withoutTheScheduleOnlySectionsThatPublishAtOnceDoSo() {
        district().administrator().put("/api/v1/sections/news", Map.of());
        String timed = later("没有定时", "2020-05-18T03:00:00Z");
        int before = releases().size();
        district().close();

        opened =
                district()
                        .startedAgainAt(
                                "2020-05-18T12:00:00", "--gongkai.publishing.schedule=false");
        district().administrator().put("/api/v1/sections/news", Map.of("publishAtOnce", true));

        await(timed, "PUBLISHED");
        assertThat(releases().subList(before, releases().size()))
                .containsExactly("2020-05-18T04:00:00Z at once: news");
    }

    @Test
    @Order(7)
    void howFarARunningReleaseIsCanBeSeen() {
        District district = district();
        district.administrator().put("/api/v1/sections/policy", Map.of("publishAtOnce", true));
        district.administrator().put("/api/v1/sections/news", Map.of());
        district.approvedArticle("正在发布的一篇");
        Browser browser = new Browser(URI.create(district.reader.address("/")));
        browser.send(
                browser.open("/workbench/sign-in"),
                "account",
                Map.of("account", "office.a", "password", Staff.PASSWORD));
        String number = Integer.toString(releases().size() + 1);

        try (ExecutorService publisher = Executors.newVirtualThreadPerTaskExecutor()) {
            district.whileNoReleaseCanSwitch(
                    () -> {
                        publisher.execute(district::release);
                        Awaitility.await()
                                .atMost(Duration.ofMinutes(2))
                                .until(() -> running().contains("ACTIVATE"));
                        JsonNode running = district.office().get("/api/v1/releases/" + number);
                        assertThat(running.get("state").asString()).isEqualTo("PLANNED");
                        assertThat(running.get("closedAt").isNull()).isTrue();
                        Browser.Window page = browser.open("/workbench/releases");
                        assertThat(page.text())
                                .contains("正在发布第 " + number + " 批：切换")
                                .contains("随审随发的栏目（审定后立即公开）：政策文件")
                                .contains("按计划开栏")
                                .contains("到达公开时间（2020-05-16 09:00:00）")
                                .contains("随审随发（活动动态）");
                        assertThat(page.page().selectFirst("#found[hx-trigger]")).isNotNull();
                    });
        }
        assertThat(running()).isEmpty();
        assertThat(browser.open("/workbench/releases").page().select("[hx-get]")).isEmpty();
    }

    private static String running() {
        return district().office().page("/api/v1/releases/running").body();
    }

    private static District district() {
        return Objects.requireNonNull(opened);
    }

    private static void at(String local) {
        district().bean(SettableClock.class).set(local);
    }

    private static String later(String title, String notBefore) {
        District district = district();
        String id = district.draft("article", title, "<p>" + title + "。</p>", Map.of(), notBefore);
        district.approve(id);
        return id;
    }

    private static void submitUpTo(Api last, String id) {
        district().editor().change("/api/v1/documents/" + id + "/submit", Map.of());
        district().staff.reviewers().values().stream()
                .filter(reviewer -> reviewer != last)
                .forEach(reviewer -> approve(reviewer, id));
    }

    private static void approve(Api reviewer, String id) {
        JsonNode summary = district().editor().get("/api/v1/documents/" + id).get("summary");
        reviewer.post(
                "/api/v1/documents/" + id + "/approve",
                Map.of("digest", summary.get("digest").asString()));
    }

    private static void await(String id, String state) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> district().state(id).equals(state));
    }

    /** All releases, the first first: when, and for what reason. */
    private static List<String> releases() {
        return district()
                .jdbc
                .sql("select instant, requested_by from release order by number")
                .query(
                        (row, n) ->
                                row.getObject("instant", java.time.OffsetDateTime.class).toInstant()
                                        + " "
                                        + row.getString("requested_by"))
                .list();
    }
}
