package org.gongkai.content.operations;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.gongkai.content.audit.AuditEntry;
import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The whole audit log to take away: {@code gongkai verify-audit} checks it without the system. */
@Tag(name = "audit")
@RestController
class AuditExport {
    private static final JsonMapper JSON = new JsonMapper();

    private final AuditLog audit;

    AuditExport(AuditLog audit) {
        this.audit = audit;
    }

    @Operation(summary = "Export the audit log, one entry a line; for supervisors")
    @GetMapping(path = "/api/v1/audit", produces = "application/jsonl")
    ResponseEntity<StreamingResponseBody> export(Actor actor) {
        if (!actor.holds(Role.SUPERVISOR)) {
            throw new NotAllowed(
                    "The audit log is exported by a supervisor; you do not hold that role.");
        }
        return ResponseEntity.ok(out -> audit.each((entry, written) -> write(out, entry, written)));
    }

    private static void write(OutputStream out, AuditEntry entry, long written) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("chain", entry.chain());
        line.put("position", entry.position());
        line.put("at", entry.at().toString());
        line.put("actor", entry.actor());
        line.put("action", entry.action());
        line.put("detail", entry.detail());
        line.put("previous", entry.previous().hex());
        line.put("hash", entry.hash().hex());
        line.put("written", written);
        try {
            out.write(JSON.writeValueAsBytes(line));
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
