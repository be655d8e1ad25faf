package org.gongkai.content.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import org.gongkai.content.campaign.Campaign;
import org.gongkai.content.campaign.Campaigns;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.summary.Summaries;
import org.gongkai.content.summary.Summary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import java.util.Map;
import java.util.UUID;

/** A summary on which two people of a unit write, and on which the office decides. */
class SummaryPagesIT extends Browsing {
    @Autowired private Campaigns campaigns;
    @Autowired private Summaries summaries;

    private final String campaign = "u" + UUID.randomUUID().toString().substring(0, 8);
    private UnitKey unit;
    private Actor editor;
    private String page = "";

    @BeforeEach
    void somebodySavedMeanwhile() {
        unit = people.unit();
        editor = people.person(Role.EDITOR, unit, PASSWORD);
        campaigns.put(people.administrator(), new Campaign(campaign, "公开日", "主题", Map.of()));
        page = "/workbench/summaries/" + campaign + "/" + unit;
        save(people.person(Role.EDITOR, unit), 0, "同事写的");
    }

    @Test
    void whatAColleagueSavedIsOverwrittenOnlyByWhoHasSeenIt() {
        for (int i = 0; i < 2; i++) {
            MvcTestResult refused = post("version", "0", "practice", "我写的");
            assertThat(refused).hasStatus(422);
            assertThat(text(refused))
                    .contains("同事写的", "我写的", "name=\"version\" value=\"0\"")
                    .contains("name=\"seen\" value=\"1\"")
                    .doesNotContain("??");
        }
        assertThat(words()).isEqualTo("同事写的");

        assertThat(post("version", "0", "practice", "我写的", "seen", "1")).hasStatus3xxRedirection();
        assertThat(words()).isEqualTo("我写的");
        assertThat(post("version", "0", "practice", "另一份", "seen", "1")).hasStatus(422);
    }

    @Test
    void theOfficeDecidesOnTheSubmissionThatItsPageShows() {
        summaries.submit(editor, campaign, unit, 1, new Summary.Words("第一稿", "", ""));
        Actor office = people.person(Role.OFFICE_REVIEWER, null, PASSWORD);
        assertThat(text(get(session(office), page)))
                .contains("name=\"number\" value=\"1\"")
                .doesNotContain("??");
        summaries.giveBack(people.person(Role.OFFICE_REVIEWER), campaign, unit, 1, "请补充");
        summaries.submit(editor, campaign, unit, 2, new Summary.Words("第二稿", "", ""));

        assertThat(
                        http.post()
                                .uri(page + "/decision/accept")
                                .session(session(office))
                                .with(csrf())
                                .param("number", "1")
                                .exchange()
                                .getMvcResult()
                                .getFlashMap()
                                .get("refused"))
                .asString()
                .startsWith("没有办理：");
        assertThat(summaries.get(office, campaign, unit).state())
                .isEqualTo(Summary.State.SUBMITTED);
    }

    private void save(Actor by, long version, String practice) {
        summaries.save(by, campaign, unit, version, new Summary.Words(practice, "", ""));
    }

    private String words() {
        return summaries.get(editor, campaign, unit).words().practice();
    }

    private MvcTestResult post(String... fields) {
        var request = http.post().uri(page).session(session(editor)).with(csrf());
        for (int i = 0; i < fields.length; i += 2) {
            request = request.param(fields[i], fields[i + 1]);
        }
        return request.exchange();
    }
}
