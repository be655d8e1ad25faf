package org.gongkai.content.breakdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gongkai.content.assignment.Channel.NEW_MEDIA;
import static org.gongkai.content.assignment.Channel.PORTAL;
import static org.gongkai.content.assignment.Channel.SERVICE_SITE;
import static org.gongkai.content.assignment.Channel.TRADITIONAL_MEDIA;
import static org.gongkai.content.assignment.Question.Doubt.CHANNELS_OF_THE_NOTICE;
import static org.gongkai.content.assignment.Question.Doubt.CHANNELS_OF_THE_TEXT;
import static org.gongkai.content.assignment.Question.Doubt.DATES_OF_THE_TEXT;
import static org.gongkai.content.assignment.Question.Doubt.GROUP_OF_UNITS;
import static org.gongkai.content.assignment.Question.Part.BLOCK;
import static org.gongkai.content.assignment.Question.Part.CHANNELS;
import static org.gongkai.content.assignment.Question.Part.DATES;
import static org.gongkai.content.assignment.Question.Part.UNITS;

import org.gongkai.content.assignment.Channel;
import org.gongkai.content.assignment.Question;
import org.gongkai.content.assignment.Task;
import org.gongkai.content.html.SharedInput;
import org.gongkai.content.intake.TextDecoding;
import org.gongkai.content.people.UnitKey;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** The table of the real notice of 2020, row by row. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NoticeOf2020Test {
    private static final LocalDate OPENING = LocalDate.of(2020, 5, 15);
    private static final LocalDate LAST = LocalDate.of(2020, 5, 31);
    private static final Set<Channel> ALL_MEDIA = Set.of(PORTAL, NEW_MEDIA, TRADITIONAL_MEDIA);

    private String file = "";
    private Reading reading = new Reading(List.of(), List.of(), 0);

    @BeforeAll
    void read() throws IOException {
        file =
                TextDecoding.decode(
                        Files.readAllBytes(SharedInput.find("notice/notice-2020-515.txt")),
                        "notice");
        reading = Units2020.parser().read(TextGrid.read(file)).orElseThrow();
    }

    @Test
    void twelveRowsEachWithItsOwnWordsAndTheHeadingsThatTheTextHasMoved() {
        assertThat(reading.rows()).hasSize(12);
        assertThat(reading.rows())
                .extracting(row -> row.row().number())
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        assertThat(reading.rows())
                .allSatisfy(row -> assertThat(file).contains(row.row().task().text()));
        assertThat(reading.rows())
                .extracting(row -> row.row().task().text())
                .doesNotHaveDuplicates();
        assertThat(reading.moved()).isEqualTo(1);
        assertThat(reading.lines()).last().asString().startsWith("备注");
    }

    @Test
    void row1() {
        Task task = task(1);
        is(task, LocalDate.of(2020, 4, 26), LAST, Set.of(), "gwh");
        assertThat(task.block()).startsWith("统筹协调");
        assertThat(task.inherited()).isEmpty();
        assertThat(task.questions()).isEmpty();
    }

    @Test
    void row2() {
        Task task = task(2);
        is(task, null, LocalDate.of(2020, 5, 8), Set.of(), "gwh");
        assertThat(task.block()).isEqualTo("上报审核材料");
        assertThat(task.inherited()).isEmpty();
        assertThat(task.questions()).isEmpty();
    }

    @Test
    void row3() {
        Task task = task(3);
        is(task, OPENING, LAST, Set.of(PORTAL), "gwh", "xzfw");
        assertThat(task.block()).startsWith("一、开展主题活动 (一)").contains("重要工作部门谈");
        assertThat(task.inherited()).isEmpty();
        assertThat(task.questions())
                .containsExactly(
                        new Question(
                                CHANNELS,
                                CHANNELS_OF_THE_NOTICE,
                                "PORTAL",
                                "PORTAL NEW_MEDIA TRADITIONAL_MEDIA"));
    }

    @Test
    void row4() {
        Task task = task(4);
        isContinuing(task, "jwt");
        assertThat(task.block()).isEqualTo(task(3).block());
        assertThat(task.inherited()).containsExactly(BLOCK);
        assertThat(task.questions()).isEmpty();
    }

    @Test
    void row5() {
        Task task = task(5);
        is(task, OPENING, LAST, ALL_MEDIA);
        assertThat(task.everyUnit()).isTrue();
        inheritsBlockAndChannels(task);
    }

    @Test
    void row6() {
        Task task = task(6);
        is(task, OPENING, LAST, ALL_MEDIA, "fgj", "kjj", "scjg", "tcj");
        inheritsBlockAndChannels(task);
    }

    @Test
    void row7() {
        Task task = task(7);
        isContinuing(task, "jwt");
        inheritsBlockAndChannels(task);
    }

    @Test
    void row8() {
        Task task = task(8);
        is(task, OPENING, LAST, ALL_MEDIA, "ajj", "gaj", "scjg");
        inheritsBlockAndChannels(task);
    }

    @Test
    void row9() {
        Task task = task(9);
        is(task, OPENING, LAST, ALL_MEDIA, "rsj");
        inheritsBlockAndChannels(task);
    }

    @Test
    void row10() {
        Task task = task(10);
        is(task, OPENING, LAST, ALL_MEDIA);
        assertThat(task.everyUnit()).isTrue();
        assertThat(task.block()).startsWith("一、开展主题活动 (二)").contains("行政决策大家看");
        assertThat(task.inherited()).isEmpty();
        assertThat(task.questions())
                .containsExactly(
                        new Question(
                                CHANNELS,
                                CHANNELS_OF_THE_TEXT,
                                "PORTAL NEW_MEDIA TRADITIONAL_MEDIA",
                                "PORTAL NEW_MEDIA"));
    }

    @Test
    void row11() {
        Task task = task(11);
        is(task, OPENING, LAST, Set.of(SERVICE_SITE), "ysb");
        assertThat(task.block()).startsWith("一、开展主题活动 (三)").contains("服务事项高效办");
        assertThat(task.inherited()).containsExactly(BLOCK);
        assertThat(task.questions())
                .containsExactly(
                        new Question(UNITS, GROUP_OF_UNITS, "区各政务服务管理部门"),
                        new Question(CHANNELS, CHANNELS_OF_THE_NOTICE, "SERVICE_SITE", "PORTAL"));
    }

    @Test
    void row12() {
        Task task = task(12);
        is(task, OPENING, LAST, Set.of(PORTAL), "xczx", "xzfw");
        assertThat(task.block()).startsWith("一、开展主题活动 (四)").contains("政务公开社会评");
        assertThat(task.inherited()).containsExactly(BLOCK);
        assertThat(task.questions())
                .containsExactly(
                        new Question(CHANNELS, CHANNELS_OF_THE_TEXT, "PORTAL", "PORTAL NEW_MEDIA"),
                        new Question(DATES, DATES_OF_THE_TEXT, "5月15日-5月31日", "2020-05-15"));
    }

    private Task task(int number) {
        return reading.rows().get(number - 1).row().task();
    }

    private static void is(
            Task task,
            @org.jspecify.annotations.Nullable LocalDate start,
            LocalDate end,
            Set<Channel> channels,
            String... units) {
        assertThat(task.start()).isEqualTo(start);
        assertThat(task.end()).isEqualTo(end);
        assertThat(task.continuing()).isFalse();
        assertThat(task.channels()).isEqualTo(channels);
        assertThat(task.units()).extracting(UnitKey::value).containsExactly(units);
    }

    private static void isContinuing(Task task, String... units) {
        assertThat(task.continuing()).isTrue();
        assertThat(task.end()).isNull();
        assertThat(task.channels()).isEqualTo(ALL_MEDIA);
        assertThat(task.units()).extracting(UnitKey::value).containsExactly(units);
    }

    private void inheritsBlockAndChannels(Task task) {
        assertThat(task.block()).isEqualTo(task(3).block());
        assertThat(task.inherited()).containsExactlyInAnyOrder(BLOCK, CHANNELS);
        assertThat(task.questions()).isEmpty();
    }
}
