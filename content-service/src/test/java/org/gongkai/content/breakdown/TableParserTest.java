package org.gongkai.content.breakdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gongkai.content.assignment.Channel.NEW_MEDIA;
import static org.gongkai.content.assignment.Channel.PORTAL;
import static org.gongkai.content.assignment.Question.Part.BLOCK;
import static org.gongkai.content.assignment.Question.Part.CHANNELS;
import static org.gongkai.content.assignment.Question.Part.DATES;
import static org.gongkai.content.assignment.Question.Part.UNITS;

import org.gongkai.content.assignment.Question;
import org.gongkai.content.assignment.Task;
import org.gongkai.content.people.Unit;
import org.gongkai.content.people.UnitKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tables as people write them, and what is said of what is unclear. */
class TableParserTest {
    private static final String HEADINGS = "序号\t板块\t任务\t责任单位\t完成时间\t发布途径\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "5月15日-5月 31日       | 2020-05-15 | 2020-05-31 | false",
                "５月１５日—５月３１日  | 2020-05-15 | 2020-05-31 | false",
                "5月15日至31日          | 2020-05-15 | 2020-05-31 | false",
                "5月15日～31日          | 2020-05-15 | 2020-05-31 | false",
                "2020年5月15日—31日     | 2020-05-15 | 2020-05-31 | false",
                "2020.5.15-2020.5.31    | 2020-05-15 | 2020-05-31 | false",
                "5.15-5.31              | 2020-05-15 | 2020-05-31 | false",
                "2020-05-15             | 2020-05-15 | 2020-05-15 | false",
                "2020-05-15至2020-05-31 | 2020-05-15 | 2020-05-31 | false",
                "自5月15日起至5月31日止 | 2020-05-15 | 2020-05-31 | false",
                "5月15日当天            | 2020-05-15 | 2020-05-15 | false",
                "5月8日前               | -          | 2020-05-08 | false",
                "于５月８日之前完成     | -          | 2020-05-08 | false",
                "5月底前                | -          | 2020-05-31 | false",
                "2月底                  | -          | 2020-02-29 | false",
                "持续发布               | -          | -          | true",
                "持 续 发 布。          | -          | -          | true",
                "长期坚持               | -          | -          | true",
                "5月15日起持续发布      | 2020-05-15 | -          | true",
                "5月15日起至活动结束    | 2020-05-15 | 2020-05-31 | false",
                "活动期间               | 2020-05-15 | 2020-05-31 | false"
            })
    void datesAreReadWhereTheirMeaningIsClear(
            String cell,
            @org.jspecify.annotations.Nullable LocalDate start,
            @org.jspecify.annotations.Nullable LocalDate end,
            boolean continuing) {
        WrittenDates read = WrittenDates.read(cell, Units2020.WINDOW);

        assertThat(read).isEqualTo(new WrittenDates(start, end, continuing, List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "''                | MISSING                | -          | -",
                "尽快              | UNREADABLE_DATES       | -          | -",
                "5-15              | UNREADABLE_DATES       | -          | -",
                "15日              | UNREADABLE_DATES       | -          | -",
                "第二季度          | UNREADABLE_DATES       | -          | -",
                "5月15日起         | UNREADABLE_DATES       | 2020-05-15 | -",
                "5月15日-6月31日   | NO_SUCH_DAY            | 2020-05-15 | -",
                "2月30日前         | NO_SUCH_DAY            | -          | -",
                "13月1日前         | NO_SUCH_DAY            | -          | -",
                "5月31日-5月15日   | ENDS_BEFORE_IT_BEGINS  | -          | -",
                "2019年5月15日-31日| OTHER_YEAR             | 2019-05-15 | 2019-05-31"
            })
    void ofUnclearDatesItIsSaidWhatIsUnclear(
            String cell,
            Question.Doubt doubt,
            @org.jspecify.annotations.Nullable LocalDate start,
            @org.jspecify.annotations.Nullable LocalDate end) {
        WrittenDates read = WrittenDates.read(cell, Units2020.WINDOW);

        assertThat(read.questions()).extracting(Question::doubt).containsExactly(doubt);
        assertThat(read.start()).isEqualTo(start);
        assertThat(read.end()).isEqualTo(end);
        assertThat(read.continuing()).isFalse();
    }

    @Test
    void aDayHasNoYearWhereTheCampaignHasNoDates() {
        WrittenDates read = WrittenDates.read("5月8日前", new WrittenDates.Window(null, null, null));

        assertThat(read.end()).isNull();
        assertThat(read.questions())
                .containsExactly(new Question(DATES, Question.Doubt.NO_YEAR, "5月8日前"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "区管委会 办公室                     | gwh",
                "区管委会 办公室 区行政服务中心 (网络中心) | gwh xzfw",
                "区公安局、 区安监局、 区市场监管局   | gaj ajj scjg",
                "滨海高新区教育文体局，科技局         | jwt kjj",
                "望潮街道；海韵街道办事处             | wcjd hyjd",
                "各街道                               | wcjd hyjd",
                "各街道办事处                         | wcjd hyjd"
            })
    void unitsAreFoundByTheirNames(String cell, String keys) {
        WrittenUnits read = WrittenUnits.read(cell, Units2020.ALL);

        assertThat(read.units()).extracting(UnitKey::value).containsExactly(keys.split(" "));
        assertThat(read.everyUnit()).isFalse();
        assertThat(read.questions()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"各单位", "各街道 各部门", "各街道各部门", "各街道办事处、各部门", "区各单位"})
    void everyUnitHasManyNames(String cell) {
        assertThat(WrittenUnits.read(cell, Units2020.ALL))
                .isEqualTo(new WrittenUnits(true, java.util.Set.of(), List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "区税务局、区科技局        | UNKNOWN_UNIT    | 区税务局             | kjj",
                "区营商办 各政务服务管理部门 | GROUP_OF_UNITS  | 各政务服务管理部门   | ysb",
                "有关部门                  | GROUP_OF_UNITS  | 有关部门             | -",
                "管委办公室                | SHORTENED_UNIT  | 管委办公室/区管委会办公室 | gwh",
                "中心                      | AMBIGUOUS_UNIT  | 中心/区行政服务中心、区宣传中心 | -"
            })
    void ofUnitsThatNobodyKnowsItIsSaidWhichTheyAre(
            String cell,
            Question.Doubt doubt,
            String about,
            @org.jspecify.annotations.Nullable String found) {
        WrittenUnits read = WrittenUnits.read(cell, Units2020.ALL);

        assertThat(read.questions()).containsExactly(new Question(UNITS, doubt, about.split("/")));
        assertThat(read.units())
                .extracting(UnitKey::value)
                .containsExactlyElementsOf(found == null ? List.of() : List.of(found.split(" ")));
    }

    @Test
    void twoUnitsOfOneNameButForTheDistrictAreAskedAbout() {
        List<Unit> units = new ArrayList<>(Units2020.ALL);
        units.add(new Unit(new UnitKey("kjj2"), "科技局", Unit.Kind.DEPARTMENT));

        assertThat(WrittenUnits.read("区科技局", units).units()).hasSize(1);
        assertThat(WrittenUnits.read("东城区科技局", units).questions())
                .containsExactly(
                        new Question(UNITS, Question.Doubt.AMBIGUOUS_UNIT, "东城区科技局", "区科技局、科技局"));
    }

    @Test
    void badInputIsShownAtItsCell() {
        Reading reading =
                read(
                        HEADINGS
                                + "１\t主题活动\t设立专栏\t区科技局\t5月15日-31日\t门户网站\n"
                                + "二\t\t解读政策\t区税务局\t尽快\t大屏幕、微信\n"
                                + "1\t\t\t区发改局\t2月30日前\t\n"
                                + "\t社会评议\t发布问卷\t\t\t\n"
                                + "7\t\t当面听取意见，5月15日当天在门户网站直播\t区人社局\t5月15日-31日\t政务新媒体\n"
                                + "备注：各单位确定专人。\n");

        assertThat(asked(reading, 0)).isEmpty();
        assertThat(asked(reading, 1))
                .containsExactly(
                        "NUMBER UNREADABLE_NUMBER [二]",
                        "UNITS UNKNOWN_UNIT [区税务局]",
                        "DATES UNREADABLE_DATES [尽快]",
                        "CHANNELS UNKNOWN_CHANNEL [大屏幕]");
        assertThat(asked(reading, 2))
                .containsExactly(
                        "NUMBER NUMBER_TWICE [1]",
                        "TEXT MISSING []",
                        "DATES NO_SUCH_DAY [2月30日前]",
                        "CHANNELS UNKNOWN_CHANNEL [大屏幕]");
        assertThat(asked(reading, 3))
                .containsExactly(
                        "NUMBER MISSING []",
                        "UNITS BLANK_BELOW [区发改局]",
                        "DATES BLANK_BELOW [2月30日前]",
                        "DATES NO_SUCH_DAY [2月30日前]");
        assertThat(asked(reading, 4))
                .containsExactly(
                        "CHANNELS CHANNELS_OF_THE_TEXT [NEW_MEDIA, PORTAL]",
                        "DATES DATES_OF_THE_TEXT [5月15日-31日, 2020-05-15]");
        assertThat(reading.rows())
                .extracting(row -> row.row().number())
                .containsExactly(1, 2, 3, 4, 7);
        assertThat(reading.rows())
                .extracting(row -> row.row().task().channels())
                .map(channels -> channels.stream().map(Enum::name).toList())
                .containsExactly(
                        List.of("PORTAL"),
                        List.of("NEW_MEDIA"),
                        List.of("NEW_MEDIA"),
                        List.of(),
                        List.of("NEW_MEDIA"));
        assertThat(reading.rows().get(2).row().task().inherited())
                .containsExactlyInAnyOrder(BLOCK, CHANNELS);
        assertThat(reading.rows().get(2).line()).isEqualTo(4);
        assertThat(reading.lines()).containsExactly("备注：各单位确定专人。");
    }

    @Test
    void aBlankCellUnderANewBlockStandsForNothing() {
        Reading reading =
                read(HEADINGS + "1\t主题活动\t甲\t区科技局\t持续发布\t门户网站\n" + "2\t总结\t乙\t区科技局\t5月25日前\t\n");

        Task task = reading.rows().get(1).row().task();
        assertThat(task.channels()).isEmpty();
        assertThat(task.inherited()).isEmpty();
        assertThat(task.questions()).isEmpty();
    }

    @Test
    void aHeadingOfItsOwnLineStandsOverTheRowsBelow() {
        Reading reading =
                read(
                        "序号\t任务\t责任单位\t完成时间\n"
                                + "一、主题活动\t\t\t\n"
                                + "1\t甲\t区科技局\t持续发布\n"
                                + "序号\t任务\t责任单位\t完成时间\n"
                                + "2\t乙\t区科技局\t持续发布\n");

        assertThat(reading.rows())
                .extracting(row -> row.row().task().block())
                .containsExactly("一、主题活动", "一、主题活动");
        assertThat(reading.rows())
                .allSatisfy(row -> assertThat(row.row().task().inherited()).containsExactly(BLOCK));
    }

    @Test
    void commasSeparateAsTabsDoAndQuotedCellsHoldBoth() {
        Reading reading =
                read(
                        """
                        任务分解表
                        序号,任务,责任单位,完成时间,发布途径
                        1,"解读政策，含""一图""读懂,
                        以及视频","区科技局,区发改局",5月15日-31日,"门户网站,政务新媒体"
                        2,它说"没有关上的引号,区人社局,持续发布,门户网站
                        """);

        Task first = reading.rows().getFirst().row().task();
        assertThat(first.text()).isEqualTo("解读政策，含\"一图\"读懂, 以及视频");
        assertThat(first.units()).extracting(UnitKey::value).containsExactly("fgj", "kjj");
        assertThat(first.channels()).containsExactly(PORTAL, NEW_MEDIA);
        assertThat(reading.rows().get(1).row().task().text()).isEqualTo("它说\"没有关上的引号");
        assertThat(reading.rows().get(1).line()).isEqualTo(5);
        assertThat(reading.lines()).containsExactly("任务分解表");
    }

    @Test
    void withoutSuchHeadingsThereIsNoTableAndNothingIsCut() {
        assertThat(parse("姓名\t电话\n张三\t123\n")).isEmpty();
        assertThat(parse("只有文字")).isEmpty();
        String longest = "长".repeat(4001);
        assertThatThrownBy(() -> read(HEADINGS + "1\t块\t" + longest + "\t区科技局\t持续发布\t门户网站\n"))
                .isInstanceOf(TableParser.TooLong.class)
                .hasMessage("Row 2: TEXT is longer than 4000 characters");
    }

    private static List<String> asked(Reading reading, int row) {
        return reading.rows().get(row).row().task().questions().stream()
                .map(one -> one.part() + " " + one.doubt() + " " + one.about())
                .toList();
    }

    private static Reading read(String text) {
        return parse(text).orElseThrow();
    }

    private static Optional<Reading> parse(String text) {
        return Units2020.parser().read(TextGrid.read(text));
    }
}
