package org.gongkai.content.releaseset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.content.document.ContentRefused;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.EditionState;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class PolicyWithInterpretationIT extends SetsOfAUnit {
    @Test
    void anInterpretationOfAPolicyThatIsNotPublicIsSubmittedOnlyTogetherWithIt() {
        DocumentId policy = policy("若干措施");
        DocumentId reading = reading("一图读懂若干措施", policy);

        assertThatThrownBy(() -> documents.submit(editor, reading, null))
                .isInstanceOfSatisfying(
                        ContentRefused.class,
                        e ->
                                assertThat(e.shortcomings())
                                        .singleElement()
                                        .matches(missing -> missing.rule().equals("POL-2"))
                                        .matches(
                                                missing ->
                                                        missing.message().contains("with-policy")));

        ReleaseSetId set = sets.withPolicy(editor, reading, null);
        assertThat(sets.withPolicy(editor, reading, null)).isEqualTo(set);
        assertThat(queries.view(editor, set).name()).isEqualTo("政策与解读：若干措施");
        assertThat(queries.view(editor, set).members())
                .extracting(ReleaseSetView.Member::document)
                .containsExactlyInAnyOrder(policy, reading);
        approve(reading);
        assertThat(state(reading)).isEqualTo(EditionState.APPROVED);
    }

    @Test
    void anInterpretationThatIsHandedInIsNotTakenFromItsPolicy() {
        DocumentId policy = policy("若干措施");
        DocumentId reading = reading("一图读懂若干措施", policy);
        ReleaseSetId set = sets.withPolicy(editor, reading, null);
        approve(reading);

        for (Runnable parting :
                List.<Runnable>of(
                        () -> sets.remove(editor, set, null, reading),
                        () -> sets.remove(editor, set, null, policy),
                        () -> sets.dissolve(editor, set, null))) {
            assertThatThrownBy(parting::run)
                    .isInstanceOf(ContentRefused.class)
                    .hasMessageContaining("take the interpretation back");
        }
        documents.recall(editor, reading, null);
        sets.remove(editor, set, null, reading);
        assertThatThrownBy(() -> documents.submit(editor, reading, null))
                .isInstanceOf(ContentRefused.class);
    }

    @Test
    void anInterpretationOfAPublicPolicyGoesByItself() {
        DocumentId policy = policy("已公开的措施");
        approve(policy);
        publish(policy);
        DocumentId reading = reading("解读", policy);

        assertThatThrownBy(() -> sets.withPolicy(editor, reading, null))
                .isInstanceOf(ContentRefused.class)
                .hasMessageContaining("public already");
        approve(reading);
        assertThat(state(reading)).isEqualTo(EditionState.APPROVED);
    }

    @Test
    void anotherUnitExplainsAPolicyWithoutReadingItsDraft() {
        DocumentId policy = policy("别的单位还看不到的题目");
        UnitKey otherUnit = people.unit();
        Actor other = people.person(Role.EDITOR, otherUnit);
        DocumentId reading =
                draftOf(
                        other,
                        otherUnit,
                        "interpretation",
                        "另一个单位的解读",
                        Map.of("interprets", policy.toString(), "form", "text"));

        ReleaseSetId set = sets.withPolicy(other, reading, null);

        assertThat(queries.view(other, set).name())
                .startsWith("政策与解读：单位")
                .doesNotContain("另一个单位的解读");
        assertThat(queries.view(other, set).members())
                .extracting(ReleaseSetView.Member::title)
                .containsExactlyInAnyOrder(null, "另一个单位的解读");
        assertThatThrownBy(() -> sets.remove(other, set, null, policy))
                .isInstanceOf(NotAllowed.class);
        documents.submit(other, reading, null);
    }

    private DocumentId policy(String title) {
        return draftOf(
                editor,
                unit,
                "policy",
                title,
                Map.of(
                        "documentNumber", "测政办发〔2020〕1号",
                        "documentDate", "2020-04-17",
                        "issuer", "测试区人民政府办公室",
                        "validity", "有效"));
    }

    private DocumentId reading(String title, DocumentId policy) {
        return draftOf(
                editor,
                unit,
                "interpretation",
                title,
                Map.of("interprets", policy.toString(), "form", "text"));
    }
}
