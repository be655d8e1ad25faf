package org.gongkai.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.search.Documents;
import org.gongkai.search.SearchDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

class AskingIT {
    private static final Asking USUAL =
            Asking.over(
                    Documents.of("dogs", "某市养犬管理规定", "饲养犬只应当办理登记，不得携带犬只进入公园。"),
                    Documents.of("dogs-2", "文明养犬倡议", "遛犬牵绳。犬只免疫每年一次。"),
                    Documents.of("insurance", "社会保险缴费指南", "参加社会保险的单位按月缴费。"),
                    Documents.of("fund", "住房公积金提取办法", "职工可以提取住房公积金。"),
                    Documents.policy(
                            "business",
                            "关于优化营商环境的若干措施",
                            "根据国发[2019]5号，自二〇二〇年六月一日起施行。",
                            "滨海政办发〔2020〕9号",
                            List.of("企业开办")),
                    Documents.of("dates", "施工公告", "自2020年3月9日起封闭道路。"),
                    Documents.attached(
                            Documents.of("attached", "招聘公告", "岗位见附件。"), "岗位表：城市雕塑养护员两名。"));

    @ParameterizedTest
    @ValueSource(strings = {"養犬管理", "養犬管理規定", "养狗管理"})
    void traditionalCharactersAndWordsOfTheSameMeaningFindTheSame(String asked) {
        Answer answer = USUAL.ask("q=" + asked);

        assertThat(Asking.ids(answer)).startsWith("dogs");
        assertThat(answer.found()).isEqualTo("exact");
        assertThat(answer.hits().getFirst().titleHighlight()).startsWith("某市<em>养犬管理");
    }

    @Test
    void abbreviationsFindWhatIsWrittenInFull() {
        assertThat(USUAL.ids("q=社保缴费")).containsExactly("insurance");
        assertThat(USUAL.ids("q=公积金 提取")).containsExactly("fund");
    }

    @Test
    void aPhraseMustStandAsItIsAndAnExclusionMustNot() {
        assertThat(USUAL.ids("q=\"犬只登记\"")).isEmpty();
        assertThat(USUAL.ids("q=“办理登记”")).containsExactly("dogs");
        assertThat(USUAL.ids("q=养犬 -登记")).containsExactly("dogs-2");
        assertThat(USUAL.ids("q=养犬 -\"犬只免疫\"")).containsExactly("dogs");
        assertThat(USUAL.ids("q=-登记")).isEmpty();
        assertThat(USUAL.ask("q=“办理登记”").hits().getFirst().highlight()).contains("<em>办理登记</em>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "滨海政办发〔2020〕9号",
                "滨海政办发[2020]9号",
                "濱海政辦發（２０２０）第09號",
                "政办发2020-9",
                "国发〔2019〕5号"
            })
    void aNumberIsFoundHoweverItIsWrittenAndWhereverItStands(String asked) {
        assertThat(USUAL.ids("q=" + asked)).startsWith("business");
        assertThat(USUAL.ask("q=" + asked).found()).isEqualTo("exact");
    }

    @Test
    void aDateIsAnAdvantageHoweverItIsWritten() {
        Asking asking =
                Asking.over(
                        Documents.of("later", "公告 2020年3月", "公告内容 2020 9 日"),
                        Documents.of("that day", "公告", "公告内容，二〇二〇年三月九日，2020 3 9 年月日"));

        assertThat(asking.ids("q=2020年3月9日 公告")).startsWith("that day");
    }

    @Test
    void attachmentsAreFoundAndShownWhereNothingStandsInTheBody() {
        Answer answer = USUAL.ask("q=雕塑养护员");

        assertThat(Asking.ids(answer)).containsExactly("attached");
        assertThat(answer.hits().getFirst().highlight()).contains("城市<em>雕塑养护员</em>");
    }

    @Test
    void ofEqualsThePreferredKindComesFirstAndThenTheNewer() {
        SearchDocument old =
                Documents.published(Documents.of("old", "绿化通知", "事项"), "2015-05-01T00:00:00Z");
        Asking asking =
                Asking.over(
                        old,
                        Documents.of("new", "绿化通知", "事项"),
                        Documents.in(Documents.of("policy", "绿化通知", "事项"), "policy", "a", "b"));

        assertThat(asking.ids("q=绿化通知")).containsExactly("policy", "new", "old");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yangquan",
                "yang quan",
                "YangQuan",
                "yang'quan",
                "yqgl",
                "养quan",
                "yangquang"
            })
    void lettersAreReadAsPinyinWhenNothingIsWrittenSo(String asked) {
        Answer answer = USUAL.ask("q=" + asked);

        assertThat(Asking.ids(answer)).contains("dogs");
        assertThat(answer.found()).isEqualTo("pinyin");
        assertThat(USUAL.ids("exact=true&q=" + asked)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"营商环镜", "营伤环境", "优化营商环竟"})
    void whatSoundsLikeALiveTitleIsMeant(String asked) {
        Answer answer = USUAL.ask("q=" + asked);

        assertThat(Asking.ids(answer)).containsExactly("business");
        assertThat(answer.found()).isEqualTo("corrected");
        assertThat(answer.query()).isEqualTo(asked);
        assertThat(answer.correction()).isEqualTo(asked.startsWith("优") ? "优化营商环境" : "营商环境");
        assertThat(answer.hits().getFirst().titleHighlight()).contains("<em>");
        assertThat(USUAL.ids("exact=true&q=" + asked)).isEmpty();
    }

    @Test
    void oneCharacterOfFourMayBeAnother() {
        assertThat(USUAL.ask("q=养大管理").correction()).isEqualTo("养犬管理");
        assertThat(USUAL.ask("q=养大管理 -免疫").correction()).isEqualTo("养犬管理 -\"免疫\"");
        assertThat(USUAL.ask("q=天文望远镜").correction()).isNull();
    }

    @Test
    void asALastResortHalfOfTheWordsAreEnough() {
        Answer answer = USUAL.ask("q=公园 犬只 滑雪板");

        assertThat(answer.found()).isEqualTo("loosened");
        assertThat(Asking.ids(answer)).startsWith("dogs");
        assertThat(USUAL.ids("q=天文望远镜")).isEmpty();
    }

    @Test
    void everyHitIsReachedPageByPageInEitherOrder() {
        Asking asking =
                Asking.over(
                        IntStream.range(0, 1_234)
                                .mapToObj(
                                        i ->
                                                Documents.published(
                                                        Documents.of(
                                                                "n" + i,
                                                                "同题" + (i % 7 == 0 ? "同题" : ""),
                                                                "同文"),
                                                        "2020-05-%02dT00:00:00Z"
                                                                .formatted(1 + i % 15)))
                                .toArray(SearchDocument[]::new));

        for (String question :
                List.of("q=同题&size=50", "q=同题&sort=newest&size=50", "to=2030-01-01&size=50")) {
            assertThat(asking.ask(question).total()).isEqualTo(1_234);
            assertThat(asking.all(question)).hasSize(1_234).doesNotHaveDuplicates();
        }
        assertThat(asking.ask("q=同题&size=50&page=2").hits())
                .isEqualTo(
                        asking.ask("q=同题&size=50&after=" + asking.ask("q=同题&size=50").next())
                                .hits());
    }

    @Test
    void whatWasFoundInAnotherWayIsPagedThroughToo() {
        Asking asking =
                Asking.over(
                        IntStream.range(0, 25)
                                .mapToObj(i -> Documents.of("n" + i, "养犬通知", "正文"))
                                .toArray(SearchDocument[]::new));

        for (String asked : List.of("q=养权通知", "q=yangquan")) {
            assertThat(asking.all(asked)).hasSize(25).doesNotHaveDuplicates();
            assertThat(asking.ids(asked + "&page=3")).hasSize(5);
        }
    }

    @Test
    void relatedDocumentsHaveWordsOfTheTitleInCommon() {
        assertThat(related("dogs")).containsExactly("dogs-2");
        assertThat(related("fund")).isEmpty();
        assertThat(related("never there")).isEmpty();
        assertThat(related("x".repeat(10_000))).isEmpty();
    }

    @Test
    void countsAreOfWhatEachChoiceThenFinds() {
        Answer answer = USUAL.ask("q=公告&kind=news");

        assertThat(Asking.byKey(answer.counts().kind())).isEqualTo(Map.of("news", 2L));
        assertThat(answer.counts().section().getFirst())
                .isEqualTo(new Counts.Count("decisions", "行政决策大家看", 2, false));
        assertThat(answer.counts().kind().getFirst().chosen()).isTrue();
    }

    private static List<String> related(String id) {
        return USUAL.related.to(id).documents().stream()
                .map(RelatedDocuments.Document::id)
                .toList();
    }
}
