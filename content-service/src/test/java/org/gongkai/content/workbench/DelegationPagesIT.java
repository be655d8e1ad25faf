package org.gongkai.content.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Delegation;
import org.gongkai.content.people.Delegations;
import org.gongkai.content.people.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;

class DelegationPagesIT extends Browsing {
    private static final String PAGE = "/workbench/delegations";

    @Autowired private Delegations delegations;
    @Autowired private Clock clock;

    @Test
    void aReviewerHandsTheRoleToAColleagueWhoSeesItAndTheReviewerEndsIt() {
        Actor reviewer = people.person(Role.OFFICE_REVIEWER, null, PASSWORD);
        Actor colleague = people.person(Role.EDITOR, people.unit(), PASSWORD);
        MockHttpSession reviewing = session(reviewer);
        LocalDate last = LocalDate.now(clock).plusDays(5);

        assertThat(text(get(reviewing, "/workbench"))).contains("href=\"" + PAGE + "\"");
        assertThat(text(get(reviewing, PAGE)))
                .contains("您现在没有委托别人代办。")
                .contains(colleague.account())
                .doesNotContain("??");
        MvcTestResult given = give(reviewing, colleague.account(), "休假", last.toString());
        assertThat(given).hasStatus(302);
        assertThat(said(given)).isEqualTo("said 已委托。");

        Delegation delegation = delegations.known(reviewer).getFirst();
        assertThat(delegation.state()).isEqualTo(Delegation.State.RUNNING);
        assertThat(delegation.endsAt())
                .isEqualTo(last.plusDays(1).atStartOfDay(clock.getZone()).toInstant());
        assertThat(text(get(reviewing, PAGE)))
                .contains("休假")
                .contains("代办中")
                .contains(last + " 24:00")
                .contains("测试立即不能再代为办理");

        MockHttpSession deputising = session(colleague);
        assertThat(text(get(deputising, "/workbench"))).contains("href=\"" + PAGE + "\"");
        assertThat(text(get(deputising, PAGE)))
                .contains("委托给我的")
                .contains("休假")
                .doesNotContain("/workbench/delegations/" + delegation.id() + "/end")
                .doesNotContain("name=\"grant\"");
        assertThat(said(end(deputising, delegation))).startsWith("refused 没有这项代理授权");
        assertThat(said(end(reviewing, delegation))).isEqualTo("said 已结束。");
        assertThat(text(get(reviewing, PAGE))).contains("已结束的（1）").contains("提前结束");
        assertThat(people.again(colleague).delegated()).isEmpty();
    }

    @Test
    void whatIsRefusedIsSaidInWordsAndKeptInTheForm() {
        MockHttpSession reviewing = session(people.person(Role.OFFICE_REVIEWER, null, PASSWORD));
        Actor colleague = people.person(Role.PUBLISHER);
        LocalDate today = LocalDate.now(clock);

        MvcTestResult tooLong =
                give(reviewing, colleague.account(), "长期外派", today.plusDays(90).toString());
        assertThat(tooLong).hasStatus(422);
        assertThat(text(tooLong))
                .contains("全程最长 90 天")
                .contains("value=\"长期外派\"")
                .contains("value=\"" + today.plusDays(90) + "\"")
                .contains("value=\"" + colleague.account() + "\" selected");
        assertThat(text(give(reviewing, colleague.account(), "休假", "后天"))).contains("请填写截止日");
        assertThat(text(give(reviewing, colleague.account(), " ", today.toString())))
                .contains("请填写事由");
        assertThat(text(give(reviewing, "admin", "休假", today.toString()))).contains("管理员和没有自己账号的人");
        assertThat(text(give(reviewing, "nobody-here", "休假", today.toString())))
                .contains("请从名单中选择代理人");
        assertThat(give(reviewing, colleague.account(), "休假", today.plusDays(89).toString()))
                .hasStatus(302);
    }

    @Test
    void administratorsSeeAndEndAllAndWhoHasNothingToDoWithItFindsNoLink() {
        Actor reviewer = people.person(Role.PUBLISHER, null, PASSWORD);
        Actor colleague = people.person(Role.OFFICE_REVIEWER);
        delegations.delegate(
                reviewer,
                colleague.account(),
                new Actor.Grant(Role.PUBLISHER, null),
                "住院期间由同事代办",
                clock.instant(),
                clock.instant().plusSeconds(3600));
        Delegation delegation = delegations.known(reviewer).getFirst();
        MockHttpSession administering = session(people.person(Role.ADMINISTRATOR, null, PASSWORD));

        assertThat(text(get(administering, PAGE)))
                .contains("全部代理授权")
                .contains("住院期间由同事代办")
                .doesNotContain("name=\"grant\"");
        assertThat(said(end(administering, delegation))).isEqualTo("said 已结束。");

        MockHttpSession editing = session(people.person(Role.EDITOR, people.unit(), PASSWORD));
        assertThat(text(get(editing, "/workbench"))).doesNotContain("href=\"" + PAGE + "\"");
        assertThat(text(get(editing, PAGE))).doesNotContain("住院期间由同事代办");
        assertThat(give(editing, colleague.account(), "休假", LocalDate.now(clock).toString()))
                .hasStatus(403);
    }

    @Test
    void aDelegationWhoseGiverLostTheRoleIsShownWithoutEffect() {
        Actor reviewer = people.person(Role.OFFICE_REVIEWER, null, PASSWORD);
        people.grant(reviewer, Role.PUBLISHER);
        MockHttpSession reviewing = session(reviewer);
        Actor colleague = people.person(Role.SUPERVISOR);
        give(reviewing, colleague.account(), "休假", LocalDate.now(clock).toString());

        people.revoke(reviewer, Role.OFFICE_REVIEWER);

        assertThat(text(get(reviewing, PAGE))).contains("暂不生效", "委托人已无此职责");
        assertThat(
                        text(
                                http.get()
                                        .uri(PAGE)
                                        .session(reviewing)
                                        .header("Accept-Language", "en")
                                        .exchange()))
                .contains("Given by me")
                .contains("Without effect")
                .doesNotContain("??");
    }

    private MvcTestResult give(MockHttpSession session, String to, String reason, String until) {
        return http.post()
                .uri(PAGE)
                .session(session)
                .with(csrf())
                .param("to", to)
                .param("grant", "OFFICE_REVIEWER")
                .param("reason", reason)
                .param("until", until)
                .exchange();
    }

    private MvcTestResult end(MockHttpSession session, Delegation delegation) {
        return http.post()
                .uri(PAGE + "/{id}/end", delegation.id())
                .session(session)
                .with(csrf())
                .exchange();
    }

    private static String said(MvcTestResult result) {
        Map<String, ?> flash = result.getMvcResult().getFlashMap();
        String kind = flash.containsKey("said") ? "said" : "refused";
        return kind + " " + flash.get(kind);
    }
}
