package org.gongkai.content.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import org.gongkai.content.campaign.Section;
import org.gongkai.content.campaign.Sections;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Role;
import org.gongkai.content.proposal.Proposal;
import org.gongkai.content.review.ReviewStage;
import org.gongkai.content.routing.Routings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import java.util.Objects;
import java.util.UUID;

class RoutingPagesIT extends Browsing {
    @Autowired private Sections sections;
    @Autowired private Routings routings;

    private final String section = "p" + UUID.randomUUID().toString().substring(0, 13);

    @BeforeEach
    void aSection() {
        sections.put(people.administrator(), new Section(section, null, null));
    }

    @Test
    void theRoutingInForceIsReadableInBothLanguages() {
        MockHttpSession editing = session(people.person(Role.EDITOR, people.unit(), PASSWORD));

        assertThat(text(get(editing, "/workbench/routing")))
                .contains("单位审核")
                .contains("（4 个工作日）")
                .contains("；发布后告知：")
                .doesNotContain("??");
        assertThat(
                        text(
                                http.get()
                                        .uri("/workbench/routing")
                                        .session(editing)
                                        .header("Accept-Language", "en")
                                        .exchange()))
                .contains("Municipal pre-review")
                .contains("(working days: 4)")
                .doesNotContain("??");
    }

    @Test
    void whoMayApproveReadsWhatWouldChangeAndTwoPutItInForce() {
        Proposal proposed = routes.propose(section, ReviewStage.OFFICE_REVIEW);
        MockHttpSession publishing = session(people.person(Role.PUBLISHER, null, PASSWORD));

        String page = text(get(publishing, "/workbench/routing"));
        assertThat(page)
                .contains("同意后的变化")
                .contains("<td>" + section + "</td>")
                .contains("/workbench/routing/" + proposed.id() + "/approve");
        assertThat(said(approve(publishing, proposed))).isEqualTo("已同意。");
        assertThat(text(get(publishing, "/workbench/routing")))
                .doesNotContain("/workbench/routing/" + proposed.id() + "/approve");
        assertThat(refused(approve(publishing, proposed))).contains("每人只能同意一次");
        approve(session(people.person(Role.MUNICIPAL_REVIEWER, null, PASSWORD)), proposed);

        assertThat(routings.current().id()).isEqualTo(proposed.id());
    }

    @Test
    void anOvertakenProposalIsShownAsSuchAndNobodyApprovesIt() {
        Proposal older = routes.propose(section, ReviewStage.OFFICE_REVIEW);
        routes.send(section, ReviewStage.UNIT_REVIEW);
        Actor publisher = people.person(Role.PUBLISHER, null, PASSWORD);
        MockHttpSession publishing = session(publisher);

        assertThat(text(get(publishing, "/workbench/routing")))
                .contains("提出之后已有另一份生效，这一份不能再生效")
                .doesNotContain("/workbench/routing/" + older.id() + "/approve");
        assertThat(refused(approve(publishing, older))).contains("会把它改回去");
    }

    private MvcTestResult approve(MockHttpSession session, Proposal proposal) {
        return http.post()
                .uri("/workbench/routing/{id}/approve", proposal.id())
                .session(session)
                .with(csrf())
                .param("digest", proposal.digest().hex())
                .exchange();
    }

    private static String said(MvcTestResult result) {
        return String.valueOf(result.getMvcResult().getFlashMap().get("said"));
    }

    private static String refused(MvcTestResult result) {
        return String.valueOf(
                Objects.requireNonNull(result.getMvcResult().getFlashMap().get("refused")));
    }
}
