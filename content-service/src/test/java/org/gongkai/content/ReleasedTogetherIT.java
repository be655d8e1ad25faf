package org.gongkai.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.publisher.ContentSource;
import org.gongkai.publisher.OfferedEdition;
import org.gongkai.publisher.PublishableContent;
import org.gongkai.publisher.ReleaseLedger;
import org.gongkai.publisher.ReleaseOutcome;
import org.gongkai.publisher.ReleaseOvertaken;
import org.gongkai.publisher.ReleaseRequest;
import org.gongkai.publisher.Sha256;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Release sets through real releases: what becomes public does so together, or not at all. */
class ReleasedTogetherIT {
    @TempDir static Path home;

    private static @Nullable District opened;

    @BeforeAll
    static void aDistrict() {
        District district = District.open(home);
        opened = district;
        district.approvedArticle("网站上最先有的一篇");
        assertThat(district.release()).isEqualTo(1);
    }

    @AfterAll
    static void close() {
        district().close();
    }

    private static District district() {
        return Objects.requireNonNull(opened);
    }

    @Test
    void aPolicyWaitsForItsInterpretationAndBothGoInOneRelease() {
        District district = district();
        String policy =
                district.draft(
                        "policy",
                        "关于支持小微企业的若干措施",
                        "<p>一、减免租金。</p>",
                        Map.of(
                                "documentNumber", "测政办发〔2020〕2号",
                                "documentDate", "2020-04-17",
                                "issuer", "测试区人民政府办公室",
                                "validity", "有效"));
        String reading =
                district.draft(
                        "interpretation",
                        "若干措施解读",
                        "<p>谁可以申请。</p>",
                        Map.of("interprets", policy, "form", "text"));
        HttpResponse<String> alone =
                district.editor().tryChange("/api/v1/documents/" + reading + "/submit", Map.of());
        assertThat(alone.statusCode()).isEqualTo(422);
        assertThat(alone.body()).contains("POL-2").contains("/api/v1/release-sets/with-policy");

        JsonNode set =
                district.editor()
                        .post(
                                "/api/v1/release-sets/with-policy",
                                Map.of("interpretation", reading));
        assertThat(set.get("members")).hasSize(2);
        district.approve(policy);
        assertThat(district.release()).isZero();
        assertThat(district.status(policy)).isEqualTo(404);

        district.approve(reading);
        assertThat(district.release()).isEqualTo(2);
        assertThat(district.page(policy)).contains(district.path(reading));
        assertThat(released(policy)).isEqualTo(released(reading));
        assertThat(read(set).get("state").asString()).isEqualTo("SETTLED");
        assertThat(
                        district.editor()
                                .get("/api/v1/documents/" + policy)
                                .at("/releaseSet/name")
                                .asString())
                .isEqualTo("政策与解读：关于支持小微企业的若干措施");
    }

    @Test
    void theSetGoesWhenTheLatestNotBeforeHasPassed() {
        District district = district();
        String now = district.approvedArticle("现在就能公开");
        String later =
                district.draft("article", "以后才能公开", "<p>以后。</p>", Map.of(), "2095-05-14T16:00:00Z");
        district.approve(later);
        JsonNode set = set("先后", now, later);

        assertThat(district.release()).isZero();
        assertThat(read(set).get("state").asString()).isEqualTo("SCHEDULED");
        assertThat(read(set).get("notBefore").asString()).isEqualTo("2095-05-14T16:00:00Z");
        assertThat(read(set).at("/keptBackBy/0").asString()).contains("以后才能公开");

        district.editor().change("/api/v1/documents/" + later + "/recall", Map.of());
        change("DELETE", set, later);
        assertThat(district.release()).isEqualTo(1);
    }

    @Test
    void aMemberThatTheGateHoldsHoldsItsMates() {
        District district = district();
        String good = district.approvedArticle("没有问题的一篇");
        String bad =
                district.draft(
                        "article",
                        "链接有误的一篇",
                        "<p><a href=\"http://localhost:8080/nowhere/\">附件</a></p>",
                        Map.of());
        district.approve(bad);
        String bystander = district.approvedArticle("不相干的一篇");
        JsonNode set = set("有一篇被拦下", good, bad);

        assertThat(district.release()).as("only the bystander").isEqualTo(1);
        assertThat(district.status(bystander)).isEqualTo(200);
        assertThat(List.of(district.state(good), district.state(bad)))
                .containsExactly("HELD", "HELD");
        assertThat(district.editor().get("/api/v1/documents/" + good).get("heldReason").asString())
                .startsWith("SET-1");
        JsonNode release = lastRelease(district.office());
        assertThat(release.at("/requestedBy").asString()).isEqualTo("publisher.a");
        assertThat(release.at("/closedAt").asString()).isNotBlank();
        assertThat(List.of(release.at("/published").asInt(), release.at("/held").asInt()))
                .containsExactly(1, 2);
        assertThat(release.get("findings"))
                .hasSize(2)
                .extracting(finding -> finding.get("document").asString())
                .containsExactlyInAnyOrder(good, bad);
        assertThat(lastRelease(district.administrator()).get("findings"))
                .as("an administrator sees no content")
                .isEmpty();
        assertThat(district.editor().page("/api/v1/releases/999").statusCode()).isEqualTo(404);
        assertThat(district.release()).isZero();

        district.editor().change("/api/v1/documents/" + bad + "/recall", Map.of());
        district.rewrite(bad, "链接改好的一篇");
        district.approve(bad);
        assertThat(district.release()).as("its mate is held yet").isZero();
        district.staff.publisher().post("/api/v1/release-sets/" + id(set) + "/let-go", Map.of());
        assertThat(district.release()).isEqualTo(2);
    }

    @Test
    void recallingOneKeepsAll() {
        District district = district();
        String one = district.approvedArticle("撤回前已审定之一");
        String two = district.approvedArticle("撤回前已审定之二");
        String three = district.approvedArticle("撤回前已审定之三");
        JsonNode set = set("三篇", one, two, three);
        district.editor().change("/api/v1/documents/" + two + "/recall", Map.of());

        assertThat(district.release()).isZero();
        assertThat(read(set).get("state").asString()).isEqualTo("WAITING");
        district.approve(two);
        assertThat(district.release()).isEqualTo(3);
        assertThat(released(one)).isEqualTo(released(two)).isEqualTo(released(three));
    }

    @Test
    void aRecallBetweenPlanAndSwitchKeepsTheWholeSetBack() {
        District district = district();
        String one = district.approvedArticle("计划之后被撤回");
        String two = district.approvedArticle("计划之后没有被撤回");
        set("赛跑", one, two);
        PublishableContent planned =
                district.bean(ContentSource.class).read(0, district.bean(Clock.class).instant());
        List<OfferedEdition> going =
                planned.editions().stream().filter(edition -> !edition.live()).toList();
        assertThat(going).hasSize(2);
        ReleaseLedger ledger = district.bean(ReleaseLedger.class);
        ReleaseLedger.Opened release = ledger.open(ReleaseRequest.release("race"));
        district.editor().change("/api/v1/documents/" + one + "/recall", Map.of());

        assertThatThrownBy(
                        () ->
                                ledger.activating(
                                        new ReleaseOutcome(
                                                release.number(),
                                                release.instant(),
                                                planned.sequence(),
                                                Sha256.of(new byte[0]),
                                                going.stream()
                                                        .map(OfferedEdition::edition)
                                                        .toList(),
                                                List.of(),
                                                List.of())))
                .isInstanceOf(ReleaseOvertaken.class);
        ledger.failed(release.number(), "overtaken");

        assertThat(district.release()).isZero();
        assertThat(district.status(two)).isEqualTo(404);
        district.approve(one);
        assertThat(district.release()).isEqualTo(2);
    }

    @Test
    void aWithdrawnMemberKeepsItsMatesUntilItIsTakenOut() {
        District district = district();
        String gone = district.approvedArticle("公开后又撤下");
        assertThat(district.release()).isEqualTo(1);
        String next = district.approvedArticle("指南的后一部分");
        JsonNode set = set("指南", gone, next);
        district.withdraw(gone, Map.of("reason", "OUTDATED"));

        assertThat(district.status(next)).isEqualTo(404);
        assertThat(read(set).at("/keptBackBy/0").asString()).contains("was withdrawn");
        change("DELETE", set, gone);
        assertThat(district.release()).isEqualTo(1);
        assertThat(district.status(next)).isEqualTo(200);
    }

    @Test
    void nextEditionsOfAJointUpdateGoTogetherWhileTheLiveOnesStay() {
        District district = district();
        String rule = district.approvedArticle("办法");
        String answers = district.approvedArticle("问答");
        set("办法和问答", rule, answers);
        assertThat(district.release()).isEqualTo(2);
        district.rewrite(rule, "办法（修订）");
        district.rewrite(answers, "问答（修订）");
        district.approve(rule);

        assertThat(district.release()).isZero();
        assertThat(district.page(rule)).contains("办法").doesNotContain("办法（修订）");
        district.approve(answers);
        assertThat(district.release()).isEqualTo(2);
        assertThat(district.page(rule)).contains("办法（修订）");
        assertThat(district.page(answers)).contains("问答（修订）");
    }

    @Test
    void thirtyPartsOfAGuideGoInOneRelease() {
        District district = district();
        List<String> parts = new ArrayList<>();
        for (int part = 1; part <= 30; part++) {
            parts.add(district.article("办事指南之" + part));
        }
        JsonNode set = set("办事指南", parts.toArray(String[]::new));
        parts.subList(0, 29).forEach(district::approve);
        assertThat(district.release()).isZero();
        assertThat(read(set).get("keptBackBy")).hasSize(1);

        district.approve(parts.getLast());
        assertThat(district.release()).isEqualTo(30);
        assertThat(parts.stream().map(ReleasedTogetherIT::released).distinct()).hasSize(1);
    }

    @Test
    void aChangeNeedsTheVersionThatItsAuthorSaw() {
        District district = district();
        String one = district.article("甲篇");
        String two = district.article("乙篇");
        JsonNode set = set("版本", one);
        String member = "/api/v1/release-sets/" + id(set) + "/members/" + two;

        assertThat(district.editor().call("PUT", member).statusCode()).isEqualTo(428);
        HttpResponse<String> added = district.editor().call("PUT", member, "If-Match", "\"0\"");
        assertThat(added.statusCode()).as(added.body()).isEqualTo(200);
        assertThat(added.headers().firstValue("ETag")).contains("\"1\"");
        HttpResponse<String> stale = district.editor().call("DELETE", member, "If-Match", "\"0\"");
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(stale.body()).contains("stale-version").contains("editor.sfj");
        assertThat(
                        district.editor()
                                .call(
                                        "DELETE",
                                        "/api/v1/release-sets/" + id(set),
                                        "If-Match",
                                        "\"1\"")
                                .statusCode())
                .isEqualTo(204);
        assertThat(read(set).get("state").asString()).isEqualTo("DISSOLVED");
        assertThat(
                        district.editor()
                                .send("/api/v1/release-sets", Map.of("name", " ", "unit", "sfj"))
                                .statusCode())
                .isEqualTo(422);
        assertThat(
                        district.office()
                                .send(
                                        "/api/v1/release-sets",
                                        Map.of("name", "没有这个单位", "unit", "none"))
                                .statusCode())
                .isEqualTo(404);
    }

    private static JsonNode lastRelease(Api reader) {
        return reader.get(
                "/api/v1/releases/"
                        + reader.get("/api/v1/releases").get(0).get("number").asString());
    }

    private static JsonNode set(String name, String... members) {
        return district().editor().get("/api/v1/release-sets/" + district().set(name, members));
    }

    private static JsonNode read(JsonNode set) {
        return district().editor().get("/api/v1/release-sets/" + id(set));
    }

    private static void change(String method, JsonNode set, String member) {
        HttpResponse<String> changed =
                district()
                        .editor()
                        .call(
                                method,
                                "/api/v1/release-sets/" + id(set) + "/members/" + member,
                                "If-Match",
                                '"' + read(set).get("version").asString() + '"');
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(new JsonMapper().readTree(changed.body()).get("id").asString())
                .isEqualTo(id(set));
    }

    private static String id(JsonNode set) {
        return set.get("id").asString();
    }

    private static long released(String id) {
        return district()
                .jdbc
                .sql(
                        "select release_number from edition where document_id = :id::uuid and state = 'PUBLISHED'")
                .param("id", id)
                .query(Long.class)
                .single();
    }
}
