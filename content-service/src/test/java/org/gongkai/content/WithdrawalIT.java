package org.gongkai.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** What the public sees of a withdrawal, through real releases. */
class WithdrawalIT {
    @TempDir static Path home;

    private static @Nullable District opened;

    @BeforeAll
    static void aDistrict() {
        opened = District.open(home);
    }

    @AfterAll
    static void close() {
        district().close();
    }

    private static District district() {
        return Objects.requireNonNull(opened);
    }

    @Test
    void whatTakesItsPlaceIsNamedAndFollowedFromOneToTheNext() {
        District district = district();
        String first = published("第一个办法");
        String second = published("第二个办法");
        String third = published("第三个办法");

        district.withdraw(first, Map.of("reason", "SUPERSEDED", "replacedBy", second));
        assertThat(district.page(first))
                .contains("该内容已被新的内容替代。")
                .contains("撤下日期：")
                .contains("<a href=\"" + district.path(second) + "\">第二个办法</a>");

        district.withdraw(second, Map.of("reason", "SUPERSEDED", "replacedBy", third));
        assertThat(district.page(first))
                .contains("<a href=\"" + district.path(third) + "\">第三个办法</a>")
                .doesNotContain(district.path(second));

        district.withdraw(third, Map.of("reason", "OUTDATED"));
        assertThat(district.page(first))
                .contains("该内容已被新的内容替代。")
                .doesNotContain("请查看")
                .doesNotContain(district.path(third));
    }

    @Test
    void anExplanationIsAddedByTheReleaseThatMakesItPublic() {
        District district = district();
        String gone = published("表述有误的一篇");
        String explanation = district.draft("notice", "关于更正有关内容的说明", "<p>数据有误，已更正。</p>", Map.of());
        district.editor().change("/api/v1/documents/" + explanation + "/submit", Map.of());

        district.withdraw(gone, Map.of("reason", "WRONG", "explainedBy", explanation));
        assertThat(district.page(gone)).contains("因表述有误已撤下").doesNotContain("情况说明");

        district.review(explanation);
        district.release();
        assertThat(district.page(gone))
                .contains("情况说明")
                .contains("<a href=\"" + district.path(explanation) + "\">关于更正有关内容的说明</a>");

        district.withdraw(explanation, Map.of("reason", "OUTDATED"));
        assertThat(district.page(gone)).doesNotContain("情况说明");
    }

    @Test
    void anExplanationCanBeNamedAfterTheWithdrawal() {
        District district = district();
        String gone = published("先撤下再说明的一篇");
        district.withdraw(gone, Map.of("reason", "PRIVACY"));
        String explanation = district.draft("notice", "关于保护个人信息的说明", "<p>已撤下。</p>", Map.of());
        district.approve(explanation);

        district.office()
                .put(
                        "/api/v1/documents/" + gone + "/withdrawal",
                        Map.of("explainedBy", explanation),
                        "If-Match",
                        "*");
        assertThat(district.page(gone)).as("with the next release").doesNotContain("情况说明");
        district.release();

        assertThat(district.page(gone)).contains("关于保护个人信息的说明");
        JsonNode told = district.editor().get("/api/v1/documents/" + gone).get("withdrawal");
        assertThat(told.at("/notice/reason").asString()).isEqualTo("PRIVACY");
        assertThat(told.at("/notice/explainedBy").asString()).isEqualTo(explanation);
        assertThat(
                        district.editor()
                                .get("/api/v1/documents/" + gone + "/history")
                                .findValuesAsString("action"))
                .contains("withdrawal explained");
    }

    @ParameterizedTest
    @CsvSource({
        "SUPERSEDED, none, none, WITHDRAW-SUCCESSOR",
        "PRIVACY, live, none, WITHDRAW-PRIVACY",
        "WRONG, itself, none, WITHDRAW-SELF",
        "WRONG, draft, none, WITHDRAW-LIVE",
        "SUPERSEDED, nothing, none, WITHDRAW-LIVE",
        "WRONG, none, itself, WITHDRAW-SELF",
        "WRONG, none, live, WITHDRAW-EXPLANATION",
        "WRONG, none, hidden notice, WITHDRAW-EXPLANATION",
        "WRONG, none, nothing, WITHDRAW-EXPLANATION"
    })
    void whatReadersCannotBeToldIsRefusedWithTheRemedyAndNothingIsWithdrawn(
            String reason, String replacement, String explanation, String rule) {
        District district = district();
        String id = published("不会被撤下");
        Map<String, String> known =
                Map.of(
                        "itself", id,
                        "live", published("公开的一篇"),
                        "draft", district.article("草稿"),
                        "hidden notice", district.draft("notice", "没有提交的通知", "<p>。</p>", Map.of()),
                        "nothing", UUID.randomUUID().toString());
        Map<String, String> asked = new HashMap<>(Map.of("reason", reason));
        if (known.containsKey(replacement)) {
            asked.put("replacedBy", known.get(replacement));
        }
        if (known.containsKey(explanation)) {
            asked.put("explainedBy", known.get(explanation));
        }

        HttpResponse<String> refused =
                district.office().tryChange("/api/v1/documents/" + id + "/withdraw", asked);

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
        assertThat(
                        new JsonMapper()
                                .readTree(refused.body())
                                .get("rules")
                                .findValuesAsString("rule"))
                .containsExactly(rule);
        assertThat(district.state(id)).isEqualTo("PUBLISHED");
        StringBuilder query = new StringBuilder("?reason=" + reason);
        asked.forEach(
                (name, value) -> {
                    if (!name.equals("reason")) {
                        query.append('&').append(name).append('=').append(value);
                    }
                });
        assertThat(
                        district.office()
                                .get("/api/v1/documents/" + id + "/withdrawal-preview" + query)
                                .get("refused")
                                .findValuesAsString("rule"))
                .as("the preview says so before")
                .containsExactly(rule);
    }

    @Test
    void whatThePublicWillSeeIsReadBeforehand() {
        District district = district();
        String id = published("将要撤下的一篇");
        String next = published("替代它的一篇");
        String explanation = district.draft("notice", "撤下的说明", "<p>说明。</p>", Map.of());
        district.editor().change("/api/v1/documents/" + explanation + "/submit", Map.of());
        String query = "?reason=SUPERSEDED&replacedBy=" + next + "&explainedBy=" + explanation;

        JsonNode preview =
                district.office().get("/api/v1/documents/" + id + "/withdrawal-preview" + query);
        assertThat(preview.get("refused")).isEmpty();
        assertThat(preview.get("path").asString()).isEqualTo(district.path(id));
        assertThat(preview.at("/links/0/shown").asBoolean()).isTrue();
        assertThat(preview.at("/links/1/shown").asBoolean()).isFalse();

        district.withdraw(
                id, Map.of("reason", "SUPERSEDED", "replacedBy", next, "explainedBy", explanation));
        assertThat(district.page(id))
                .contains(preview.get("heading").asString())
                .contains(preview.get("sentence").asString())
                .contains(preview.get("since").asString())
                .contains(preview.at("/links/0/words").asString())
                .contains(preview.at("/links/0/title").asString())
                .doesNotContain(preview.at("/links/1/title").asString());
        assertThat(
                        district.office()
                                .get(
                                        "/api/v1/documents/"
                                                + next
                                                + "/withdrawal-preview?reason=WRONG")
                                .get("sentence")
                                .asString())
                .isEqualTo("该内容因表述有误已撤下，请以更正后发布的内容为准。");
    }

    @Test
    void onlyWhoMayWithdrawChangesWhatIsTold() {
        District district = district();
        String live = published("没有撤下");
        String gone = published("撤下了");
        district.withdraw(gone, Map.of("reason", "OUTDATED"));

        assertThatThrownBy(
                        () ->
                                district.editor()
                                        .put(
                                                "/api/v1/documents/" + gone + "/withdrawal",
                                                Map.of(),
                                                "If-Match",
                                                "*"))
                .hasMessageContaining("403");
        assertThatThrownBy(
                        () ->
                                district.office()
                                        .put(
                                                "/api/v1/documents/" + live + "/withdrawal",
                                                Map.of(),
                                                "If-Match",
                                                "*"))
                .hasMessageContaining("409");
    }

    @Test
    void theDatabaseItselfRefusesAReplacementThatIsNotPublic() {
        District district = district();
        String id = published("数据库也守着");
        String draft = district.article("没有公开的");

        assertThatThrownBy(
                        () ->
                                district.jdbc
                                        .sql(
                                                """
                                                update edition set state = 'WITHDRAWN', withdrawal_reason = 'WRONG',
                                                    withdrawn_at = now(), replaced_by = :draft::uuid
                                                where document_id = :id::uuid
                                                """)
                                        .param("id", id)
                                        .param("draft", draft)
                                        .update())
                .hasMessageContaining("is not public and replaces nothing");
    }

    private static String published(String title) {
        String id = district().approvedArticle(title);
        district().release();
        return id;
    }
}
