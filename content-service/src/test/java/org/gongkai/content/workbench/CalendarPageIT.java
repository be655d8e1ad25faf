package org.gongkai.content.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import org.gongkai.content.campaign.WorkingDays;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import java.time.LocalDate;

/** Its days are of a year that no other test counts with. */
class CalendarPageIT extends Browsing {
    private static final String PAGE = "/workbench/calendar";
    private static final LocalDate FIRST = LocalDate.of(2071, 5, 1);

    @Autowired private WorkingDays days;

    private MockHttpSession administering = new MockHttpSession();

    @BeforeEach
    void anAdministrator() {
        administering = session(people.person(Role.ADMINISTRATOR, null, PASSWORD));
    }

    @AfterEach
    void theYearIsEmptyAgain() {
        Actor admin = people.administrator();
        days.exceptions(FIRST.getYear()).forEach(day -> days.remove(admin, day.day()));
    }

    @Test
    void anAdministratorEntersAHolidayWithItsSwappedDayAndRemovesIt() {
        assertThat(text(get(administering, "/workbench"))).contains("href=\"" + PAGE + "\"");
        assertThat(text(get(administering, PAGE + "?year=2071")))
                .contains("2071 年还没有登记放假和调休")
                .doesNotContain("??");

        MvcTestResult set = set(administering, "2071-05-01", "2071-05-05", false, "劳动节");
        assertThat(set.getResponse().getRedirectedUrl()).isEqualTo(PAGE + "?year=2071");
        assertThat(set.getMvcResult().getFlashMap().get("said")).isEqualTo("已登记 5 天，期限已重新计算。");
        set(administering, "2071-05-09", "", true, "劳动节调休");
        assertThat(days.exceptions(2071)).hasSize(6);
        assertThat(days.calendar().isWorkingDay(LocalDate.of(2071, 5, 9))).isTrue();
        assertThat(text(get(administering, PAGE + "?year=2071")))
                .contains("2071-05-09</span> <span>周六")
                .contains("上班（调休）")
                .contains("劳动节调休");

        assertThat(
                        http.post()
                                .uri(PAGE + "/2071-05-05/remove")
                                .session(administering)
                                .with(csrf())
                                .exchange())
                .hasStatus(302);
        assertThat(days.exceptions(2071)).hasSize(5);
    }

    @Test
    void whatIsRefusedIsSaidInWordsAndKeptInTheForm() {
        MvcTestResult backwards = set(administering, "2071-05-05", "2071-05-01", true, "调休");
        assertThat(backwards).hasStatus(422);
        assertThat(text(backwards))
                .contains("止日不早于起日，一次最多登记 31 天")
                .contains("value=\"2071-05-05\"")
                .contains("value=\"调休\"")
                .contains("<option value=\"true\" selected");
        assertThat(text(set(administering, "五一", "", false, "劳动节"))).contains("请填写日期");
        assertThat(text(set(administering, "2071-05-01", "", false, " "))).contains("请填写名称");
        assertThat(days.exceptions(2071)).isEmpty();
        assertThat(get(administering, PAGE + "?year=999999999")).hasStatusOk();
    }

    @Test
    void othersReadTheCalendarAndChangeNothing() {
        set(administering, "2071-05-01", "", false, "劳动节");
        MockHttpSession editing = session(people.person(Role.EDITOR, people.unit(), PASSWORD));

        assertThat(text(get(editing, "/workbench"))).doesNotContain(PAGE);
        assertThat(
                        text(
                                http.get()
                                        .uri(PAGE + "?year=2071")
                                        .session(editing)
                                        .header("Accept-Language", "en")
                                        .exchange()))
                .contains("劳动节")
                .contains("Holiday")
                .doesNotContain("<select")
                .doesNotContain("/remove")
                .doesNotContain("??");
        assertThat(set(editing, "2071-05-02", "", false, "劳动节")).hasStatus(403);
        assertThat(
                        http.post()
                                .uri(PAGE + "/2071-05-01/remove")
                                .session(editing)
                                .with(csrf())
                                .exchange())
                .hasStatus(403);
        assertThat(days.exceptions(2071)).hasSize(1);
    }

    private MvcTestResult set(
            MockHttpSession session, String from, String until, boolean working, String name) {
        return http.post()
                .uri(PAGE)
                .session(session)
                .with(csrf())
                .param("from", from)
                .param("until", until)
                .param("working", String.valueOf(working))
                .param("name", name)
                .exchange();
    }
}
