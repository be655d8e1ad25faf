package org.gongkai.content.summary;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.content.assignment.Channel;
import org.gongkai.content.figures.Figures;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

class SentencesTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @ParameterizedTest(name = "{0} shares, {1} done, {2} late, {3} overdue")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    0 | 0 | 0 | 0 | 司法局没有承担任务分解表中的任务。
                    1 | 1 | 0 | 0 | 司法局承担任务1项，已经完成。
                    1 | 1 | 1 | 0 | 司法局承担任务1项，已经完成，但超过了期限。
                    1 | 0 | 0 | 0 | 司法局承担任务1项，尚未完成。
                    1 | 0 | 0 | 1 | 司法局承担任务1项，尚未完成，已经逾期。
                    3 | 3 | 0 | 0 | 司法局承担任务3项，已全部完成。
                    3 | 3 | 1 | 0 | 司法局承担任务3项，已全部完成，其中1项超过期限。
                    3 | 3 | 3 | 0 | 司法局承担任务3项，已全部完成，但均超过了期限。
                    3 | 0 | 0 | 0 | 司法局承担任务3项，均未完成。
                    3 | 0 | 0 | 2 | 司法局承担任务3项，均未完成，其中2项已经逾期。
                    3 | 0 | 0 | 3 | 司法局承担任务3项，均未完成，已经逾期。
                    3 | 2 | 0 | 0 | 司法局承担任务3项，完成2项，1项尚未完成。
                    3 | 2 | 1 | 1 | 司法局承担任务3项，完成2项（其中1项超过期限），1项尚未完成，已经逾期。
                    4 | 1 | 1 | 2 | 司法局承担任务4项，完成1项（超过期限），3项尚未完成，其中2项已经逾期。
                    """)
    void whatAUnitTookOnAndDid(int shares, int done, int late, int overdue, String sentence) {
        assertThat(closed("司法局", figures(shares, done, late, overdue, 0, 0, 0, Map.of(), 0, 0, 0)))
                .first()
                .isEqualTo("活动期间，" + sentence);
    }

    @Test
    void whatWasPublishedIsSaidByChannelAndNothingIsNotZero() {
        Map<Channel, Integer> everywhere =
                Map.of(
                        Channel.PORTAL, 12,
                        Channel.NEW_MEDIA, 3,
                        Channel.TRADITIONAL_MEDIA, 1,
                        Channel.SERVICE_SITE, 2);
        assertThat(closed("司法局", figures(1, 1, 0, 0, 14, 12, 1, everywhere, 0, 0, 0)))
                .containsExactly(
                        "活动期间，司法局承担任务1项，已经完成。",
                        "发布信息：门户网站12篇，政务新媒体3条，传统新闻媒体1条，政务服务网2条；其后撤下1篇；另有2篇稿件没有公开。",
                        "稿件没有迟交。");
        assertThat(
                        closed(
                                "司法局",
                                figures(
                                        1,
                                        1,
                                        0,
                                        0,
                                        0,
                                        0,
                                        0,
                                        Map.of(Channel.NEW_MEDIA, 1),
                                        0,
                                        0,
                                        0)))
                .containsExactly("活动期间，司法局承担任务1项，已经完成。", "发布信息：政务新媒体1条。");
        assertThat(closed("司法局", figures(0, 0, 0, 0, 0, 0, 0, Map.of(), 0, 0, 0)))
                .containsExactly("活动期间，司法局没有承担任务分解表中的任务。", "没有发布信息。")
                .noneMatch(sentence -> sentence.contains("0"));
    }

    @Test
    void beforeTheClosingTheInstantIsSaid() {
        assertThat(
                        Sentences.of(
                                "司法局",
                                figures(2, 1, 0, 0, 1, 0, 0, Map.of(), 0, 0, 0),
                                Instant.parse("2020-05-25T09:30:00Z"),
                                false,
                                ZONE))
                .containsExactly("截至2020年5月25日17时30分，司法局承担任务2项，完成1项，1项尚未完成。", "尚未发布信息。", "稿件没有迟交。");
        assertThat(
                        Sentences.of(
                                "司法局",
                                figures(0, 0, 0, 0, 0, 0, 0, Map.of(), 0, 0, 0),
                                Instant.parse("2020-05-25T09:00:00Z"),
                                false,
                                ZONE))
                .first()
                .isEqualTo("截至2020年5月25日17时，司法局没有承担任务分解表中的任务。");
    }

    @Test
    void whatCameLateAndWhatPassedOverStagesIsNotLeftOut() {
        assertThat(closed("司法局", figures(1, 1, 0, 0, 2, 2, 0, Map.of(Channel.PORTAL, 2), 1, 1, 0)))
                .endsWith("迟交稿件1篇次，均说明了理由。", "使用应急发布1次，事后均已补审。");
        assertThat(closed("司法局", figures(1, 1, 0, 0, 2, 2, 0, Map.of(Channel.PORTAL, 2), 0, 1, 1)))
                .endsWith("使用应急发布1次，尚未补审。");
        assertThat(closed("司法局", figures(1, 1, 0, 0, 2, 2, 0, Map.of(Channel.PORTAL, 2), 0, 3, 1)))
                .endsWith("使用应急发布3次，其中1次尚未补审。");
    }

    @Test
    void theDistrictCountsItsUnits() {
        Figures figures =
                new Figures(14, 20, 17, 2, 3, 20, 30, 28, 0, Map.of(Channel.PORTAL, 28), 2, 0, 0);
        assertThat(closed(null, figures))
                .containsExactly(
                        "活动期间，全区14个单位共承担任务20项次，完成17项次（其中2项次超过期限），3项次尚未完成，已经逾期。",
                        "发布信息：门户网站28篇；另有2篇稿件没有公开。",
                        "迟交稿件2篇次，均说明了理由。");
        assertThat(closed(null, figures(0, 0, 0, 0, 0, 0, 0, Map.of(), 0, 0, 0)))
                .containsExactly("活动期间，全区尚无单位参加。", "没有发布信息。");
    }

    private static List<String> closed(@Nullable String unit, Figures figures) {
        return Sentences.of(unit, figures, Instant.parse("2020-05-31T16:00:00Z"), true, ZONE);
    }

    private static Figures figures(
            int shares,
            int done,
            int doneLate,
            int overdue,
            int documents,
            int published,
            int withdrawn,
            Map<Channel, Integer> channels,
            int late,
            int emergencies,
            int open) {
        return new Figures(
                0,
                shares,
                done,
                doneLate,
                overdue,
                shares,
                documents,
                published,
                withdrawn,
                channels,
                late,
                emergencies,
                open);
    }
}
