package org.gongkai.content;

import org.gongkai.content.campaign.Campaign;
import org.gongkai.content.campaign.Campaign.Milestone;
import org.gongkai.content.campaign.Campaigns;
import org.gongkai.content.campaign.Section;
import org.gongkai.content.campaign.Sections;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.Documents;
import org.gongkai.content.document.Draft;
import org.gongkai.content.document.EditionId;
import org.gongkai.content.document.NewDocument;
import org.gongkai.content.document.Publication;
import org.gongkai.content.engine.TestPostgres;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.TestPeople;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.proposal.Proposal;
import org.gongkai.content.review.ReviewStage;
import org.gongkai.content.routing.TestRoutings;
import org.gongkai.content.site.SiteContent;
import org.gongkai.content.site.SiteContents;
import org.gongkai.content.site.SiteRevisions;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The whole application over a real PostgreSQL, with a clock that a test sets, and what a test
 * needs to play a part of the campaign of 2020. Most tests extend {@link CampaignApplication},
 * which shares its database; this is for those that count all there is.
 */
@SpringBootTest
@AutoConfigureMockMvc
@Import({TestPeople.class, TestRoutings.class, SettableClock.Everywhere.class})
public abstract class CampaignSetting {
    /** 15 May 2020 was the day of it. */
    protected static final Map<Milestone, Instant> MILESTONES =
            Map.of(
                    Milestone.PRE_REVIEW_DUE, SettableClock.instant("2020-05-08T17:30"),
                    Milestone.OPENING, SettableClock.instant("2020-05-15T00:00"),
                    Milestone.CLOSING, SettableClock.instant("2020-06-01T00:00"));

    @Autowired protected MockMvcTester http;
    @Autowired protected TestPeople people;
    @Autowired protected SettableClock clock;
    @Autowired protected Documents documents;
    @Autowired protected Campaigns campaigns;
    @Autowired protected Sections sections;
    @Autowired private TestRoutings routings;
    @Autowired private SiteRevisions site;
    @Autowired private Publication publication;
    @Autowired private TransactionTemplate transactions;

    protected final JdbcClient app = JdbcClient.create(database().app());
    protected final JdbcClient owner = JdbcClient.create(database().owner());

    /** Where the data is. */
    protected abstract TestPostgres database();

    /** Settings of an application over this database. */
    protected static void configure(DynamicPropertyRegistry registry, TestPostgres database) {
        database.configure(registry);
        // The clock goes back and forth, and nobody here expects to become public by it.
        registry.add("gongkai.publishing.schedule", () -> false);
        registry.add("gongkai.reminders.schedule", () -> false);
        // It takes seconds; TestPapers makes a PDF where a test wants one.
        registry.add("gongkai.papers.soffice", () -> "off");
    }

    /** A unit with its people, and reviewers of the office and the city. */
    protected record Team(
            UnitKey unit, Actor editor, Actor unitReviewer, Actor office, Actor city) {}

    protected Team team() {
        UnitKey unit = people.unit();
        return new Team(
                unit,
                people.person(Role.EDITOR, unit),
                people.person(Role.UNIT_REVIEWER, unit),
                people.person(Role.OFFICE_REVIEWER),
                people.person(Role.MUNICIPAL_REVIEWER));
    }

    /** A campaign with the milestones of 2020; its key. */
    protected String campaign() {
        String key = fresh();
        move(key, MILESTONES);
        return key;
    }

    protected void move(String campaign, Map<Milestone, Instant> milestones) {
        campaigns.put(people.administrator(), new Campaign(campaign, "政务公开日", "主题", milestones));
    }

    /**
     * A section whose documents pass all three stages, with 1, 2 and 4 working days.
     *
     * @param campaign null for none
     */
    protected String section(@Nullable String campaign) {
        String key = fresh();
        sections.put(people.administrator(), new Section(key, campaign, null));
        return key;
    }

    /** A section that goes on after the campaign, with one stage of a day. */
    protected String continuing(String campaign) {
        String key = section(campaign);
        routings.send(key, ReviewStage.OFFICE_REVIEW);
        goesOn(key);
        return key;
    }

    /** Has the site say that the section goes on after the campaign. */
    protected void goesOn(String section) {
        SiteContent words = SiteContents.of(section, people.unit(), null, true);
        Proposal proposed = site.propose(people.person(Role.OFFICE_REVIEWER), words);
        site.approve(people.person(Role.PUBLISHER), proposed.id(), proposed.digest());
        site.approve(people.person(Role.MUNICIPAL_REVIEWER), proposed.id(), proposed.digest());
    }

    protected Documents.Written create(Team team, String section, String title) {
        return documents.create(
                team.editor(), new NewDocument("article", section, team.unit(), text(title), null));
    }

    protected static Draft text(String title) {
        return new Draft(title, "<p>" + title + "的正文。</p>", Map.of(), List.of(), null, List.of());
    }

    /** Has a document approved that passes all three stages. */
    protected void approve(Team team, Documents.Written document) {
        for (Actor reviewer : List.of(team.unitReviewer(), team.office(), team.city())) {
            documents.approve(reviewer, document.document(), document.digest(), "");
        }
    }

    /** Makes an approved document public now, as a release would. */
    protected void publish(DocumentId document) {
        EditionId edition =
                app.sql("select id from edition where document_id = :id and latest")
                        .param("id", document.value())
                        .query((row, n) -> new EditionId(row.getObject(1, UUID.class)))
                        .single();
        transactions.executeWithoutResult(
                done -> {
                    publication.settle(List.of(edition), List.of());
                    publication.published(List.of(edition), 1, clock.instant());
                });
    }

    private static String fresh() {
        return "c" + UUID.randomUUID().toString().substring(0, 13);
    }
}
