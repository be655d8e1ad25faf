package org.gongkai.content.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gongkai.content.SettableClock.instant;

import org.gongkai.content.CampaignApplication;
import org.gongkai.content.audit.AuditEntry;
import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.Documents;
import org.gongkai.content.document.EditionState;
import org.gongkai.content.document.WithdrawalNotice;
import org.gongkai.content.document.WithdrawalReason;
import org.gongkai.content.library.FileInUse;
import org.gongkai.content.library.Library;
import org.gongkai.content.library.LibraryFilter;
import org.gongkai.content.library.LibraryOrder;
import org.gongkai.content.library.LibraryQueries;
import org.gongkai.content.media.Assets;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Assignments from the office's table to the evidence of a unit. */
class AssignmentIT extends CampaignApplication {
    private static final LibraryFilter UNUSED =
            new LibraryFilter(null, null, LibraryFilter.InUse.UNUSED, false, false, false);

    @Autowired private Assignments assignments;
    @Autowired private Shares shares;
    @Autowired private Liaisons liaisons;
    @Autowired private Circulars circulars;
    @Autowired private Assets assets;
    @Autowired private Library library;
    @Autowired private LibraryQueries files;
    @Autowired private AuditLog audit;

    @BeforeEach
    void theDayOfTheNotice() {
        clock.set("2020-04-29T09:00");
    }

    @Test
    void aWholeTableIsSavedFromTheVersionThatWasReadOrNotAtAll() {
        Team team = team();
        String campaign = campaign();
        Breakdown saved =
                assignments.save(
                        team.office(),
                        campaign,
                        0,
                        List.of(row(1, task(team, "专栏")), row(2, task(team, "解读"))));
        assertThat(saved.assignments()).extracting(Assignment::number).containsExactly(1, 2);
        AssignmentId first = saved.assignments().getFirst().id();

        Breakdown again =
                assignments.save(
                        team.office(),
                        campaign,
                        saved.version(),
                        List.of(row(1, task(team, "专栏和汇总")), row(3, task(team, "问卷"))));
        assertThat(again.assignments()).extracting(Assignment::number).containsExactly(1, 2, 3);
        assertThat(again.assignments().get(1)).isEqualTo(saved.assignments().get(1));
        assertThat(again.assignments().getFirst().id()).isEqualTo(first);
        assertThat(again.assignments().getFirst().task().text()).isEqualTo("专栏和汇总");

        refused(
                AssignmentRefused.Why.STALE,
                () ->
                        assignments.save(
                                team.office(),
                                campaign,
                                saved.version(),
                                List.of(row(1, task(team, "又一个")))));
        refused(
                AssignmentRefused.Why.NUMBER_TWICE,
                () ->
                        assignments.save(
                                team.office(),
                                campaign,
                                again.version(),
                                List.of(row(4, task(team, "甲")), row(4, task(team, "乙")))));
        refused(
                AssignmentRefused.Why.UNIT,
                () ->
                        assignments.put(
                                team.office(),
                                campaign,
                                null,
                                row(9, Tasks.inTheWindow("谁来做", Set.of(new UnitKey("nobody"))))));
        assertThat(assignments.of(campaign)).isEqualTo(again.assignments());
    }

    @Test
    void whatIsIssuedIsWithdrawnBeforeItChangesAndStaysOnRecord() {
        Team team = team();
        String campaign = campaign();
        Assignment one = put(team, campaign, 1, task(team, "专栏"));
        Assignment issued = assignments.issue(team.office(), campaign, 1, one.version());
        assertThat(issued.issue()).isNotNull();
        assertThat(issued.issues()).isEqualTo(1);

        refused(
                AssignmentRefused.Why.ISSUED,
                () ->
                        assignments.put(
                                team.office(),
                                campaign,
                                issued.version(),
                                row(1, task(team, "别的"))));
        refused(
                AssignmentRefused.Why.ON_RECORD,
                () -> assignments.remove(team.office(), campaign, 1, issued.version()));
        assertThatThrownBy(
                        () ->
                                app.sql("update assignment set words = '改了' where id = :id")
                                        .param("id", one.id().value())
                                        .update())
                .hasMessageContaining("withdraw it first");

        Assignment withdrawn = assignments.withdraw(team.office(), campaign, 1, issued.version());
        assertThat(withdrawn.isIssued()).isFalse();
        Assignment changed =
                assignments.put(
                        team.office(), campaign, withdrawn.version(), row(1, task(team, "别的")));
        assertThat(assignments.issue(team.office(), campaign, 1, changed.version()).issues())
                .isEqualTo(2);
        assertThat(audit.chain(AuditLog.SYSTEM))
                .filteredOn(entry -> entry.detail().contains(campaign))
                .extracting(AuditEntry::action)
                .containsSubsequence(
                        "assignment-added",
                        "assignment-issued",
                        "assignment-withdrawn",
                        "assignment-changed",
                        "assignment-issued");
    }

    @Test
    void nothingIsIssuedWithOpenQuestionsWithoutUnitsOrWithoutAnEnd() {
        Team team = team();
        String campaign = campaign();
        Task asks =
                new Task(
                        "",
                        "问卷",
                        false,
                        Set.of(team.unit()),
                        null,
                        null,
                        true,
                        Set.of(Channel.PORTAL),
                        Set.of(Question.Part.DATES),
                        List.of(
                                new Question(
                                        Question.Part.CHANNELS,
                                        Question.Doubt.CHANNELS_OF_THE_TEXT,
                                        "PORTAL",
                                        "PORTAL NEW_MEDIA")));
        put(team, campaign, 1, asks);
        put(team, campaign, 2, Tasks.inTheWindow("谁做", Set.of()));
        put(team, campaign, 3, Tasks.until("何时", Set.of(team.unit()), LocalDate.of(2020, 5, 8)));
        put(
                team,
                campaign,
                4,
                new Task(
                        "",
                        "何时",
                        false,
                        Set.of(team.unit()),
                        null,
                        null,
                        false,
                        Set.of(),
                        Set.of(),
                        List.of()));
        assertThat(assignments.get(team.office(), campaign, 1).task()).isEqualTo(asks);

        refused(
                AssignmentRefused.Why.QUESTIONS,
                () -> assignments.issue(team.office(), campaign, 1, 0));
        refused(
                AssignmentRefused.Why.NO_UNITS,
                () -> assignments.issue(team.office(), campaign, 2, 0));
        refused(
                AssignmentRefused.Why.NO_END,
                () -> assignments.issue(team.office(), campaign, 4, 0));
        refused(
                AssignmentRefused.Why.QUESTIONS,
                () -> assignments.issueAll(team.office(), campaign));
        assertThat(assignments.of(campaign)).noneMatch(Assignment::isIssued);
        assignments.put(team.office(), campaign, 0L, row(1, asks.settled()));
        assertThat(assignments.issue(team.office(), campaign, 1, 1).isIssued()).isTrue();
    }

    @Test
    void aUnitSeesWhatIsIssuedToItAndOnlyTheOfficeWrites() {
        Team team = team();
        Team other = team();
        String campaign = campaign();
        put(team, campaign, 1, task(team, "专栏"));
        put(team, campaign, 2, task(other, "解读"));
        put(team, campaign, 3, Tasks.ofEveryUnit("汇总", LocalDate.of(2020, 5, 31)));
        assertThat(assignments.breakdown(team.editor(), campaign).assignments()).isEmpty();
        assertThat(assignments.issueAll(team.office(), campaign)).isEqualTo(3);

        assertThat(assignments.breakdown(team.editor(), campaign).assignments())
                .extracting(Assignment::number)
                .containsExactly(1, 3);
        assertThat(shares.of(team.editor(), campaign))
                .extracting(Share::unit)
                .containsOnly(team.unit());
        assertThat(shares.of(people.person(Role.SUPERVISOR), campaign))
                .extracting(Share::unit)
                .contains(team.unit(), other.unit());
        assertThatThrownBy(() -> assignments.get(team.editor(), campaign, 2))
                .isInstanceOf(NoSuchAssignment.class);
        for (Actor outsider : List.of(team.city(), people.administrator())) {
            assertThatThrownBy(() -> assignments.breakdown(outsider, campaign))
                    .isInstanceOf(NotAllowed.class);
        }
        for (Actor reader : List.of(team.editor(), people.person(Role.SUPERVISOR))) {
            assertThatThrownBy(
                            () ->
                                    assignments.put(
                                            reader, campaign, null, row(4, task(team, "自己加"))))
                    .isInstanceOf(NotAllowed.class);
        }
    }

    @Test
    void onlyALiaisonOfTheUnitSignsAndAgainAfterItWasIssuedAnew() {
        Team team = team();
        Team other = team();
        String campaign = campaign();
        put(team, campaign, 1, task(team, "专栏"));
        assignments.issueAll(team.office(), campaign);
        liaisons.name(team.unitReviewer(), campaign, team.unit(), team.editor().account());
        liaisons.name(team.office(), campaign, other.unit(), other.editor().account());
        refused(
                AssignmentRefused.Why.LIAISON,
                () ->
                        liaisons.name(
                                team.editor(), campaign, team.unit(), other.editor().account()));
        assertThatThrownBy(
                        () ->
                                liaisons.name(
                                        other.editor(),
                                        campaign,
                                        team.unit(),
                                        team.editor().account()))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> shares.sign(team.unitReviewer(), campaign, 1, team.unit()))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> shares.sign(other.editor(), campaign, 1, other.unit()))
                .isInstanceOf(NoSuchAssignment.class);

        clock.set("2020-04-29T15:30");
        shares.sign(team.editor(), campaign, 1, team.unit());
        clock.set("2020-04-30T09:00");
        Receipt receipt = shares.sign(team.editor(), campaign, 1, team.unit());
        assertThat(receipt.at()).isEqualTo(instant("2020-04-29T15:30"));
        assertThat(receipt.account()).isEqualTo(team.editor().account());
        assertThat(liaisons.of(team.editor(), campaign))
                .extracting(Liaison::unit)
                .containsOnly(team.unit());

        Assignment one = assignments.get(team.office(), campaign, 1);
        one = assignments.withdraw(team.office(), campaign, 1, one.version());
        assignments.issue(team.office(), campaign, 1, one.version());
        assertThat(shares.of(campaign)).singleElement().returns(null, Share::receipt);
        assertThatThrownBy(
                        () ->
                                app.sql(
                                                """
                                                insert into receipt (campaign_key, assignment_id, unit_key, issue, signed_by, signed_at)
                                                select campaign_key, id, :unit, issue, :by, now() from assignment where campaign_key = :campaign
                                                """)
                                        .param("unit", team.unit().value())
                                        .param("by", team.office().id().value())
                                        .param("campaign", campaign)
                                        .update())
                .hasMessageContaining("only a liaison");
    }

    @Test
    void theNoticeOfTheCampaignIsIssuedAndSignedFor() {
        Team team = team();
        String campaign = campaign();
        Circular written = circulars.put(team.office(), campaign, null, "关于开展活动的通知", "请各单位落实。");
        assertThat(circulars.of(team.editor(), campaign)).isEmpty();
        liaisons.name(team.editor(), campaign, team.unit(), team.editor().account());
        refused(
                AssignmentRefused.Why.NOT_ISSUED,
                () -> circulars.sign(team.editor(), campaign, team.unit()));
        Circular issued = circulars.issue(team.office(), campaign, written.version());
        refused(
                AssignmentRefused.Why.ISSUED,
                () -> circulars.put(team.office(), campaign, issued.version(), "另一个标题", "正文"));
        clock.set("2020-05-20T09:00");
        UnitKey founded = people.unit();
        clock.set("2020-06-01T00:00");
        UnitKey tooLate = people.unit();
        assertThat(circulars.signers(campaign))
                .contains(team.unit(), founded)
                .doesNotContain(tooLate);
        clock.set("2020-04-29T09:00");

        circulars.sign(team.editor(), campaign, team.unit());

        assertThat(circulars.of(team.office(), campaign).orElseThrow().receipts())
                .hasEntrySatisfying(
                        team.unit(),
                        receipt -> assertThat(receipt.at()).isEqualTo(instant("2020-04-29T09:00")));
        Circular withdrawn = circulars.withdraw(team.office(), campaign, issued.version());
        assertThat(withdrawn.receipts()).isEmpty();
    }

    @Test
    void aDocumentCountsWhileItIsPublic() {
        Team team = team();
        Team other = team();
        String campaign = campaign();
        String section = section(campaign);
        put(team, campaign, 1, Tasks.inTheWindow("政策", Set.of(team.unit()), Channel.PORTAL));
        assignments.issueAll(team.office(), campaign);
        Documents.Written document = create(team, section, "工业企业复工政策");
        shares.prove(team.editor(), campaign, 1, team.unit(), document.document());
        assertThat(share(team, campaign).done()).isFalse();
        assertThat(share(team, campaign).evidence())
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.counts()).isFalse();
                            assertThat(one.document())
                                    .returns(EditionState.DRAFT, Evidence.Document::state)
                                    .returns(null, Evidence.Document::title);
                        });
        refused(
                AssignmentRefused.Why.DOCUMENT_TWICE,
                () -> shares.prove(team.editor(), campaign, 1, team.unit(), document.document()));
        refused(
                AssignmentRefused.Why.DOCUMENT,
                () ->
                        shares.prove(
                                team.editor(),
                                campaign,
                                1,
                                team.unit(),
                                create(other, section, "别的单位的").document()));

        documents.submit(team.editor(), document.document(), null);
        approve(team, document);
        clock.set("2020-05-15T08:00");
        publish(document.document());
        assertThat(share(team, campaign).done()).isTrue();
        assertThat(share(team, campaign).doneAt()).contains(instant("2020-05-15T08:00"));

        clock.set("2020-06-02T08:00");
        documents.save(team.editor(), document.document(), null, text("工业企业复工政策（更正）"));
        Documents.Written corrected =
                documents.submit(team.editor(), document.document(), null, "更正错字");
        documents.consent(team.office(), document.document(), null, "");
        approve(team, corrected);
        publish(document.document());
        assertThat(share(team, campaign).doneAt())
                .as("a correction after the closing makes nothing late")
                .contains(instant("2020-05-15T08:00"));

        documents.withdraw(
                team.office(), document.document(), WithdrawalNotice.of(WithdrawalReason.OUTDATED));
        assertThat(share(team, campaign).done()).isFalse();
        assertThat(share(team, campaign).missing()).containsExactly(Channel.PORTAL);
    }

    @Test
    void aShareIsDoneWhenEachNamedChannelHasItsEvidence() {
        Team team = team();
        String campaign = campaign();
        put(
                team,
                campaign,
                1,
                Tasks.continuing(
                        "开学信息", Set.of(team.unit()), Channel.NEW_MEDIA, Channel.TRADITIONAL_MEDIA));
        assignments.issueAll(team.office(), campaign);
        clock.set("2020-05-20T10:00");
        Consumer<Evidence.Elsewhere> prove =
                it -> shares.prove(team.editor(), campaign, 1, team.unit(), it);
        prove.accept(
                new Evidence.Elsewhere(
                        Channel.NEW_MEDIA,
                        "https://weixin.example/s/1",
                        null,
                        instant("2020-05-16T08:00"),
                        "公众号头条"));
        assertThat(share(team, campaign).begun()).isTrue();
        assertThat(share(team, campaign).missing()).containsExactly(Channel.TRADITIONAL_MEDIA);

        Digest page =
                assets.add(
                                team.editor(),
                                team.unit(),
                                "日报版面.txt",
                                new ByteArrayInputStream(
                                        ("版面 " + campaign).getBytes(StandardCharsets.UTF_8)))
                        .sha256();
        prove.accept(
                new Evidence.Elsewhere(
                        Channel.TRADITIONAL_MEDIA,
                        null,
                        page.hex(),
                        instant("2020-05-18T06:00"),
                        ""));
        assertThat(share(team, campaign).doneAt()).contains(instant("2020-05-18T06:00"));

        refused(
                AssignmentRefused.Why.NO_EVIDENCE,
                () ->
                        prove.accept(
                                new Evidence.Elsewhere(
                                        Channel.NEW_MEDIA, null, null, clock.instant(), "")));
        refused(
                AssignmentRefused.Why.CHANNEL,
                () ->
                        prove.accept(
                                new Evidence.Elsewhere(
                                        Channel.PORTAL,
                                        "https://www.example/1",
                                        null,
                                        clock.instant(),
                                        "")));
        assertThatThrownBy(
                        () ->
                                app.sql(
                                                """
                                                insert into evidence (id, assignment_id, unit_key, channel, link, published_at, remark,
                                                    recorded_by, recorded_at)
                                                select gen_random_uuid(), id, :unit, 'PORTAL', 'https://a.example/', now(), '', :by, now()
                                                from assignment where campaign_key = :campaign
                                                """)
                                        .param("unit", team.unit().value())
                                        .param("by", team.editor().id().value())
                                        .param("campaign", campaign)
                                        .update())
                .hasMessageContaining("evidence_check");
        refused(
                AssignmentRefused.Why.TOO_EARLY,
                () ->
                        prove.accept(
                                new Evidence.Elsewhere(
                                        Channel.NEW_MEDIA,
                                        "https://a.example/",
                                        null,
                                        instant("2019-12-31T23:59"),
                                        "")));
        for (String link : List.of("javascript:alert(1)", "http://", "ftp://a.example/", "网址")) {
            refused(
                    AssignmentRefused.Why.LINK,
                    () ->
                            prove.accept(
                                    new Evidence.Elsewhere(
                                            Channel.NEW_MEDIA, link, null, clock.instant(), "")));
        }
        refused(
                AssignmentRefused.Why.TIME,
                () ->
                        prove.accept(
                                new Evidence.Elsewhere(
                                        Channel.NEW_MEDIA,
                                        "https://a.example/",
                                        null,
                                        instant("2020-05-20T10:01"),
                                        "")));
        refused(
                AssignmentRefused.Why.FILE,
                () ->
                        prove.accept(
                                new Evidence.Elsewhere(
                                        Channel.NEW_MEDIA,
                                        null,
                                        "0".repeat(64),
                                        clock.instant(),
                                        "")));

        assertThatThrownBy(() -> library.remove(team.editor(), team.unit(), page))
                .isInstanceOf(FileInUse.class)
                .hasMessageContaining("政务公开日 #1");
        assertThat(share(team, campaign).done()).isTrue();
        for (Actor overseer : List.of(team.office(), people.person(Role.SUPERVISOR))) {
            assertThat(files.find(overseer, team.unit(), page)).isPresent();
            assertThat(assets.find(overseer, page)).isPresent();
        }
        assertThatThrownBy(() -> files.find(team().editor(), team.unit(), page))
                .isInstanceOf(NotAllowed.class);
        assertThat(files.list(team.editor(), team.unit(), UNUSED, LibraryOrder.NAME, 1, 10).items())
                .isEmpty();

        // As an erasure does.
        owner.sql("delete from unit_asset where sha256 = :page")
                .param("page", page.bytes())
                .update();
        assertThat(share(team, campaign).done()).isFalse();
        assertThat(share(team, campaign).evidence().getLast())
                .returns(new Evidence.File(page.hex(), null), Evidence::file);
        Evidence post = share(team, campaign).evidence().getFirst();
        shares.retract(team.editor(), campaign, post.id());
        assertThat(share(team, campaign).begun()).isFalse();
        assertThatThrownBy(() -> shares.retract(team.editor(), campaign, post.id()))
                .isInstanceOf(NoSuchAssignment.class);
    }

    @Test
    void aUnitThatIsFoundedWhenAllIsOverOwesNothing() {
        Team team = team();
        String campaign = campaign();
        put(team, campaign, 1, Tasks.ofEveryUnit("汇总", LocalDate.of(2020, 5, 20)));
        put(
                team,
                campaign,
                2,
                new Task(
                        "", "公开", true, Set.of(), null, null, true, Set.of(), Set.of(), List.of()));
        assignments.issueAll(team.office(), campaign);
        clock.set("2020-05-20T23:00");
        UnitKey inTime = people.unit();
        clock.set("2020-05-21T00:00");
        UnitKey tooLateForOne = people.unit();
        clock.set("2020-06-01T00:00");
        UnitKey tooLate = people.unit();

        assertThat(numbers(campaign, inTime)).containsExactly(1, 2);
        assertThat(numbers(campaign, tooLateForOne)).containsExactly(2);
        assertThat(numbers(campaign, tooLate)).isEmpty();
        // Whoever enters an old campaign afterwards means the units that there are.
        Assignment one = assignments.get(team.office(), campaign, 1);
        one = assignments.withdraw(team.office(), campaign, 1, one.version());
        assignments.issue(team.office(), campaign, 1, one.version());
        assertThat(numbers(campaign, tooLate)).containsExactly(1);
    }

    private List<Integer> numbers(String campaign, UnitKey unit) {
        return shares.of(campaign).stream()
                .filter(one -> one.unit().equals(unit))
                .map(one -> one.assignment().number())
                .toList();
    }

    @Test
    void aDocumentIsNamedFromTheListWithWhatIsPublicFirstOrByItsAddress() {
        Team team = team();
        String campaign = campaign();
        String section = continuing(campaign);
        put(team, campaign, 1, Tasks.inTheWindow("政策", Set.of(team.unit()), Channel.PORTAL));
        assignments.issueAll(team.office(), campaign);
        Documents.Written old = create(team, section(null), "别处的草稿");
        Documents.Written live = create(team, section, "已公开");
        documents.submit(team.editor(), live.document(), null);
        documents.approve(team.office(), live.document(), live.digest(), "");
        publish(live.document());
        clock.set("2020-05-20T09:00");
        Documents.Written draft = create(team, section, "本活动的草稿");
        documents.save(team.editor(), old.document(), null, text("别处的草稿"));

        assertThat(shares.candidates(team.editor(), campaign, 1, team.unit()).keySet())
                .containsExactly(live.document(), draft.document(), old.document());
        assertThat(shares.candidates(team.office(), campaign, 1, team.unit())).isEmpty();
        String path =
                app.sql("select path from document where id = :id")
                        .param("id", live.document().value())
                        .query(String.class)
                        .single();
        shares.prove(team.office(), campaign, 1, team.unit(), " https://www.example" + path + "#a");
        shares.prove(
                team.editor(),
                campaign,
                1,
                team.unit(),
                "http://a.example/workbench/documents/" + draft.document() + "/write");
        assertThat(shares.candidates(team.editor(), campaign, 1, team.unit()).keySet())
                .containsExactly(old.document());
        for (String nowhere : List.of("", "/没有/", "http://a b/", "mailto:a@b.example")) {
            refused(
                    AssignmentRefused.Why.DOCUMENT,
                    () -> shares.prove(team.editor(), campaign, 1, team.unit(), nowhere));
        }
    }

    @Test
    void aRowWithoutATaskIsMalformed() {
        Team team = team();
        String campaign = campaign();
        for (String rows : List.of("[{\"number\": 1}]", "[null]")) {
            assertThat(put(team.office(), campaign, "{\"version\": 0, \"rows\": " + rows + "}"))
                    .hasStatus(HttpStatus.BAD_REQUEST);
        }
    }

    @Test
    void theApiSavesIssuesAndRefusesWithItsReason() {
        Team team = team();
        String campaign = campaign();
        String rows =
                """
                {"version": 0, "rows": [{"number": 1, "task": {"block": "主题活动", "text": "解读政策", "everyUnit": false,
                  "units": ["%s"], "start": "2020-05-15", "end": "2020-05-31", "continuing": false,
                  "channels": ["PORTAL"], "inherited": [], "questions": []}}]}
                """
                        .formatted(team.unit());
        MvcTestResult saved = put(team.office(), campaign, rows);
        assertThat(saved).hasStatusOk();
        assertThat(saved).bodyJson().extractingPath("$.version").isEqualTo(1);
        assertThat(saved)
                .bodyJson()
                .extractingPath("$.assignments[0].task.units[0]")
                .isEqualTo(team.unit().value());
        MvcTestResult stale = put(team.office(), campaign, rows);
        assertThat(stale).hasStatus(HttpStatus.CONFLICT);
        assertThat(stale)
                .bodyJson()
                .extractingPath("$.type")
                .isEqualTo("urn:gongkai:problem:stale-version");
        assertThat(put(team.editor(), campaign, rows)).hasStatus(HttpStatus.FORBIDDEN);
        MvcTestResult unsound =
                put(
                        team.office(),
                        campaign,
                        rows.replace("\"version\": 0", "\"version\": 1")
                                .replace("2020-05-31", "2020-05-01"));
        assertThat(unsound).hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(unsound)
                .bodyJson()
                .extractingPath("$.detail")
                .isEqualTo("It ends on 2020-05-01, before 2020-05-15");
        assertThat(
                        http.post()
                                .uri("/api/v1/campaigns/{key}/assignments/1/issue", campaign)
                                .header("Authorization", people.bearer(team.office()))
                                .contentType(MediaType.APPLICATION_JSON)
                                .content("{\"version\": 0}")
                                .exchange())
                .hasStatusOk();
        MvcTestResult seen =
                http.get()
                        .uri("/api/v1/campaigns/{key}/shares", campaign)
                        .header("Authorization", people.bearer(team.editor()))
                        .exchange();
        assertThat(seen).bodyJson().extractingPath("$[0].missing[0]").isEqualTo("PORTAL");
        assertThat(seen).bodyJson().extractingPath("$[0].done").isEqualTo(false);
    }

    private MvcTestResult put(Actor by, String campaign, String rows) {
        return http.put()
                .uri("/api/v1/campaigns/{key}/assignments", campaign)
                .header("Authorization", people.bearer(by))
                .contentType(MediaType.APPLICATION_JSON)
                .content(rows)
                .exchange();
    }

    private Share share(Team team, String campaign) {
        return shares.of(campaign).stream()
                .filter(one -> one.unit().equals(team.unit()))
                .findFirst()
                .orElseThrow();
    }

    private Assignment put(Team team, String campaign, int number, Task task) {
        return assignments.put(team.office(), campaign, null, row(number, task));
    }

    private static Task task(Team team, String text) {
        return Tasks.inTheWindow(text, Set.of(team.unit()), Channel.PORTAL);
    }

    private static Breakdown.Row row(int number, Task task) {
        return new Breakdown.Row(number, task);
    }

    private static void refused(AssignmentRefused.Why why, Runnable act) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        AssignmentRefused.class,
                        refused -> assertThat(refused.why()).isEqualTo(why));
    }
}
