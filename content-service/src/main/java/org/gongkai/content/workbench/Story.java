package org.gongkai.content.workbench;

import org.gongkai.content.audit.AuditEntry;
import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * An entry of a document's history, as a sentence of a story.
 *
 * @param action the key of the action's message
 * @param detail the comment or the reason, if there is one
 */
record Story(
        String at,
        String who,
        String action,
        int edition,
        @Nullable String stage,
        @Nullable String detail,
        @Nullable String digest) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** The story, newest first. */
    static List<Story> of(List<AuditEntry> chain, Names names) {
        Map<String, String> people = names.people();
        List<Story> told =
                new java.util.ArrayList<>(
                        chain.stream().map(entry -> of(entry, people, names)).toList());
        Collections.reverse(told);
        return told;
    }

    private static Story of(AuditEntry entry, Map<String, String> people, Names names) {
        JsonNode detail = JSON.readTree(entry.detail());
        return new Story(
                names.time(entry.at()),
                people.getOrDefault(entry.actor(), entry.actor()),
                entry.action().replace(' ', '-'),
                detail.path("edition").asInt(0),
                text(detail, "stage"),
                detail(detail, names),
                text(detail, "digest"));
    }

    private static @Nullable String detail(JsonNode detail, Names names) {
        if (detail.has("because")) { // a due date moved
            return moment(detail, "from", names) + " → " + moment(detail, "to", names);
        }
        return detail.has("comment") ? text(detail, "comment") : text(detail, "reason");
    }

    private static String moment(JsonNode detail, String member, Names names) {
        String at = text(detail, member);
        return at == null || at.isEmpty() ? "—" : names.time(Instant.parse(at));
    }

    private static @Nullable String text(JsonNode detail, String member) {
        JsonNode value = detail.path(member);
        return value.isString() ? value.asString() : null;
    }
}
