package org.gongkai.content.report;

import org.gongkai.content.assignment.Channel;
import org.gongkai.content.figures.Facts;
import org.gongkai.content.figures.Figures;
import org.gongkai.content.paper.Paper;
import org.gongkai.content.paper.Papers;
import org.gongkai.content.people.Unit;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.people.Units;
import org.gongkai.content.summary.Summary;
import org.gongkai.content.supervision.Standing;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the paper of a report: in Chinese, as an official document has it, to be edited. */
@Component
public class ReportPaper {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("M月d日", Locale.CHINA);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("M月d日 HH:mm", Locale.CHINA);
    private static final DateTimeFormatter FULL =
            DateTimeFormatter.ofPattern("y年M月d日", Locale.CHINA);
    private static final int BAR = 10;

    private final Papers papers;
    private final Units units;
    private final MessageSource messages;
    private final Clock clock;

    ReportPaper(Papers papers, Units units, MessageSource messages, Clock clock) {
        this.papers = papers;
        this.units = units;
        this.messages = messages;
        this.clock = clock;
    }

    /** The paper. */
    public Paper of(Report report) {
        Facts facts = report.facts();
        Map<String, String> names =
                units.all().stream()
                        .collect(Collectors.toMap(unit -> unit.key().value(), Unit::name));
        UnitKey unit = facts.unit();
        String title =
                unit == null
                        ? say("report.title", facts.title())
                        : say(
                                "report.title.unit",
                                names.getOrDefault(unit.value(), unit.value()),
                                facts.title());
        Map<String, Object> values = new HashMap<>();
        values.put("title", title);
        values.put(
                "about",
                facts.closed()
                        ? say(
                                "report.about.closed",
                                FULL.withZone(clock.getZone()).format(facts.asOf().minusMillis(1)))
                        : say("report.about", fully(facts.asOf())));
        values.put("sentences", paragraphs(report.sentences().stream()));
        values.put("figureRows", figures(facts.figures()));
        values.put("unitRows", orNone(units(facts, names), "unit"));
        values.put(
                "shareRows",
                orNone(
                        facts.shares().stream().map(one -> share(facts, one, names)).toList(),
                        "text"));
        values.put(
                "publishedRows",
                orNone(
                        facts.publications().stream().map(one -> publication(one, names)).toList(),
                        "title"));
        values.put(
                "waitingRows",
                orNone(
                        facts.unpublished().stream()
                                .map(
                                        one ->
                                                Map.of(
                                                        "unit",
                                                        names.getOrDefault(one.unit(), one.unit()),
                                                        "title",
                                                        Objects.requireNonNullElseGet(
                                                                one.title(),
                                                                () -> say("unreleased.untitled"))))
                                .toList(),
                        "title"));
        values.put("lateRows", orNone(late(facts, names), "title"));
        values.put("emergencyRows", orNone(emergencies(facts), "title"));
        values.put("summary", summary(report.summary()));
        values.put(
                "words",
                report.text().isEmpty()
                        ? say("report.noWords")
                        : paragraphs(report.text().lines()));
        values.put("foot", say("report.foot", fully(clock.instant()), report.digest()));
        return papers.fill(
                unit == null ? "report-district" : "report-unit", title, values, clock.instant());
    }

    private List<Map<String, String>> figures(Figures f) {
        List<Map<String, String>> rows = new ArrayList<>();
        row(rows, "figures.shares", f.shares(), "");
        row(
                rows,
                "figures.done",
                f.done(),
                f.doneLate() > 0 ? say("figures.doneLate", f.doneLate()) : "");
        row(rows, "figures.overdue", f.overdue(), "");
        row(rows, "figures.signed", f.signed(), "");
        row(rows, "figures.documents", f.documents(), "");
        row(
                rows,
                "figures.published",
                f.published(),
                f.withdrawn() > 0 ? say("figures.withdrawn", f.withdrawn()) : "");
        for (Channel channel : Channel.values()) {
            row(rows, "figures.channel." + channel, f.on(channel), "");
        }
        row(rows, "figures.late", f.late(), "");
        row(
                rows,
                "figures.emergencies",
                f.emergencies(),
                f.emergenciesOpen() > 0 ? say("figures.emergenciesOpen", f.emergenciesOpen()) : "");
        return rows;
    }

    private void row(List<Map<String, String>> rows, String key, int number, String remark) {
        rows.add(Map.of("name", say(key), "number", Integer.toString(number), "remark", remark));
    }

    private static List<Map<String, String>> units(Facts facts, Map<String, String> names) {
        return facts.units().entrySet().stream()
                .map(
                        entry -> {
                            Figures f = entry.getValue();
                            String key = entry.getKey().value();
                            return Map.of(
                                    "unit", names.getOrDefault(key, key),
                                    "shares", Integer.toString(f.shares()),
                                    "done", Integer.toString(f.done()),
                                    "overdue", Integer.toString(f.overdue()),
                                    "published", Integer.toString(f.published()),
                                    "late", Integer.toString(f.late()),
                                    "bar", bar(f));
                        })
                .toList();
    }

    /** A bar of ten squares with the percentage beside it. */
    private static String bar(Figures f) {
        if (f.shares() == 0) {
            return "—";
        }
        int full = f.done() * BAR / f.shares();
        return "■".repeat(full) + "□".repeat(BAR - full) + " " + f.done() * 100 / f.shares() + "%";
    }

    private Map<String, String> share(Facts facts, Standing one, Map<String, String> names) {
        String unit = one.share().unit().value();
        boolean done = facts.done(one);
        Long late = one.workingDaysLate();
        String state =
                done
                        ? late == null ? say("report.done") : say("report.doneLate", late)
                        : facts.overdue(one) ? say("report.overdue") : say("report.open");
        return Map.of(
                "number",
                Integer.toString(one.share().assignment().number()),
                "unit",
                names.getOrDefault(unit, unit),
                "text",
                one.share().assignment().task().text(),
                "due",
                one.due() == null
                        ? "—"
                        : DAY.withZone(clock.getZone()).format(one.due().minusMillis(1)),
                "done",
                done
                        ? one.share()
                                .doneAt()
                                .map(at -> DAY.withZone(clock.getZone()).format(at))
                                .orElse("—")
                        : "—",
                "state",
                state);
    }

    private Map<String, String> publication(Facts.Publication one, Map<String, String> names) {
        String place = one.place();
        return Map.of(
                "at",
                minute(one.at()),
                "channel",
                say("report.channel." + one.channel()),
                "unit",
                names.getOrDefault(one.unit().value(), one.unit().value()),
                "title",
                one.title() + (one.live() ? "" : say("report.withdrawn")),
                "place",
                place != null ? place : say("report.file", String.valueOf(one.file())));
    }

    private List<Map<String, String>> late(Facts facts, Map<String, String> names) {
        return facts.late().stream()
                .map(
                        one ->
                                Map.of(
                                        "unit", names.getOrDefault(one.unit(), one.unit()),
                                        "title", one.title(),
                                        "at", minute(one.at()),
                                        "reason", one.reason(),
                                        "consent",
                                                say(
                                                        one.consented()
                                                                ? "report.consented"
                                                                : "report.notConsented")))
                .toList();
    }

    private List<Map<String, String>> emergencies(Facts facts) {
        return facts.emergencies().stream()
                .map(
                        one ->
                                Map.of(
                                        "title",
                                        one.title(),
                                        "requested",
                                        one.requestedBy() + " " + minute(one.requestedAt()),
                                        "confirmed",
                                        one.confirmedBy() == null || one.confirmedAt() == null
                                                ? "—"
                                                : one.confirmedBy()
                                                        + " "
                                                        + minute(one.confirmedAt()),
                                        "reason",
                                        one.reason(),
                                        "madeUp",
                                        one.confirmedBy() != null && one.toMakeUp().isEmpty()
                                                ? say("report.madeUp")
                                                : say("report.notMadeUp")))
                .toList();
    }

    private String summary(Summary.@Nullable Submission submission) {
        if (submission == null) {
            return say("report.noSummary");
        }
        Summary.Words words = submission.words();
        return Stream.of(
                        part("summary.practice", words.practice()),
                        part("summary.problems", words.problems()),
                        part("summary.plans", words.plans()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private String part(String heading, String text) {
        return text.isEmpty() ? "" : "　　" + say(heading) + "\n" + paragraphs(text.lines());
    }

    /** Each line as a paragraph with the indent of two characters. */
    private static String paragraphs(Stream<String> lines) {
        return lines.map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> "　　" + line)
                .collect(Collectors.joining("\n"));
    }

    /** A table says that there is nothing, instead of ending after its head. */
    private List<Map<String, String>> orNone(List<Map<String, String>> rows, String column) {
        return rows.isEmpty() ? List.of(Map.of(column, say("report.none"))) : rows;
    }

    private String fully(Instant at) {
        return FULL.withZone(clock.getZone()).format(at) + minute(at).replaceFirst("^[^ ]+", "");
    }

    private String minute(Instant at) {
        return MINUTE.withZone(clock.getZone()).format(at);
    }

    private String say(String key, Object... values) {
        return Objects.requireNonNull(messages.getMessage(key, values, Locale.CHINA));
    }
}
