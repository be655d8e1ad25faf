package org.gongkai.content.releaseset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.content.audit.AuditEntry;
import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.NoSuchDocument;
import org.gongkai.content.document.ReleaseOvertaken;
import org.gongkai.content.document.WithdrawalNotice;
import org.gongkai.content.document.WithdrawalReason;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;

class ReleaseSetsIT extends SetsOfAUnit {
    @Test
    void aSetSaysWhoKeepsItBackInPlainWords() {
        DocumentId ready = approved("已审定的一篇");
        DocumentId draft = draft("还是草稿的一篇");
        DocumentId later = approved("五月才能公开的一篇", Instant.parse("2095-05-14T16:00:00Z"));
        ReleaseSetId set = set(ready, draft, later);

        ReleaseSetView waiting = queries.view(editor, set);
        assertThat(waiting.state()).isEqualTo(ReleaseSetView.State.WAITING);
        assertThat(waiting.keptBackBy())
                .containsExactly(
                        "“还是草稿的一篇” is a draft: its unit has to submit it.",
                        "“五月才能公开的一篇” may not be public before 2095-05-14T16:00:00Z.");

        approve(draft);
        assertThat(queries.view(editor, set).state()).isEqualTo(ReleaseSetView.State.SCHEDULED);
        assertThat(queries.view(editor, set).notBefore()).isEqualTo("2095-05-14T16:00:00Z");

        sets.remove(editor, set, null, later);
        assertThat(queries.view(editor, set).state()).isEqualTo(ReleaseSetView.State.DUE);
        publish(ready, draft);
        assertThat(queries.view(editor, set).state()).isEqualTo(ReleaseSetView.State.SETTLED);
        assertThat(views.view(editor, ready).releaseSet())
                .isNotNull()
                .extracting(name -> name.name())
                .isEqualTo("一组");
    }

    @Test
    void everyChangeStandsOnTheChainOfEveryMember() {
        DocumentId first = draft("甲");
        DocumentId second = draft("乙");
        DocumentId third = draft("丙");
        ReleaseSetId set = set(first, second);
        sets.add(editor, set, null, third);
        sets.remove(editor, set, null, second);
        sets.dissolve(editor, set, null);

        assertThat(chain(first))
                .containsExactly(
                        "created", "joined set", "set changed", "set changed", "set dissolved");
        assertThat(chain(second))
                .containsExactly("created", "joined set", "set changed", "left set");
        assertThat(chain(third))
                .containsExactly("created", "joined set", "set changed", "set dissolved");
        assertThat(audit.chain(first.toString())).allMatch(AuditEntry::intact);
        assertThat(audit.chain(AuditLog.SYSTEM).stream().map(AuditEntry::detail))
                .filteredOn(detail -> detail.contains(set.toString()))
                .hasSize(2);
        assertThatThrownBy(() -> sets.add(editor, set, null, first))
                .isInstanceOf(ReleaseSetSettled.class);
    }

    @Test
    void aDocumentBelongsToOneSetAtATime() {
        DocumentId document = draft("只在一处");
        ReleaseSetId first = set(document);
        ReleaseSetId second = set();

        assertThatThrownBy(() -> sets.add(editor, second, null, document))
                .isInstanceOf(InAnotherSet.class)
                .hasMessageContaining(first.toString());
        sets.dissolve(editor, first, null);
        sets.add(editor, second, null, document);
        sets.add(editor, second, null, document);

        assertThat(queries.view(editor, second).members()).hasSize(1);
        assertThat(queries.view(editor, second).version()).isEqualTo("1");
    }

    @Test
    void editorsGroupTheirOwnDocumentsAndTheOfficeThoseOfSeveralUnits() {
        DocumentId own = approved("本单位的");
        UnitKey otherUnit = people.unit();
        Actor other = people.person(Role.EDITOR, otherUnit);
        DocumentId foreign = draftOf(other, otherUnit, "article", "别的单位的草稿", Map.of());

        assertThatThrownBy(() -> sets.create(other, new NewReleaseSet("组", unit, List.of())))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> sets.create(editor, new NewReleaseSet("组", null, List.of())))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(
                        () -> sets.create(editor, new NewReleaseSet("组", unit, List.of(foreign))))
                .isInstanceOf(NoSuchDocument.class);
        assertThatThrownBy(
                        () ->
                                sets.create(
                                        office,
                                        new NewReleaseSet("组", null, List.of(own, foreign))))
                .as("nobody saw the other unit's draft")
                .isInstanceOf(NoSuchDocument.class);

        ReleaseSetId empty = sets.create(office, new NewReleaseSet("空组", unit, List.of()));
        assertThat(queries.view(office, empty).state()).isEqualTo(ReleaseSetView.State.SETTLED);

        documents.submit(other, foreign, null);
        ReleaseSetId across =
                sets.create(office, new NewReleaseSet("跨单位", null, List.of(own, foreign)));

        assertThatThrownBy(() -> sets.remove(editor, across, null, own))
                .isInstanceOf(NotAllowed.class);
        ReleaseSetView seen = queries.view(editor, across);
        assertThat(seen.members())
                .extracting(ReleaseSetView.Member::title)
                .containsExactly("本单位的", null);
        assertThat(seen.keptBackBy()).singleElement().asString().contains("单位").contains("review");
    }

    @Test
    void whoSeesNoneOfItsMembersDoesNotLearnThatASetExists() {
        ReleaseSetId set = set(draft("内部"));
        Actor stranger = people.person(Role.EDITOR, people.unit());

        assertThatThrownBy(() -> queries.view(stranger, set)).isInstanceOf(NoSuchReleaseSet.class);
        assertThatThrownBy(() -> queries.view(office, set)).isInstanceOf(NoSuchReleaseSet.class);
        assertThatThrownBy(() -> sets.dissolve(office, set, null))
                .isInstanceOf(NoSuchReleaseSet.class);
        assertThat(queries.list(stranger, 1, 200).items()).isEmpty();
        assertThat(queries.list(editor, 1, 200).items())
                .extracting(ReleaseSetView::id)
                .containsExactly(set);
    }

    @Test
    void whoReadAnOlderVersionChangesNothing() {
        ReleaseSetId set = set(draft("甲"));
        DocumentId second = draft("乙");
        sets.add(editor, set, 0L, second);

        assertThatThrownBy(() -> sets.remove(editor, set, 0L, second))
                .isInstanceOf(StaleReleaseSet.class)
                .hasMessageContaining(editor.account());
        assertThat(queries.view(editor, set).members()).hasSize(2);
    }

    @Test
    void bothNextEditionsOfAJointUpdateWaitForEachOther() {
        DocumentId one = approved("规定");
        DocumentId two = approved("问答");
        ReleaseSetId set = set(one, two);
        publish(one, two);
        documents.save(editor, one, null, text("规定的第二版", Map.of(), null));
        documents.save(editor, two, null, text("问答的第二版", Map.of(), null));
        approve(one);

        assertThat(queries.view(editor, set).state()).isEqualTo(ReleaseSetView.State.WAITING);
        assertThatThrownBy(() -> reserve(RELEASES.incrementAndGet(), one))
                .isInstanceOf(ReleaseOvertaken.class);

        documents.discard(editor, two, null);
        assertThat(queries.view(editor, set).state())
                .as("without a next edition it stays public and stands in nobody's way")
                .isEqualTo(ReleaseSetView.State.DUE);
    }

    @Test
    void whatAFindingHeldWithItsSetIsLetGoAtOnce() {
        DocumentId one = approved("其一");
        DocumentId two = approved("其二");
        ReleaseSetId set = set(one, two);
        transactions.executeWithoutResult(
                done -> {
                    publication.held(edition(one), 5, "META-3: 缺少来源");
                    publication.held(edition(two), 5, "SET-1: 同组被拦下");
                });
        assertThat(queries.keptBack(editor))
                .singleElement()
                .satisfies(kept -> assertThat(kept.keptBackBy()).hasSize(2));

        assertThatThrownBy(() -> sets.letGo(editor, set)).isInstanceOf(NotAllowed.class);
        assertThat(sets.letGo(publisher, set)).isEqualTo(2);

        assertThat(queries.view(editor, set).state()).isEqualTo(ReleaseSetView.State.DUE);
    }

    @Test
    void aWithdrawnMemberKeepsTheOthersBackUntilItIsTakenOut() {
        DocumentId gone = approved("将被撤下");
        publish(gone);
        DocumentId next = approved("后续");
        ReleaseSetId set = set(gone, next);
        documents.withdraw(office, gone, WithdrawalNotice.of(WithdrawalReason.OUTDATED));

        assertThat(queries.keptBack(editor))
                .singleElement()
                .satisfies(
                        kept ->
                                assertThat(kept.keptBackBy())
                                        .singleElement()
                                        .asString()
                                        .contains("was withdrawn"));
        sets.remove(editor, set, null, gone);
        assertThat(queries.keptBack(editor)).isEmpty();
    }
}
