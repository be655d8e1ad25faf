package org.gongkai.content.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import org.gongkai.content.assignment.Circular;
import org.gongkai.content.assignment.Circulars;
import org.gongkai.content.campaign.Campaign;
import org.gongkai.content.campaign.Campaigns;
import org.gongkai.content.campaign.WorkingDays;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpSession;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

class ReminderPagesIT extends Browsing {
    private static final String PAGE = "/workbench/reminders";

    @Autowired private Campaigns campaigns;
    @Autowired private Circulars circulars;
    @Autowired private WorkingDays days;
    @Autowired private Clock clock;

    @Test
    void theOfficeRemindsAndAUnitSeesWhatItHasToDo() {
        days.put(
                people.administrator(),
                new WorkingDays.ExceptionalDay(LocalDate.now(clock), true, "测试"));
        UnitKey unit = people.unit();
        Actor editor = people.person(Role.EDITOR, unit, PASSWORD);
        Actor office = people.person(Role.OFFICE_REVIEWER, null, PASSWORD);
        String campaign = "c" + UUID.randomUUID().toString().substring(0, 8);
        campaigns.put(people.administrator(), new Campaign(campaign, "公开日", "主题", Map.of()));
        Circular circular = circulars.put(office, campaign, null, "关于<b>活动</b>的通知", "");
        circulars.issue(office, campaign, circular.version());
        MockHttpSession editing = session(editor);
        MockHttpSession reviewing = session(office);

        assertThat(text(get(editing, PAGE)))
                .contains("没有催您办理的事项")
                .contains("没有配置邮件服务器")
                .doesNotContain("现在催办");
        assertThat(http.post().uri(PAGE).session(editing).with(csrf())).hasStatus(403);
        assertThat(
                        http.post()
                                .uri(PAGE)
                                .session(reviewing)
                                .with(csrf())
                                .exchange()
                                .getMvcResult()
                                .getFlashMap()
                                .get("said"))
                .asString()
                .startsWith("已催办 ");

        for (String page : new String[] {PAGE, "/workbench"}) {
            assertThat(text(get(editing, page)))
                    .as(page)
                    .contains("关于&lt;b&gt;活动&lt;/b&gt;的通知")
                    .contains("剩 2 个工作日")
                    .doesNotContain("??");
        }
        assertThat(text(get(reviewing, PAGE)))
                .contains("催办记录")
                .contains("未配置邮件，未发")
                .doesNotContain("??");
        assertThat(get(session(people.person(Role.ADMINISTRATOR, null, PASSWORD)), PAGE))
                .hasStatus(403);
        circulars.withdraw(office, campaign, circulars.of(campaign).orElseThrow().version());
        days.remove(people.administrator(), LocalDate.now(clock));
    }
}
