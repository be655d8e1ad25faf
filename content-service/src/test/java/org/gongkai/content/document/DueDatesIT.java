package org.gongkai.content.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gongkai.content.SettableClock.instant;

import org.gongkai.content.CampaignApplication;
import org.gongkai.content.audit.AuditEntry;
import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.campaign.Campaign.Milestone;
import org.gongkai.content.campaign.Section;
import org.gongkai.content.campaign.WorkingDays;
import org.gongkai.content.people.Actor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class DueDatesIT extends CampaignApplication {
    @Autowired private DocumentQueries queries;
    @Autowired private WorkingDays days;
    @Autowired private AuditLog audit;
    @Autowired private Recounting recounting;

    @BeforeEach
    void theFirstDayOfWork() {
        clock.set("2020-04-27T09:00");
    }

    @Test
    void everyMoveGivesTheDateByWhichTheNextOneHasToCome() {
        Team team = team();
        Documents.Written draft = create(team, section(campaign()), "一路走完");
        assertThat(due(draft)).isEqualTo(instant("2020-04-30T17:00"));
        documents.submit(team.editor(), draft.document(), null);
        assertThat(due(draft)).isEqualTo(instant("2020-05-06T17:00"));
        documents.approve(team.unitReviewer(), draft.document(), draft.digest(), "");
        assertThat(due(draft)).isEqualTo(instant("2020-05-08T17:30"));
        documents.returnForChanges(team.office(), draft.document(), draft.digest(), "请说明");
        // It would go back to the office as it is; changed, it would begin again.
        assertThat(due(draft)).isEqualTo(instant("2020-05-06T17:00"));
        documents.save(team.editor(), draft.document(), null, text("改过"));
        assertThat(due(draft)).isEqualTo(instant("2020-04-30T17:00"));
        documents.save(team.editor(), draft.document(), null, text("一路走完"));
        documents.submit(team.editor(), draft.document(), null);
        documents.approve(team.office(), draft.document(), draft.digest(), "");
        assertThat(due(draft)).isEqualTo(instant("2020-05-14T17:00"));
        documents.approve(team.city(), draft.document(), draft.digest(), "");
        assertThat(due(draft)).isEqualTo(instant("2020-05-15T00:00"));
        publish(draft.document());
        assertThat(due(draft)).isNull();
    }

    @Test
    void whatMayAppearLaterIsDueThen() {
        Team team = team();
        Draft later =
                new Draft(
                        "晚些公开",
                        "<p>正文</p>",
                        Map.of(),
                        List.of(),
                        instant("2020-05-20T08:00"),
                        List.of());
        Documents.Written draft =
                documents.create(
                        team.editor(),
                        new NewDocument("article", section(campaign()), team.unit(), later, null));
        documents.submit(team.editor(), draft.document(), null);
        approve(team, draft);

        assertThat(due(draft)).isEqualTo(instant("2020-05-20T08:00"));
    }

    @Test
    void aMilestoneThatMovesMovesWhatIsOpenAndTellsItsHistory() {
        Team team = team();
        String campaign = campaign();
        String section = section(campaign);
        Documents.Written draft = create(team, section, "跟着走");
        Documents.Written discarded = create(team, section, "已废弃");
        documents.discard(team.editor(), discarded.document(), null);
        Documents.Written elsewhere = create(team, section(campaign()), "别的活动");

        move(campaign, Map.of(Milestone.PRE_REVIEW_DUE, instant("2020-05-11T17:30")));

        // The office has 9 and 11 May, the unit 8 May.
        assertThat(due(draft)).isEqualTo(instant("2020-05-07T17:00"));
        assertThat(due(discarded)).isNull();
        assertThat(due(elsewhere)).isEqualTo(instant("2020-04-30T17:00"));
        AuditEntry told = audit.chain(draft.document().toString()).getLast();
        assertThat(told.actor()).isEqualTo("admin");
        assertThat(told.action()).isEqualTo("due date moved");
        assertThat(told.detail())
                .contains("2020-04-30T09:00:00Z", "2020-05-07T09:00:00Z", campaign);
        assertThat(audit.chain(elsewhere.document().toString())).hasSize(1);
        assertThat(queries.view(team.editor(), draft.document()).summary().version())
                .isEqualTo(draft.version().toString());

        move(campaign, Map.of(Milestone.PRE_REVIEW_DUE, instant("2020-05-11T17:30")));
        assertThat(audit.chain(draft.document().toString())).hasSize(2);
    }

    @Test
    void aDayOffMovesTheDatesBeforeItAndNoOthers() {
        Team team = team();
        String campaign = campaign();
        move(
                campaign,
                Map.of(
                        Milestone.PRE_REVIEW_DUE, instant("2022-03-18T17:30"),
                        Milestone.OPENING, instant("2022-03-25T00:00"),
                        Milestone.CLOSING, instant("2022-04-30T00:00")));
        String section = section(campaign);
        Documents.Written draft = create(team, section, "草稿");
        Documents.Written submitted = create(team, section, "已提交");
        documents.submit(team.editor(), submitted.document(), null);
        assertThat(due(draft)).isEqualTo(instant("2022-03-15T17:00"));

        WorkingDays.ExceptionalDay dayOff =
                new WorkingDays.ExceptionalDay(LocalDate.of(2022, 3, 15), false, "放假");
        days.put(people.administrator(), dayOff);
        assertThat(due(draft)).isEqualTo(instant("2022-03-14T17:00"));
        assertThat(due(submitted)).isEqualTo(instant("2022-03-16T17:00"));

        days.remove(people.administrator(), dayOff.day());
        assertThat(due(draft)).isEqualTo(instant("2022-03-15T17:00"));
        assertThat(audit.chain(submitted.document().toString()))
                .extracting(AuditEntry::action)
                .containsExactly("created", "submitted");
    }

    @Test
    void aSectionThatLeavesItsCampaignOrGoesOnAfterItHasOtherDates() {
        Team team = team();
        String campaign = campaign();
        String section = section(campaign);
        Documents.Written draft = create(team, section, "换栏目的活动");

        goesOn(section);
        assertThat(due(draft)).isEqualTo(instant("2020-05-20T17:00"));
        sections.put(people.administrator(), new Section(section, null, null));
        assertThat(due(draft)).isNull();
        assertThat(queries.view(team.editor(), draft.document()).deadline().stages())
                .extracting("dueAt")
                .containsOnlyNulls();
    }

    @Test
    void aStartCountsWhatWasStoredBefore() {
        Team team = team();
        Documents.Written draft = create(team, section(campaign()), "升级以前的稿件");
        app.sql("update edition set due_at = null where document_id = :id")
                .param("id", draft.document().value())
                .update();

        recounting.start();

        assertThat(due(draft)).isEqualTo(instant("2020-04-30T17:00"));
        assertThat(audit.chain(draft.document().toString()).getLast().actor()).isEqualTo("system");
        recounting.start();
        assertThat(audit.chain(draft.document().toString())).hasSize(2);
    }

    @Test
    void theMostUrgentComesFirstAndTheLateCanBeListedAlone() {
        Team team = team();
        String campaign = campaign();
        Documents.Written none = create(team, section(null), "没有期限");
        Documents.Written closing = create(team, continuing(campaign), "月底");
        Documents.Written waitsLonger = create(team, section(campaign), "四月三十日，等得久");
        clock.set("2020-04-28T09:00");
        Documents.Written waits = create(team, section(campaign), "四月三十日");
        Documents.Written office = create(team, section(campaign), "已退回");
        documents.submit(team.editor(), office.document(), null);
        documents.approve(team.unitReviewer(), office.document(), office.digest(), "");
        documents.returnForChanges(team.office(), office.document(), office.digest(), "请说明");

        assertThat(list(team.editor(), DocumentFilter.WAITING))
                .containsExactly(
                        waitsLonger.document(),
                        waits.document(),
                        office.document(),
                        closing.document(),
                        none.document());
        clock.set("2020-05-06T09:00");
        assertThat(
                        list(
                                team.editor(),
                                new DocumentFilter(
                                        null, null, null, null, null, null, false, true)))
                .containsExactly(waitsLonger.document(), waits.document());
        clock.set("2020-04-27T09:00");
    }

    @Test
    void theApiTellsTheDatesOfADocumentAndOfACampaign() {
        Team team = team();
        String campaign = campaign();
        String section = section(campaign);
        String continuing = continuing(campaign);
        Documents.Written draft = create(team, section, "看期限");
        clock.set("2020-04-29T10:00");

        assertThat(get(team.editor(), "/api/v1/documents/" + draft.document()))
                .contains(
                        "\"deadline\":{\"dueAt\":\"2020-04-30T09:00:00Z\",\"workingDaysLeft\":1,\"late\":false,\"reasonNeeded\":false")
                .contains(
                        "{\"stage\":\"OFFICE_REVIEW\",\"allowance\":2,\"dueAt\":\"2020-05-08T09:30:00Z\"}");
        assertThat(get(team.editor(), "/api/v1/documents?section=" + section))
                .contains(
                        "\"dueAt\":\"2020-04-30T09:00:00Z\",\"workingDaysLeft\":1,\"late\":false");
        clock.set("2020-05-06T10:00");
        assertThat(get(team.editor(), "/api/v1/documents?late=true&section=" + section))
                .contains("\"workingDaysLeft\":-1,\"late\":true", "\"total\":1");

        assertThat(get(team.editor(), "/api/v1/campaigns/" + campaign + "/deadlines"))
                .contains(
                        "\"sections\":[\"%s\"],\"dates\":{\"towards\":\"OPENING\",\"submission\":\"2020-04-30T09:00:00Z\""
                                .formatted(section))
                .contains(
                        "\"sections\":[\"%s\"],\"dates\":{\"towards\":\"CLOSING\",\"submission\":\"2020-05-20T09:00:00Z\""
                                .formatted(section))
                .contains(
                        "\"sections\":[\"%s\"],\"dates\":{\"towards\":\"CLOSING\",\"submission\":\"2020-05-28T09:00:00Z\""
                                .formatted(continuing));
        assertThat(
                        http.get()
                                .uri("/api/v1/campaigns/none/deadlines")
                                .header("Authorization", people.bearer(team.editor())))
                .hasStatus(404);
    }

    @Test
    void whileMilestonesMoveDocumentsGoOnAndEveryDateIsRightInTheEnd() throws Exception {
        Team team = team();
        String campaign = campaign();
        String section = section(campaign);
        List<Documents.Written> ready = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Documents.Written draft = create(team, section, "已审定" + i);
            documents.submit(team.editor(), draft.document(), null);
            approve(team, draft);
            ready.add(draft);
        }
        List<Callable<Object>> work = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int n = i;
            work.add(
                    () -> {
                        move(
                                campaign,
                                Map.of(
                                        Milestone.PRE_REVIEW_DUE,
                                        instant("2020-05-0%dT17:30".formatted(6 + n % 3))));
                        return n;
                    });
            work.add(() -> create(team, section, "新稿" + n));
            work.add(
                    () -> {
                        Documents.Written draft = create(team, section, "提交" + n);
                        return documents.submit(team.editor(), draft.document(), null, "并发");
                    });
            work.add(
                    () -> {
                        publish(ready.get(n).document());
                        return n;
                    });
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            for (Future<Object> done : pool.invokeAll(work)) {
                done.get();
            }
        }
        recounting.start();
        assertThat(
                        app.sql(
                                        """
                                        select a.detail from audit_entry a join document d on d.id::text = a.chain
                                        where d.section_key = :section and a.action = 'due date moved' and a.actor = 'system'
                                        """)
                                .param("section", section)
                                .query(String.class)
                                .list())
                .as("dates that had to be mended")
                .isEmpty();
    }

    private @Nullable Instant due(Documents.Written document) {
        return app.sql("select due_at from edition where document_id = :id and latest")
                .param("id", document.document().value())
                .query((row, n) -> java.util.Optional.ofNullable(Editions.instant(row, "due_at")))
                .single()
                .orElse(null);
    }

    private List<DocumentId> list(Actor actor, DocumentFilter filter) {
        return queries.list(actor, filter, 1, 200).items().stream()
                .map(DocumentSummary::id)
                .toList();
    }

    private String get(Actor by, String address) {
        var answer = http.get().uri(address).header("Authorization", people.bearer(by)).exchange();
        assertThat(answer).hasStatusOk();
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
