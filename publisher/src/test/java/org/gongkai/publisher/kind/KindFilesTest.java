package org.gongkai.publisher.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.publisher.kind.KindField.Search;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.regex.Pattern;

class KindFilesTest {
    private static final DocumentKinds KINDS =
            DocumentKinds.read(KindFilesTest.class.getClassLoader());
    private static final String BULLETIN =
            """
            key: bulletin
            order: 65
            label: {zh: 公报, en: Bulletin}
            fields:
              - {key: summary, required: true}
              - {key: volume, type: line, label: {zh: 期号, en: Volume}, search: exact}
            page: {facts: [volume]}
            """;

    @TempDir private Path directory = Path.of("");

    @Test
    void theSevenKindsComeInTheirOrderWithTheFieldsThatTheirReadersExpect() {
        assertThat(KINDS.all())
                .extracting(DocumentKind::key)
                .containsExactly(
                        "article",
                        "picture-story",
                        "video",
                        "policy",
                        "interpretation",
                        "notice",
                        "page");
        assertThat(KINDS.of("policy").fields())
                .extracting(KindField::key)
                .containsExactly(
                        "documentNumber",
                        "documentDate",
                        "issuer",
                        "validity",
                        "summary",
                        "source");
        assertThat(KINDS.of("policy").field("validity").orElseThrow().choices())
                .extracting(KindField.Choice::value)
                .containsExactly("有效", "已修改", "失效", "废止");
        assertThat(KINDS.of("interpretation").field("form").orElseThrow().choices())
                .extracting(KindField.Choice::value)
                .containsExactly("text", "infographic", "video", "qa");
    }

    @Test
    void oneMoreFileIsOneMoreKindAndSharedFieldsAreTakenByTheirName() {
        DocumentKind bulletin = read("bulletin", BULLETIN).of("bulletin");

        KindField summary = bulletin.field("summary").orElseThrow();
        assertThat(summary.required()).isTrue();
        assertThat(summary.label()).isEqualTo(new DocumentKind.Label("摘要", "Summary"));
        assertThat(summary.search()).isEqualTo(Search.TEXT);
        assertThat(bulletin.page().facts()).containsExactly("volume");
        assertThat(bulletin.page().template()).isEqualTo("article.jte");
    }

    @Test
    void whatPagesAndTheIndexFollowFromHasADigestOfItsOwn() {
        DocumentKinds more = read("bulletin", BULLETIN);
        DocumentKinds renamed = read("bulletin", BULLETIN.replace("公报", "通报"));

        assertThat(more.digest()).isNotEqualTo(KINDS.digest()).isNotEqualTo(renamed.digest());
        assertThat(more.searchDigest())
                .isNotEqualTo(KINDS.searchDigest())
                .isEqualTo(renamed.searchDigest());
    }

    @Test
    void aKindThatIsNotSearchedIsAnotherShapeOfTheIndex() {
        DocumentKinds searched = read("bulletin", BULLETIN);
        DocumentKinds unsearched = read("bulletin", BULLETIN + "search: none\n");

        assertThat(searched.of("bulletin").searched()).isTrue();
        assertThat(unsearched.of("bulletin").searched()).isFalse();
        assertThat(unsearched.searchDigest()).isNotEqualTo(searched.searchDigest());
    }

    @Test
    void aKindThatNobodyDeclaredIsShownPlainly() {
        DocumentKind unknown = KINDS.of("bulletin");

        assertThat(KINDS.find("bulletin")).isEmpty();
        assertThat(unknown.fields()).isEmpty();
        assertThat(unknown.page().template()).isEqualTo("article.jte");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    key: bulletin          | key: Bulletin                          | small letters
                    key: bulletin          | key: gazette                           | gazette.yaml
                    zh: 公报,              |                                        | missing in zh
                    order: 65              | colour: red                            | colour
                    type: line             | type: number                           | "number"
                    type: line,            | type: choice,                          | needs choices
                    type: line,            | type: document,                        | needs relation
                    search: exact          | search: date                           | cannot have search
                    order: 65              | search: some                           | "some"
                    search: exact          | notAfterToday: true                    | cannot have notAfterToday
                    {key: summary,         | {key: abstract,                        | needs a type
                    facts: [volume]        | facts: [issue]                         | names the field “issue”
                    facts: [volume]        | shelf: {title: 公报, size: 9}           | 3 or 4
                    facts: [volume]        | schema: 'a b'                          | schema.org
                    page:                  | pages:                                 | pages
                    order: 65              | 'key: twice'                           | no YAML
                    """)
    void aFileThatIsNoKindIsRefusedByItsNameWithTheReason(
            String was, String instead, String reason) {
        assertThatThrownBy(
                        () ->
                                read(
                                        "bulletin",
                                        BULLETIN.replace(was, instead == null ? "" : instead)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("bulletin.yaml")
                .hasMessageContaining(reason);
    }

    @Test
    void aKindIsDeclaredInOnePlace() {
        assertThatThrownBy(() -> read("policy", "key: policy"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("two files policy.yaml");
    }

    @Test
    void aRelationLeadsToAKindThatIsThere() {
        String related =
                BULLETIN.replace(
                        "page:",
                        "  - {key: of, type: document, label: {zh: 关于, en: Of}, relation: {to: [ghost], heading: 关于, inverse: 公报}}\npage:");

        assertThatThrownBy(() -> read("bulletin", related))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ghost");
    }

    @ParameterizedTest
    @CsvSource({
        "沈政办发〔2020〕12号, true",
        "国发明电〔2020〕3号, true",
        "建办城函〔2020〕199号, true",
        "国办发 〔2020〕 17号, true",
        "滨海工信告〔2020〕第3号, true",
        "国发〔2020〕1号、财预〔2020〕3号, true",
        "中华人民共和国国务院令第713号, true",
        "辽宁省人民政府令第 328 号, true",
        "财政部 税务总局公告2020年第8号, true",
        "某省第十三届人民代表大会常务委员会公告〔13届〕第43号, true",
        "第四十五号, true",
        "（2020）沪0115民初1号, true",
        "法释〔2020〕1号, true",
        "沈政办发[2020]12号, false",
        "沈政办发［2020］12号, false",
        "沈政办发【2020】12号, false",
        "沈政办发(2020)12号, false",
        "沈政办发（2020）12号, false",
        "沈政办发﹝2020﹞12号, false",
        "沈政办发〔2020]12号, false",
        "沈政办发[2020〕12号, false",
        "沈政办发〔2020）12号, false",
        "沈政办发〔2020〕12, false",
        "见附件, false"
    })
    void aNumberIsWrittenWithTheBracketsOfGbt9704(String number, boolean fits) {
        KindField.Format format =
                java.util.Objects.requireNonNull(
                        KINDS.of("policy").field("documentNumber").orElseThrow().format());

        assertThat(Pattern.compile(format.pattern()).matcher(number).matches()).isEqualTo(fits);
    }

    private DocumentKinds read(String key, String yaml) {
        return TestKinds.with(directory, key, yaml);
    }
}
