package org.gongkai.content.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.content.WholeApplication;
import org.gongkai.content.campaign.Section;
import org.gongkai.content.campaign.Sections;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.proposal.Proposal;
import org.gongkai.content.proposal.ProposalOvertaken;
import org.gongkai.content.proposal.ProposalSettled;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.UUID;

class SiteRevisionsIT extends WholeApplication {
    @Autowired private SiteRevisions revisions;
    @Autowired private Sections sections;

    private final String section = "s" + UUID.randomUUID().toString().substring(0, 13);
    private SiteContent content = SiteContents.of(section, new UnitKey("x"), null);

    @BeforeEach
    void sectionAndUnit() {
        sections.put(people.administrator(), new Section(section, null, null));
        content = SiteContents.of(section, people.unit(), null);
    }

    @Test
    void itIsInForceWhenTwoOtherPeopleApprovedIt() {
        long before = siteChanges();
        Proposal proposed = revisions.propose(people.person(Role.OFFICE_REVIEWER), content);
        assertThat(proposed.digest()).isEqualTo(Digest.of(content.canonicalForm()));

        Proposal once =
                revisions.approve(people.person(Role.PUBLISHER), proposed.id(), proposed.digest());
        assertThat(once.approvedAt()).isNull();
        assertThat(siteChanges()).isEqualTo(before);

        Proposal twice =
                revisions.approve(
                        people.person(Role.MUNICIPAL_REVIEWER), proposed.id(), proposed.digest());
        assertThat(twice.approvedAt()).isNotNull();
        assertThat(revisions.current()).contains(twice);
        assertThat(revisions.canonicalForm(proposed.id())).isEqualTo(content.canonicalForm());
        assertThat(siteChanges()).isEqualTo(before + 1);
    }

    @Test
    void whoProposedItDoesNotApproveItAndNobodyApprovesTwice() {
        Actor proposer = people.person(Role.OFFICE_REVIEWER);
        Actor publisher = people.person(Role.PUBLISHER);
        Proposal proposed = revisions.propose(proposer, content);
        revisions.approve(publisher, proposed.id(), proposed.digest());

        assertThatThrownBy(() -> revisions.approve(proposer, proposed.id(), proposed.digest()))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> revisions.approve(publisher, proposed.id(), proposed.digest()))
                .isInstanceOf(ProposalSettled.class);
        assertThat(revisions.newest(20))
                .filteredOn(revision -> revision.id().equals(proposed.id()))
                .extracting(Proposal::approvedAt)
                .containsOnlyNulls()
                .hasSize(1);
    }

    @Test
    void wordsThatWereProposedBeforeOthersCameIntoForceStayOut() {
        Proposal older = revisions.propose(people.person(Role.OFFICE_REVIEWER), content);
        Actor publisher = people.person(Role.PUBLISHER);
        revisions.approve(publisher, older.id(), older.digest());
        itIsInForceWhenTwoOtherPeopleApprovedIt();

        assertThatThrownBy(
                        () ->
                                revisions.approve(
                                        people.person(Role.MUNICIPAL_REVIEWER),
                                        older.id(),
                                        older.digest()))
                .isInstanceOf(ProposalOvertaken.class);
        assertThat(
                        http.post()
                                .uri("/api/v1/site-revisions/{id}/approvals", older.id())
                                .header("Authorization", people.bearer(publisher))
                                .contentType("application/json")
                                .content("{\"digest\":\"" + older.digest() + "\"}"))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("$.type")
                .isEqualTo("urn:gongkai:problem:stale-version");
    }

    @ParameterizedTest
    @EnumSource(names = {"ADMINISTRATOR", "SUPERVISOR", "EDITOR", "UNIT_REVIEWER"})
    void othersNeitherProposeNorApprove(Role role) {
        Actor actor = role.perUnit() ? people.person(role, people.unit()) : people.person(role);
        Proposal proposed = revisions.propose(people.person(Role.OFFICE_REVIEWER), content);

        assertThatThrownBy(() -> revisions.propose(actor, content)).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> revisions.approve(actor, proposed.id(), proposed.digest()))
                .isInstanceOf(NotAllowed.class);
    }

    @Test
    void anApprovalIsAboutTheWordsThatItNames() {
        Proposal proposed = revisions.propose(people.person(Role.OFFICE_REVIEWER), content);

        assertThatThrownBy(
                        () ->
                                revisions.approve(
                                        people.person(Role.PUBLISHER),
                                        proposed.id(),
                                        Digest.of(new byte[0])))
                .isInstanceOf(ProposalSettled.class);
    }

    @Test
    void itNamesOnlySectionsUnitsAndDocumentsThatExist() {
        Actor office = people.person(Role.OFFICE_REVIEWER);
        UnitKey unit = content.units().getFirst().key();

        assertThatThrownBy(() -> revisions.propose(office, SiteContents.of("nowhere", unit, null)))
                .hasMessage("There is no section nowhere");
        assertThatThrownBy(
                        () ->
                                revisions.propose(
                                        office,
                                        SiteContents.of(section, new UnitKey("nobody"), null)))
                .hasMessage("There is no unit nobody");
        UUID document = UUID.randomUUID();
        assertThatThrownBy(
                        () -> revisions.propose(office, SiteContents.of(section, unit, document)))
                .hasMessage("There is no document " + document);
    }

    @Test
    void theApiProposesAndApproves() {
        String proposal =
                """
                {"name":"滨海区人民政府","column":"公开日","description":"介绍","keywords":"公开","theme":"主题",
                 "opening":"2020-05-14T16:00:00Z","closing":"2020-05-31T16:00:00Z","milestones":[],
                 "sections":[{"key":"%s","name":"解读","description":"讲清","keywords":"图解","columnType":"政策解读",
                              "block":true,"continuing":false}],
                 "units":[],"lead":null,"footer":{"organizer":"办公室","contact":"见门户网站"}}
                """
                        .formatted(section);

        assertThat(
                        http.post()
                                .uri("/api/v1/site-revisions")
                                .header(
                                        "Authorization",
                                        people.bearer(people.person(Role.OFFICE_REVIEWER)))
                                .contentType("application/json")
                                .content(proposal))
                .hasStatus(201);
        Proposal newest = revisions.newest(1).getFirst();
        assertThat(
                        http.post()
                                .uri("/api/v1/site-revisions/{id}/approvals", newest.id())
                                .header(
                                        "Authorization",
                                        people.bearer(people.person(Role.PUBLISHER)))
                                .contentType("application/json")
                                .content("{\"digest\":\"" + newest.digest() + "\"}"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.approvedBy.length()")
                .isEqualTo(1);
    }

    private static long siteChanges() {
        return JdbcClient.create(DATABASE.app())
                .sql("select count(*) from change_log where kind = 'SITE_APPROVED'")
                .query(Long.class)
                .single();
    }
}
