package org.gongkai.content.closing;

import org.gongkai.content.kind.Kinds;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.Unit;
import org.gongkai.content.people.Units;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

import java.nio.charset.StandardCharsets;
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

    /** The table as a file to download: CSV in UTF-8 with a byte order mark. */
    public ResponseEntity<byte[]> download(Unreleased unreleased, Locale locale) {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("unreleased-" + unreleased.campaign() + ".csv")
                                .build()
                                .toString())
                .body(csv(unreleased, locale));
    }

    private byte[] csv(Unreleased unreleased, Locale locale) {
        Map<String, String> names =
                units.all().stream()
                        .collect(Collectors.toMap(unit -> unit.key().value(), Unit::name));
        Csv csv = new Csv();
        csv.line(HEADINGS.stream().map(key -> say(key, locale)).toList());
        for (Unreleased.Line line : unreleased.list()) {
            csv.line(
                    Arrays.asList(
                            names.getOrDefault(line.unit(), line.unit()),
                            line.section(),
                            line.title() == null
                                    ? say("unreleased.untitled", locale)
                                    : line.title(),
                            kinds.label(line.kind()).in(locale),
                            line.edition(),
                            say(
                                    "state." + (line.stage() == null ? line.state() : line.stage()),
                                    locale),
                            time(line.dueAt()),
                            line.workingDaysLate(),
                            line.submittedLate() ? say(consent(line), locale) : "",
                            line.lastAction() == null
                                    ? ""
                                    : say("action." + line.lastAction().replace(' ', '-'), locale),
                            role(line.lastRole(), locale),
                            time(line.lastAt()),
                            time(line.publishedAt()),
                            line.id()));
        }
        return csv.bytes();
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
