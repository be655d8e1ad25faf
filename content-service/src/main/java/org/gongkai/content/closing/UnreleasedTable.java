package org.gongkai.content.closing;

import org.gongkai.content.kind.Kinds;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.Unit;
import org.gongkai.content.people.Units;
import org.gongkai.content.table.Table;
import org.gongkai.content.table.TableFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The list as a table for a spreadsheet, in the words of the reader's language. */
@Component
public class UnreleasedTable {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final List<String> HEADINGS =
            List.of(
                    "form.unit",
                    "form.section",
                    "form.title",
                    "form.kind",
                    "unreleased.edition",
                    "list.state",
                    "unreleased.due",
                    "unreleased.daysLate",
                    "unreleased.submittedLate",
                    "unreleased.lastAction",
                    "unreleased.lastRole",
                    "unreleased.lastAt",
                    "unreleased.published",
                    "unreleased.id");

    private final MessageSource messages;
    private final Units units;
    private final Kinds kinds;
    private final Clock clock;

    UnreleasedTable(MessageSource messages, Units units, Kinds kinds, Clock clock) {
        this.kinds = kinds;
        this.messages = messages;
        this.units = units;
        this.clock = clock;
    }

    /** The table as a file to download. */
    public ResponseEntity<byte[]> download(
            Unreleased unreleased, TableFormat format, Locale locale) {
        Map<String, String> names =
                units.all().stream()
                        .collect(Collectors.toMap(unit -> unit.key().value(), Unit::name));
        return new Table(
                        "unreleased-" + unreleased.campaign(),
                        HEADINGS.stream().map(key -> say(key, locale)).toList(),
                        unreleased.list().stream().map(line -> cells(line, names, locale)).toList())
                .download(format);
    }

    private List<@Nullable Object> cells(
            Unreleased.Line line, Map<String, String> names, Locale locale) {
        return Arrays.asList(
                names.getOrDefault(line.unit(), line.unit()),
                line.section(),
                line.title() == null ? say("unreleased.untitled", locale) : line.title(),
                kinds.label(line.kind()).in(locale),
                line.edition(),
                say("state." + (line.stage() == null ? line.state() : line.stage()), locale),
                time(line.dueAt()),
                line.workingDaysLate(),
                line.submittedLate() ? say(consent(line), locale) : "",
                line.lastAction() == null
                        ? ""
                        : say("action." + line.lastAction().replace(' ', '-'), locale),
                role(line.lastRole(), locale),
                time(line.lastAt()),
                time(line.publishedAt()),
                line.id());
    }

    private static String consent(Unreleased.Line line) {
        return line.awaitsConsent() ? "late.awaits" : "late.mark";
    }

    private String role(@Nullable Role role, Locale locale) {
        return say("people." + (role == null ? "system" : role.name()), locale);
    }

    private String time(@Nullable Instant at) {
        return at == null ? "" : MINUTE.withZone(clock.getZone()).format(at);
    }

    /** The words of a key, or the key itself for what is newer than the words. */
    private String say(String key, Locale locale) {
        return String.valueOf(messages.getMessage(key, null, key, locale));
    }
}
