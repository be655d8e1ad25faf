package org.gongkai.content.command;

import org.gongkai.content.audit.AuditEntry;
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

/**
 * Checks an exported audit log, one JSON object a line: every entry has its own hash, and every
 * chain is whole from its first entry on. Needs neither the system nor its database.
 */
final class VerifyAuditCommand {
    private final Map<String, AuditEntry> last = new HashMap<>();
    private long entries;
    private long faults;

    private VerifyAuditCommand() {}

    static int run(List<String> words) {
        String file =
                Arguments.of(words, List.of(), List.of())
                        .only("the file, or - for standard input,");
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
        System.out.printf(
                "%d entries in %d chains, %s%n",
                command.entries,
                command.last.size(),
                command.faults == 0 ? "whole and unaltered" : command.faults + " faults");
        return command.faults == 0 ? 0 : 1;
    }

    private void check(long line, String json) {
        AuditEntry entry;
        try {
            entry = entry(JsonMapper.shared().readTree(json));
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            fault(line, "is no audit entry: " + e.getMessage());
            return;
        }
        entries++;
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
