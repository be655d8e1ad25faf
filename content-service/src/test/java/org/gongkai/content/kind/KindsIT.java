package org.gongkai.content.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.content.WholeApplication;
import org.gongkai.content.campaign.Section;
import org.gongkai.content.campaign.Sections;
import org.gongkai.content.document.ContentRefused;
import org.gongkai.content.document.DocumentQueries;
import org.gongkai.content.document.Documents;
import org.gongkai.content.document.Draft;
import org.gongkai.content.document.NewDocument;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.review.ReviewStage;
import org.gongkai.content.routing.TestRoutings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

class KindsIT extends WholeApplication {
    @Autowired private Kinds kinds;
    @Autowired private Documents documents;
    @Autowired private DocumentQueries queries;
    @Autowired private Sections sections;
    @Autowired private TestRoutings routings;
    @Autowired private Clock clock;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    documentNumber | 沈政办发〔2020〕12号 |
                    documentNumber | 沈政办发[2020]12号  | Document number “沈政办发[2020]12号” is not written as it should be. Put the year in the brackets 〔〕
                    documentDate   | 2020-05-15        |
                    documentDate   | 2020-5-15         | Date of the document “2020-5-15” is not a day; write it as 2020-05-15.
                    documentDate   | 2020-02-30        | “2020-02-30” is not a day
                    documentDate   | 0020-05-15        | “0020-05-15” is not a day
                    documentDate   | +12020-05-15      | is not a day
                    documentDate   | 2999-01-01        | Date of the document “2999-01-01” is later than today
                    validity       | 废止               |
                    validity       | 作废               | Validity “作废” is none of 有效, 已修改, 失效, 废止.
                    """)
    void aRefusalNamesFieldValueAndRemedy(String field, String value, @Nullable String refusal) {
        List<Shortcoming> found = found("policy", "正文", Map.of(field, value), List.of());

        if (refusal == null) {
            assertThat(found).isEmpty();
        } else {
            assertThat(found).hasSize(1);
            assertThat(found.getFirst().place()).isEqualTo("fields." + field);
            assertThat(found.getFirst().message()).contains(refusal);
            assertThat(found.getFirst().inChinese()).contains("“" + value + "”").contains("请");
        }
    }

    @Test
    void theDayOfADocumentMayBeTodayAndNotTomorrow() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), clock.getZone());

        assertThat(found("policy", "正文", Map.of("documentDate", "" + today), List.of())).isEmpty();
        assertThat(found("policy", "正文", Map.of("documentDate", "" + today.plusDays(1)), List.of()))
                .extracting(Shortcoming::place)
                .containsExactly("fields.documentDate");
    }

    @Test
    void whatIsTooLongSaysHowLongItMayBe() {
        assertThat(found("notice", "正文", Map.of("issuer", "府".repeat(201)), List.of()))
                .singleElement()
                .extracting(Shortcoming::message)
                .asString()
                .contains("Issuer", "201", "at most 200");
        assertThat(
                        kinds.shortcomings(
                                kind("article"),
                                new Written("题".repeat(301), "正文", Map.of(), List.of())))
                .singleElement()
                .extracting(Shortcoming::rule)
                .isEqualTo("KIND-TITLE");
    }

    @ParameterizedTest
    @CsvSource({
        "article, '', , KIND-BODY",
        "article, 正文, , ",
        "picture-story, 正文, , KIND-PICTURE",
        "picture-story, '', ATTACHMENT image/png, KIND-PICTURE",
        "picture-story, '', POSTER image/png, KIND-PICTURE",
        "picture-story, '', INLINE image/png, ",
        "video, 正文, , KIND-VIDEO",
        "video, 正文, VIDEO application/pdf, KIND-VIDEO",
        "video, '', VIDEO video/mp4, ",
        "page, '', , KIND-BODY",
    })
    void eachKindNeedsWhatMakesIt(
            String kind, String text, @Nullable String asset, @Nullable String rule) {
        List<Shortcoming> found =
                found(kind, text, Map.of(), asset == null ? List.of() : List.of(asset));

        assertThat(found)
                .extracting(Shortcoming::rule)
                .isEqualTo(rule == null ? List.of() : List.of(rule));
    }

    @Test
    void anInterpretationNamesAPolicyThatIsBeingWrittenOrPublic() {
        Actor admin = people.administrator();
        String section = "k" + UUID.randomUUID().toString().substring(0, 13);
        sections.put(admin, new Section(section, null, null));
        routings.send(section, ReviewStage.UNIT_REVIEW);
        UnitKey unit = people.unit();
        Actor editor = people.person(Role.EDITOR, unit);

        Documents.Written policy = create(editor, unit, section, "policy", Map.of());
        Documents.Written notice = create(editor, unit, section, "notice", Map.of());
        Documents.Written right = explaining(editor, unit, section, policy.document().toString());
        assertThatThrownBy(() -> submit(editor, right))
                .isInstanceOf(ContentRefused.class)
                .hasMessageContaining("release set");

        for (String wrong :
                List.of(notice.document().toString(), UUID.randomUUID().toString(), "政策")) {
            Documents.Written of = explaining(editor, unit, section, wrong);
            assertThatThrownBy(() -> submit(editor, of))
                    .isInstanceOf(ContentRefused.class)
                    .hasMessageContaining("fields.interprets: Interpreted policy “" + wrong + "”");
        }
        documents.discard(editor, policy.document(), null);
        Documents.Written late = explaining(editor, unit, section, policy.document().toString());
        assertThatThrownBy(() -> submit(editor, late))
                .isInstanceOf(ContentRefused.class)
                .hasMessageContaining("that is being written or public");
    }

    @Test
    void linesLoseWhatNobodySeesAndTextsKeepTheirLines() {
        Actor admin = people.administrator();
        String section = "k" + UUID.randomUUID().toString().substring(0, 13);
        sections.put(admin, new Section(section, null, null));
        routings.send(section, ReviewStage.UNIT_REVIEW);
        UnitKey unit = people.unit();
        Actor editor = people.person(Role.EDITOR, unit);
        Documents.Written written =
                create(
                        editor,
                        unit,
                        section,
                        "notice",
                        Map.of(
                                "issuer",
                                " 区\u0000政府\u202e\n 办公室 ",
                                "summary",
                                "一\u0007 \r\n\r\n\r\n二\n"));

        assertThat(queries.view(editor, written.document()).content().fields())
                .containsOnly(Map.entry("issuer", "区政府 办公室"), Map.entry("summary", "一\n\n二"));
    }

    private Documents.Written explaining(
            Actor editor, UnitKey unit, String section, String policy) {
        return create(
                editor,
                unit,
                section,
                "interpretation",
                Map.of("interprets", policy, "form", "text"));
    }

    private Documents.Written create(
            Actor editor, UnitKey unit, String section, String kind, Map<String, String> fields) {
        return documents.create(
                editor,
                new NewDocument(
                        kind,
                        section,
                        unit,
                        new Draft("题目", "<p>正文</p>", fields, List.of(), null, List.of()),
                        null));
    }

    private void submit(Actor editor, Documents.Written written) {
        documents.submit(editor, written.document(), null);
    }

    private List<Shortcoming> found(
            String kind, String text, Map<String, String> fields, List<String> assets) {
        return kinds.shortcomings(kind(kind), new Written("题目", text, fields, assets));
    }

    private Kind kind(String key) {
        return kinds.find(key).orElseThrow();
    }
}
