package org.gongkai.content.supervision;

import org.gongkai.content.assignment.Share;
import org.gongkai.content.assignment.Task;
import org.gongkai.content.people.Unit;
import org.gongkai.content.people.Units;
import org.gongkai.content.table.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The standings as a table for a spreadsheet, in the words of the reader's language. */
@Component
public class StandingsTable {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final List<String> HEADINGS =
            List.of(
                    "assignment.number",
                    "assignment.block",
                    "assignment.text",
                    "form.unit",
                    "supervision.light",
                    "supervision.due",
                    "supervision.daysLate",
                    "assignment.signedAt",
                    "assignment.signedBy",
                    "assignment.missing",
                    "supervision.evidence",
                    "supervision.doneAt");

    private final MessageSource messages;
    private final Units units;
    private final Clock clock;

    StandingsTable(MessageSource messages, Units units, Clock clock) {
        this.messages = messages;
        this.units = units;
        this.clock = clock;
    }

    /** The table of these standings. */
    public Table of(String campaign, List<Standing> standings, Locale locale) {
        Map<String, String> names =
                units.all().stream()
                        .collect(Collectors.toMap(unit -> unit.key().value(), Unit::name));
        return new Table(
                "supervision-" + campaign,
                HEADINGS.stream().map(key -> say(key, locale)).toList(),
                standings.stream().map(one -> cells(one, names, locale)).toList());
    }

    private List<@Nullable Object> cells(
            Standing standing, Map<String, String> names, Locale locale) {
        Share share = standing.share();
        Task task = share.assignment().task();
        return Arrays.asList(
                share.assignment().number(),
                task.block(),
                task.text(),
                names.getOrDefault(share.unit().value(), share.unit().value()),
                say("light." + standing.light(), locale),
                day(standing.due()),
                standing.workingDaysLate(),
                time(share.receipt() == null ? null : share.receipt().at()),
                share.receipt() == null ? "" : share.receipt().name(),
                share.missing().stream()
                        .map(channel -> say("channel." + channel, locale))
                        .collect(Collectors.joining(" ")),
                share.evidence().size(),
                time(share.doneAt().orElse(null)));
    }

    /** The last day: a spreadsheet would take its end for the day after. */
    private String day(@Nullable Instant end) {
        return end == null
                ? ""
                : end.minusNanos(1).atZone(clock.getZone()).toLocalDate().toString();
    }

    private String time(@Nullable Instant at) {
        return at == null ? "" : MINUTE.withZone(clock.getZone()).format(at);
    }

    private String say(String key, Locale locale) {
        return String.valueOf(messages.getMessage(key, null, key, locale));
    }
}
