package org.gongkai.content.command;

import org.gongkai.content.audit.AuditEntry;
import org.gongkai.content.audit.Checkpoint;
import org.gongkai.content.canonical.Digest;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Checks an exported audit log, one JSON object a line: every entry has its own hash, and every
 * chain is whole from its first entry on. With a release's {@code release.json} it also checks that
 * everything is there that was there when the release was made. Needs neither the system nor its
 * database.
 */
final class VerifyAuditCommand {
    private final Map<String, AuditEntry> last = new HashMap<>();
    private final TreeMap<Long, Digest> written = new TreeMap<>();
    private long entries;
    private long faults;

    private VerifyAuditCommand() {}

    static int run(List<String> words) {
        Arguments arguments = Arguments.of(words, List.of("release"), List.of());
        String file = arguments.only("the file, or - for standard input,");
        VerifyAuditCommand command = new VerifyAuditCommand();
        try (BufferedReader lines =
                file.equals("-")
                        ? new BufferedReader(
                                new InputStreamReader(System.in, StandardCharsets.UTF_8))
                        : Files.newBufferedReader(Path.of(file), StandardCharsets.UTF_8)) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    command.check(number, line);
                }
            }
        } catch (IOException e) {
            throw new CommandFailed("cannot read " + file + ": " + e.getMessage(), e);
        }
        arguments.option("release").ifPresent(release -> command.checkAgainst(Path.of(release)));
        System.out.printf(
                "%d entries in %d chains, %s%n",
                command.entries,
                command.last.size(),
                command.faults == 0 ? "whole and unaltered" : command.faults + " faults");
        return command.faults == 0 ? 0 : 1;
    }

    private void check(long line, String json) {
        AuditEntry entry;
        long place;
        try {
            JsonNode node = JsonMapper.shared().readTree(json);
            entry = entry(node);
            place = node.path("written").asLong(entries + 1);
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            fault(line, "is no audit entry: " + e.getMessage());
            return;
        }
        entries++;
        if (written.put(place, entry.hash()) != null) {
            fault(line, "two entries were written at place " + place);
        }
        if (!entry.intact()) {
            fault(
                    line,
                    "entry %d of chain %s was altered".formatted(entry.position(), entry.chain()));
        }
        AuditEntry before = last.put(entry.chain(), entry);
        long expected = before == null ? 1 : before.position() + 1;
        Digest previous = before == null ? AuditEntry.NOTHING : before.hash();
        if (entry.position() != expected) {
            fault(
                    line,
                    "chain %s goes on with entry %d where %d belongs"
                            .formatted(entry.chain(), entry.position(), expected));
        } else if (!entry.previous().equals(previous)) {
            fault(
                    line,
                    "entry %d of chain %s does not follow the one before it"
                            .formatted(entry.position(), entry.chain()));
        }
    }

    /** Whether the log still begins with all that it held when a release was made. */
    private void checkAgainst(Path releaseJson) {
        JsonNode audit;
        try {
            audit = JsonMapper.shared().readTree(Files.readAllBytes(releaseJson)).path("audit");
        } catch (IOException | JacksonException e) {
            throw new CommandFailed("cannot read " + releaseJson + ": " + e.getMessage(), e);
        }
        if (audit.isMissingNode()) {
            throw new CommandFailed(releaseJson + " carries no checkpoint of the audit log");
        }
        long covered = audit.path("entries").asLong();
        Checkpoint now = Checkpoint.NOTHING;
        for (Digest hash : written.values()) {
            if (now.entries() < covered) {
                now = now.and(hash);
            }
        }
        if (now.entries() < covered) {
            faults++;
            System.out.printf(
                    "the release covers %d entries, of which %d are missing%n",
                    covered, covered - now.entries());
        } else if (!now.root().hex().equals(audit.path("root").asString())) {
            faults++;
            System.out.printf(
                    "the first %d entries are not those that the release covers%n", covered);
        } else {
            System.out.printf("the release's checkpoint over %d entries holds%n", covered);
        }
    }

    private void fault(long line, String what) {
        faults++;
        System.out.println("line " + line + ": " + what);
    }

    private static AuditEntry entry(JsonNode json) {
        return new AuditEntry(
                json.required("chain").asString(),
                json.required("position").asLong(),
                Instant.parse(json.required("at").asString()),
                json.required("actor").asString(),
                json.required("action").asString(),
                json.required("detail").asString(),
                new Digest(json.required("previous").asString()),
                new Digest(json.required("hash").asString()));
    }
}
