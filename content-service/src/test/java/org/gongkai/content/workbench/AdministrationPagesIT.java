package org.gongkai.content.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import org.gongkai.content.campaign.Campaigns;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.People;
import org.gongkai.content.people.Person;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import java.util.Objects;
import java.util.UUID;

/** Units, people, campaigns and the audit trail in the hands of an administrator. */
class AdministrationPagesIT extends Browsing {
    @Autowired private People everyone;
    @Autowired private Campaigns campaigns;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private Actor administrator;
    private MockHttpSession administering = new MockHttpSession();

    @BeforeEach
    void anAdministrator() {
        administrator = people.person(Role.ADMINISTRATOR, null, PASSWORD);
        administering = session(administrator);
    }

    @Test
    void aUnitAndItsEditorAreAddedAndTheTrailTellsIt() {
        String unit = "u" + mark;
        assertThat(text(get(administering, "/workbench"))).contains("/workbench/people");
        post(
                administering,
                "/workbench/units",
                "key",
                unit,
                "name",
                "测试局" + mark,
                "kind",
                "STREET");
        assertThat(text(get(administering, "/workbench/units")))
                .contains("测试局" + mark)
                .contains("街道（镇）")
                .doesNotContain("??");
        assertThat(
                        post(
                                administering,
                                "/workbench/units",
                                "key",
                                unit,
                                "name",
                                "别的" + mark,
                                "kind",
                                "STREET"))
                .hasStatus(422)
                .satisfies(again -> assertThat(text(again)).contains("已有相同代码或名称的单位", "别的" + mark));
        post(administering, "/workbench/units/" + unit, "name", "改名局" + mark, "kind", "DEPARTMENT");

        String account = "p" + mark;
        String page =
                Objects.requireNonNull(
                        post(
                                        administering,
                                        "/workbench/people",
                                        "account",
                                        account,
                                        "name",
                                        "林某",
                                        "password",
                                        PASSWORD)
                                .getResponse()
                                .getRedirectedUrl());
        assertThat(page).startsWith("/workbench/people/");
        assertThat(post(administering, page + "/grants", "role", "EDITOR", "unit", ""))
                .hasStatus(422);
        post(administering, page + "/grants", "role", "EDITOR", "unit", unit);
        assertThat(text(get(administering, page)))
                .contains("单位编辑（改名局" + mark + "）")
                .doesNotContain("??");
        assertThat(text(get(administering, "/workbench/people?unit=" + unit)))
                .contains("林某", "共 1 人");
        Person added = everyone.find(account).orElseThrow();
        assertThat(added.grants()).containsExactly(new Actor.Grant(Role.EDITOR, new UnitKey(unit)));

        assertThat(text(get(administering, "/workbench/audit?account=" + administrator.account())))
                .contains("授予了角色：" + account + "（单位编辑）", "新增了人员：" + account, "修改了单位")
                .doesNotContain("??");
        post(administering, page + "/revocations", "grant", "EDITOR:" + unit);
        post(administering, page, "name", "林某某");
        assertThat(everyone.find(account).orElseThrow())
                .satisfies(
                        person -> {
                            assertThat(person.grants()).isEmpty();
                            assertThat(person.active()).isFalse();
                            assertThat(person.name()).isEqualTo("林某某");
                        });
    }

    @Test
    void theOwnRolesAndABadPasswordAreRefusedInWords() {
        String own = "/workbench/people/" + administrator.id().value();
        assertThat(text(get(administering, own))).contains("须由另一位管理员");
        assertThat(post(administering, own + "/grants", "role", "SUPERVISOR"))
                .hasStatus(422)
                .satisfies(refused -> assertThat(text(refused)).contains("须由另一位管理员办理"));
        Actor editor = people.person(Role.EDITOR, people.unit(), PASSWORD);
        String theirs = "/workbench/people/" + editor.id().value();
        assertThat(post(administering, theirs + "/password", "password", "kurz"))
                .hasStatus(422)
                .satisfies(refused -> assertThat(text(refused)).contains("密码至少 12 个字符"));
        assertThat(post(administering, theirs + "/same-as", "account", "nobody." + mark))
                .hasStatus(422);
        assertThat(post(administering, theirs + "/grants", "role", "ADMINISTRATOR")).hasStatus(422);
    }

    @Test
    void aCampaignGetsItsDatesAndASectionItsCampaign() {
        String key = "c" + mark;
        assertThat(
                        post(
                                administering,
                                "/workbench/campaigns",
                                "key",
                                key,
                                "title",
                                "公开日",
                                "theme",
                                "公开透明",
                                "OPENING",
                                "2071-05-15T00:00",
                                "CLOSING",
                                "2071-05-31T23:59"))
                .hasStatus(302);
        assertThat(campaigns.get(key).milestones()).hasSize(2);
        assertThat(
                        post(
                                administering,
                                "/workbench/campaigns",
                                "fresh",
                                "true",
                                "key",
                                key,
                                "title",
                                "另一个",
                                "theme",
                                "另一个"))
                .hasStatus(422);
        assertThat(campaigns.get(key).title()).isEqualTo("公开日");
        assertThat(text(get(administering, "/workbench/campaigns")))
                .contains("value=\"2071-05-15T00:00\"")
                .doesNotContain("??");
        assertThat(
                        post(
                                administering,
                                "/workbench/campaigns",
                                "key",
                                key,
                                "title",
                                "公开日",
                                "theme",
                                "公开透明",
                                "CLOSING",
                                "2071-05-01T00:00",
                                "OPENING",
                                "2071-05-15T00:00"))
                .hasStatus(422)
                .satisfies(refused -> assertThat(text(refused)).contains("闭幕时间须在开幕之后"));
        assertThat(post(administering, "/workbench/sections", "key", "s" + mark, "campaign", key))
                .hasStatus(302);
        assertThat(post(administering, "/workbench/sections", "key", "s" + mark, "campaign", key))
                .hasStatus(422);
        assertThat(
                        post(
                                administering,
                                "/workbench/sections/s" + mark,
                                "campaign",
                                key,
                                "notBefore",
                                "2071-05-15T09:00",
                                "publishAtOnce",
                                "true"))
                .hasStatus(302);
        assertThat(text(get(administering, "/workbench/campaigns")))
                .contains("2071-05-15 09:00", "随审随发");
    }

    @Test
    void othersSeeNoneOfIt() {
        MockHttpSession editing = session(people.person(Role.EDITOR, people.unit(), PASSWORD));
        assertThat(text(get(editing, "/workbench"))).doesNotContain("/workbench/people");
        for (String page : new String[] {"people", "units", "campaigns", "audit"}) {
            assertThat(get(editing, "/workbench/" + page)).as(page).hasStatus(403);
        }
        assertThat(
                        post(
                                editing,
                                "/workbench/units",
                                "key",
                                "x" + mark,
                                "name",
                                "x",
                                "kind",
                                "STREET"))
                .hasStatus(403);
        MockHttpSession supervising = session(people.person(Role.SUPERVISOR, null, PASSWORD));
        assertThat(text(get(supervising, "/workbench/audit?from=2071-01-01")))
                .contains("没有符合条件的记录");
        assertThat(get(supervising, "/workbench/audit?from=x")).hasStatus(400);
        assertThat(text(get(supervising, "/workbench/audit"))).contains("原始记录");
    }

    private MvcTestResult post(MockHttpSession session, String address, String... form) {
        var request = http.post().uri(address).session(session).with(csrf());
        for (int i = 0; i < form.length; i += 2) {
            request.param(form[i], form[i + 1]);
        }
        return request.exchange();
    }
}
