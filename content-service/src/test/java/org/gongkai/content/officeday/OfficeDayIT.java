package org.gongkai.content.officeday;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.content.assignment.Channel;
import org.gongkai.content.closing.CampaignDocuments;
import org.gongkai.content.figures.FactBook;
import org.gongkai.content.figures.Figures;
import org.gongkai.content.paper.TestPapers;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.report.Report;
import org.gongkai.content.report.ReportPaper;
import org.gongkai.content.report.Reports;
import org.gongkai.content.summary.Summaries;
import org.gongkai.content.summary.Summary;
import org.gongkai.content.supervision.Burnup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the campaign came to, day by day: each test compares one side of it with a table of {@code
 * office-day/expected.md}.
 */
class OfficeDayIT extends TheCampaign {
    @Autowired private FactBook facts;
    @Autowired private Reports reports;
    @Autowired private ReportPaper paper;
    @Autowired private Summaries summaries;

    @Test
    void whoeverOwesSomethingIsToldOnItsDayAndNobodyElse() {
        Map<String, String> expected = new TreeMap<>();
        for (Map<String, String> row : Expected.table("Reminders")) {
            expected.put(
                    "%s %s %s".formatted(row.get("day"), row.get("kind"), row.get("step")),
                    Expected.sorted(row.getOrDefault("of", "")));
        }
        assertThat(Expected.differences(expected, diary.reminders())).isEmpty();
        assertThat(diary.daysOff()).isEqualTo(Expected.table("Days off").getFirst().get("days"));
    }

    @Test
    void eachOfThemGetsOneLetter() {
        Map<String, String> expected = new TreeMap<>();
        for (Map<String, String> row : Expected.table("Letters")) {
            expected.put(
                    row.getOrDefault("day", ""),
                    Stream.concat(
                                    split(row.get("liaisons of"), " ")
                                            .map(unit -> "liaison " + unit),
                                    split(row.get("others"), ", "))
                            .sorted()
                            .collect(Collectors.joining(", ")));
        }
        assertThat(Expected.differences(expected, diary.letters())).isEmpty();
    }

    @Test
    void everyShareHasTheColourOfItsDay() {
        Map<String, String> expected = new TreeMap<>();
        for (Map<String, String> row : Expected.table("Colours")) {
            List<String> share = split(row.get("share"), " ").toList();
            row.forEach(
                    (day, colour) ->
                            share.stream()
                                    .skip(1)
                                    .filter(unit -> !day.equals("share"))
                                    .forEach(
                                            unit ->
                                                    expected.put(
                                                            "%s %s %s"
                                                                    .formatted(
                                                                            share.getFirst(),
                                                                            unit,
                                                                            day),
                                                            colour)));
        }
        assertThat(Expected.differences(expected, diary.colours())).isEmpty();
    }

    @Test
    void theDashboardCountsThem() {
        assertThat(Expected.differences(Expected.cells("Dashboard", "day"), diary.dashboard()))
                .isEmpty();
    }

    @Test
    void theBurnupRisesDayByDay() {
        Map<String, Burnup.Day> then = diary.burnup("05-21");
        Map<String, Burnup.Day> atLast = diary.burnup("06-01");
        Map<String, String> found = new TreeMap<>();
        Map<String, String> expected = new TreeMap<>();
        List<Map<String, String>> rows = Expected.table("Burn-up");
        for (String day : new TreeMap<>(atLast).keySet()) {
            Map<String, String> row =
                    rows.stream()
                            .filter(one -> one.getOrDefault("day", "").compareTo(day) <= 0)
                            .reduce((earlier, later) -> later)
                            .orElseThrow();
            expected.put(day, String.join(" ", List.copyOf(row.values()).subList(1, row.size())));
            Burnup.Day first = Objects.requireNonNull(then.get(day));
            Burnup.Day last = Objects.requireNonNull(atLast.get(day));
            found.put(day, "%d %d %d".formatted(last.handedUp(), first.done(), last.done()));
        }
        assertThat(found).hasSize(36);
        assertThat(Expected.differences(expected, found)).isEmpty();
    }

    @Test
    void theCityJudgesWhatIsInThePackAndNothingElse() {
        Map<String, String> expected = new TreeMap<>();
        for (Map<String, String> row : Expected.table("Pack")) {
            expected.put(
                    row.get("pack") + " " + row.get("item"),
                    String.join(" ", List.copyOf(row.values()).subList(2, row.size())));
        }
        assertThat(Expected.differences(expected, preReview.outcomes())).isEmpty();
        assertThat(preReview.refused()).containsExactly("河道水质月报");
    }

    @Test
    void whatCameLateStaysMarkedWithItsReason() {
        Map<String, String> found = new TreeMap<>();
        for (CampaignDocuments.Late late : facts.district(campaign).late()) {
            found.put(late.unit() + " on", Diary.day(late.at()));
            found.put(late.unit() + " reason", late.reason());
            found.put(late.unit() + " consent", late.consented() ? "yes" : "no");
        }
        assertThat(Expected.differences(Expected.cells("Late", "unit"), found)).isEmpty();
    }

    @Test
    void theSummariesCameInWithTheFiguresOfTheirDay() {
        Map<String, String> found = new TreeMap<>();
        for (Summary summary : summaries.of(district.office(), campaign)) {
            String unit = Objects.requireNonNullElse(summary.unit(), "district");
            Summary.Submission last = summary.submissions().getFirst();
            Long late = summary.workingDaysLate();
            found.put(unit + " submitted", Diary.day(last.submittedAt()));
            found.put(unit + " times", Integer.toString(summary.submissions().size()));
            found.put(unit + " days late", late == null ? "" : late.toString());
            found.put(unit + " shares", Integer.toString(last.figures().figures().shares()));
            found.put(unit + " done", Integer.toString(last.figures().figures().done()));
            assertThat(summary.state()).as(unit).isEqualTo(Summary.State.ACCEPTED);
        }
        assertThat(Expected.differences(Expected.cells("Summaries", "unit"), found)).isEmpty();
    }

    @Test
    void theClosingReportHasTheFiguresOfTheRecord() {
        Report whole = reports.get(district.office(), campaign, null);
        Map<String, String> found = new TreeMap<>();
        put(found, "district", whole.facts().figures());
        for (String unit : district.keys()) {
            UnitKey key = district.of(unit).unit();
            put(found, unit, reports.get(district.office(), campaign, key).facts().figures());
        }

        assertThat(whole.facts().closed()).isTrue();
        assertThat(Expected.differences(Expected.cells("Report", "of"), found)).isEmpty();
        assertThat(whole.sentences())
                .isEqualTo(
                        Expected.table("Sentences").stream().map(row -> row.get("said")).toList());
        assertThat(TestPapers.rows(paper.of(whole).docx()))
                .containsAll(
                        Expected.table("Rows").stream()
                                .map(row -> row.getOrDefault("row", "").replace(" · ", "|"))
                                .toList());
    }

    private static void put(Map<String, String> found, String of, Figures figures) {
        Map<String, Integer> columns =
                Map.of(
                        "shares", figures.shares(),
                        "done", figures.done(),
                        "done late", figures.doneLate(),
                        "overdue", figures.overdue(),
                        "documents", figures.documents(),
                        "published", figures.published(),
                        "withdrawn", figures.withdrawn(),
                        "late", figures.late());
        columns.forEach((column, figure) -> found.put(of + " " + column, figure.toString()));
        for (Channel channel : Channel.values()) {
            found.put(of + " " + channel, Integer.toString(figures.on(channel)));
        }
    }

    private static Stream<String> split(@Nullable String cell, String by) {
        return Stream.of(Objects.requireNonNullElse(cell, "").split(by))
                .filter(word -> !word.isEmpty());
    }
}
