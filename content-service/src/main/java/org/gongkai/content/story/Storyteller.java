package org.gongkai.content.story;

import org.gongkai.content.audit.AuditEntry;
import org.gongkai.content.people.People;
import org.gongkai.content.people.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Tells audit entries as sentences, in the words of the message bundles: {@code action.} and the
 * action with hyphens says what was done, {@code story.} how a sentence is made of it. An action
 * without words is told by its own name. Thread-safe.
 */
@Component
public class Storyteller {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String SYSTEM = "system";
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    /** What names best what an act was about, best first. */
    private static final List<String> SUBJECTS =
            List.of("fileName", "account", "day", "url", "section", "campaign", "label");

    private final MessageSource messages;
    private final People people;
    private final ZoneId zone;

    Storyteller(MessageSource messages, People people, Clock clock) {
        this.messages = messages;
        this.people = people;
        this.zone = clock.getZone();
    }

    /** The entries in their order, each with its sentence. */
    public List<Story> tell(List<AuditEntry> chain, Locale locale) {
        Map<String, String> names =
                people.all().stream().collect(Collectors.toMap(Person::account, Person::name));
        return chain.stream().map(entry -> tell(entry, names, locale)).toList();
    }

    /** What an action is called. */
    public String did(String action, Locale locale) {
        return word("action." + action.replace(' ', '-'), action, locale);
    }

    private Story tell(AuditEntry entry, Map<String, String> names, Locale locale) {
        JsonNode detail = JSON.readTree(entry.detail());
        String name =
                entry.actor().equals(SYSTEM)
                        ? word("story.system", SYSTEM, locale)
                        : names.getOrDefault(entry.actor(), entry.actor());
        String stage = text(detail, "stage");
        String comment = comment(detail, locale);
        return new Story(
                entry.position(),
                entry.at(),
                entry.actor(),
                name,
                entry.action(),
                sentence(name, entry.action(), detail, stage, comment, locale),
                detail.path("edition").isInt() ? detail.path("edition").asInt() : null,
                stage,
                comment,
                text(detail, "digest"));
    }

    private String sentence(
            String name,
            String action,
            JsonNode detail,
            @Nullable String stage,
            @Nullable String comment,
            Locale locale) {
        String did = did(action, locale);
        String sentence =
                stage == null
                        ? say("story.did", locale, name, did)
                        : say(
                                "story.atStage",
                                locale,
                                name,
                                did,
                                word("state." + stage, stage, locale));
        String subject = subject(detail, locale);
        if (subject != null) {
            sentence = say("story.about", locale, sentence, subject);
        }
        if (detail.path("from").isInt()) { // an edition whose content came back
            sentence = say("story.from", locale, sentence, detail.path("from").asString());
        }
        return comment == null || comment.isBlank()
                ? sentence
                : say("story.said", locale, sentence, comment);
    }

    /** What it was done to, of what belongs to no document. */
    private @Nullable String subject(JsonNode detail, Locale locale) {
        for (String member : SUBJECTS) {
            String subject = text(detail, member);
            if (subject != null && !subject.isBlank()) {
                String role = text(detail, "role");
                return role == null
                        ? subject
                        : say("story.role", locale, subject, word("people." + role, role, locale));
            }
        }
        JsonNode release = detail.path("release");
        return release.isIntegralNumber() && !detail.has("edition")
                ? say("story.release", locale, release.asString())
                : null;
    }

    /** The comment, the reason, the name of a release set, or how a due date moved. */
    private @Nullable String comment(JsonNode detail, Locale locale) {
        if (detail.has("because")) {
            return moment(detail, "from") + " → " + moment(detail, "to");
        }
        if (detail.has("comment")) {
            return text(detail, "comment");
        }
        return detail.has("reason") ? reason(detail, locale) : text(detail, "name");
    }

    private String moment(JsonNode detail, String member) {
        String at = text(detail, member);
        return at == null || at.isEmpty() ? "—" : MINUTES.withZone(zone).format(Instant.parse(at));
    }

    /** A typed reason in words, any other as it was written. */
    private @Nullable String reason(JsonNode detail, Locale locale) {
        String reason = text(detail, "reason");
        return reason == null ? null : word("reason." + reason, reason, locale);
    }

    private String say(String key, Locale locale, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }

    private String word(String key, String otherwise, Locale locale) {
        return String.valueOf(messages.getMessage(key, null, otherwise, locale));
    }

    private static @Nullable String text(JsonNode detail, String member) {
        JsonNode value = detail.path(member);
        return value.isString() ? value.asString() : null;
    }
}
