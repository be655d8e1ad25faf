package org.gongkai.content.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.content.WholeApplication;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

class CampaignIT extends WholeApplication {
    private static final LocalDate NATIONAL_DAY = LocalDate.of(2021, 10, 1);
    private static final LocalDate SATURDAY = LocalDate.of(2021, 10, 9);

    @Autowired private Campaigns campaigns;
    @Autowired private Sections sections;
    @Autowired private WorkingDays days;

    @Test
    void aCampaignKeepsTheMilestonesThatAChangeDoesNotName() {
        Actor admin = people.administrator();
        String key = fresh();
        Instant opening = Instant.parse("2020-05-14T16:00:00Z");
        Instant closing = Instant.parse("2020-05-31T16:00:00Z");
        campaigns.put(
                admin,
                new Campaign(key, "第十四届政务公开日", "旧主题", Map.of(Campaign.Milestone.OPENING, opening)));
        campaigns.put(
                admin,
                new Campaign(key, "第十四届政务公开日", "新主题", Map.of(Campaign.Milestone.CLOSING, closing)));

        assertThat(campaigns.all())
                .contains(
                        new Campaign(
                                key,
                                "第十四届政务公开日",
                                "新主题",
                                Map.of(
                                        Campaign.Milestone.OPENING,
                                        opening,
                                        Campaign.Milestone.CLOSING,
                                        closing)));
    }

    @Test
    void aSectionNeedsACampaignThatExists() {
        Actor admin = people.administrator();

        assertThatThrownBy(() -> sections.put(admin, new Section("x1", "none", null)))
                .isInstanceOf(NoSuchEntry.class)
                .hasMessage("There is no campaign none");
        Section section = new Section(fresh(), null, Instant.EPOCH);
        sections.put(admin, section);
        assertThat(sections.all()).contains(section);
    }

    @Test
    void whetherASectionPublishesAtOnceIsSetByAdministratorsAndAudited() {
        String key = fresh();
        String authorization = people.bearer(people.administrator());
        assertThat(set(key, authorization, "{\"publishAtOnce\":true}"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.publishAtOnce")
                .isEqualTo(true);
        assertThat(sections.all()).contains(new Section(key, null, null, true));
        assertThat(set(key, authorization, "{\"publishAtOnce\":\"perhaps\"}")).hasStatus(400);
        assertThat(
                        set(
                                key,
                                people.bearer(people.person(Role.PUBLISHER)),
                                "{\"publishAtOnce\":true}"))
                .hasStatus(403);
        assertThat(set(key, authorization, "{}")).hasStatusOk();
        assertThat(sections.all()).contains(new Section(key, null, null));

        assertThat(
                        JdbcClient.create(DATABASE.owner())
                                .sql(
                                        """
                                        select detail::jsonb ->> 'publishAtOnce' from audit_entry
                                        where action = 'section-set' and detail::jsonb ->> 'section' = :key order by position
                                        """)
                                .param("key", key)
                                .query(String.class)
                                .list())
                .containsExactly("true", "false");
    }

    private MvcTestResult set(String section, String authorization, String change) {
        return http.put()
                .uri("/api/v1/sections/{key}", section)
                .header("Authorization", authorization)
                .contentType("application/json")
                .content(change)
                .exchange();
    }

    @Test
    void anAdministratorWhoStillSetsARouteLearnsWhoDecidesItNow() {
        for (String old : List.of("{\"route\":\"standard\"}", "{\"continuing\":true}")) {
            assertThat(
                            http.put()
                                    .uri("/api/v1/sections/{key}", fresh())
                                    .header("Authorization", people.bearer(people.administrator()))
                                    .contentType("application/json")
                                    .content(old))
                    .hasStatus(400)
                    .bodyText()
                    .contains("POST /api/v1/routings");
        }
    }

    @Test
    void aHolidayIsNoWorkingDayAndASaturdayWorkedInExchangeIsOne() {
        Actor admin = people.administrator();
        assertThat(days.calendar().isWorkingDay(NATIONAL_DAY)).isTrue();
        assertThat(days.calendar().isWorkingDay(SATURDAY)).isFalse();

        days.put(admin, new WorkingDays.ExceptionalDay(NATIONAL_DAY, false, "国庆节"));
        days.put(admin, new WorkingDays.ExceptionalDay(SATURDAY, true, "国庆节调休"));
        assertThat(days.calendar().isWorkingDay(NATIONAL_DAY)).isFalse();
        assertThat(days.calendar().isWorkingDay(SATURDAY)).isTrue();

        days.remove(admin, NATIONAL_DAY);
        days.remove(admin, SATURDAY);
        assertThat(days.exceptions(2021)).isEmpty();
    }

    @Test
    void theLabourDayOf2020IsKnown() {
        assertThat(days.exceptions(2020))
                .filteredOn(WorkingDays.ExceptionalDay::working)
                .extracting(WorkingDays.ExceptionalDay::day)
                .containsExactly(LocalDate.of(2020, 4, 26), LocalDate.of(2020, 5, 9));
        assertThat(days.calendar().before(LocalDate.of(2020, 5, 6)))
                .isEqualTo(LocalDate.of(2020, 4, 30));
    }

    @Test
    void onlyAdministratorsSetAnyOfIt() {
        Actor office = people.person(Role.OFFICE_REVIEWER);

        assertThatThrownBy(() -> sections.put(office, new Section("x2", null, null)))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> campaigns.put(office, new Campaign(fresh(), "题", "题", Map.of())))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> days.remove(office, NATIONAL_DAY)).isInstanceOf(NotAllowed.class);
    }

    @Test
    void theApiSetsAndListsThem() {
        String authorization = people.bearer(people.administrator());
        String key = fresh();

        assertThat(
                        http.put()
                                .uri("/api/v1/campaigns/{key}", key)
                                .header("Authorization", authorization)
                                .contentType("application/json")
                                .content(
                                        """
                                        {"title":"题","theme":"主题","milestones":{"OPENING":"2020-05-14T16:00:00Z"}}
                                        """))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.milestones.OPENING")
                .isEqualTo("2020-05-14T16:00:00Z");
        assertThat(
                        http.put()
                                .uri("/api/v1/calendar/2020-10-01")
                                .header("Authorization", authorization)
                                .contentType("application/json")
                                .content("{\"working\":false,\"name\":\"国庆节\"}"))
                .hasStatusOk();
        assertThat(
                        http.get()
                                .uri("/api/v1/calendar?year=2020")
                                .header("Authorization", authorization))
                .hasStatusOk()
                .bodyText()
                .contains("{\"day\":\"2020-10-01\",\"working\":false,\"name\":\"国庆节\"}");
        days.remove(people.administrator(), LocalDate.of(2020, 10, 1));
    }

    private static String fresh() {
        return "c" + UUID.randomUUID().toString().substring(0, 13);
    }
}
