package org.gongkai.content.workbench;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.AssetUse;
import org.gongkai.content.document.Content;
import org.gongkai.content.document.Draft;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What stands in the form of the writing page, as typed: it is shown again unchanged when it cannot
 * be saved.
 *
 * @param notBefore a local date and time as browsers send it, or empty
 */
record DraftForm(
        String title,
        String body,
        Map<String, String> fields,
        String tags,
        String notBefore,
        List<Use> assets) {
    private static final Pattern SEPARATOR = Pattern.compile("[,，、;；\\s]+");
    private static final String FIELD = "field.";

    /** The use of an asset as typed; a removed one is left out. */
    record Use(
            String sha256,
            String role,
            String fileName,
            String mediaType,
            String alt,
            String caption,
            int focalX,
            int focalY) {
        /** Public, as the template asks for it. */
        public String thumbnail() {
            return Tile.thumbnail(sha256);
        }

        /** Public, as the template asks for it. */
        public String address() {
            return BodyPreview.asset(sha256);
        }

        /** Public, as the template asks for it. */
        public boolean picture() {
            return mediaType.startsWith("image/");
        }
    }

    static DraftForm empty() {
        return new DraftForm("", "", Map.of(), "", "", List.of());
    }

    static DraftForm of(Content content, Clock clock) {
        Instant notBefore = content.notBefore();
        return new DraftForm(
                content.title(),
                content.body(),
                content.fields(),
                String.join(" ", content.tags()),
                notBefore == null ? "" : local(notBefore, clock.getZone()),
                content.assets().stream().map(DraftForm::use).toList());
    }

    /** Reads what was sent; the rows of assets come as lists of the same length. */
    static DraftForm sent(MultiValueMap<String, String> form) {
        Map<String, String> fields = new LinkedHashMap<>();
        form.forEach(
                (name, values) -> {
                    if (name.startsWith(FIELD) && !values.getFirst().isBlank()) {
                        fields.put(name.substring(FIELD.length()), values.getFirst().strip());
                    }
                });
        return new DraftForm(
                text(form, "title"),
                text(form, "body"),
                fields,
                text(form, "tags"),
                text(form, "notBefore"),
                uses(form));
    }

    /** The same form with one more use of an asset. */
    DraftForm with(Use use) {
        List<Use> more = new ArrayList<>(assets);
        more.add(use);
        return new DraftForm(title, body, fields, tags, notBefore, more);
    }

    private static Instant instant(String typed, ZoneId zone) {
        try {
            return LocalDateTime.parse(typed).atZone(zone).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("notBefore is no date and time: " + typed, e);
        }
    }

    Draft draft(Clock clock) {
        return new Draft(
                title.strip(),
                body,
                fields,
                SEPARATOR.splitAsStream(tags.strip()).filter(tag -> !tag.isEmpty()).toList(),
                notBefore.isBlank() ? null : instant(notBefore, clock.getZone()),
                assets.stream()
                        .map(
                                use ->
                                        new Draft.Use(
                                                new Digest(use.sha256()),
                                                AssetUse.Role.valueOf(use.role()),
                                                use.fileName().isBlank() ? null : use.fileName(),
                                                use.alt(),
                                                use.caption(),
                                                use.focalX(),
                                                use.focalY()))
                        .toList());
    }

    private static List<Use> uses(MultiValueMap<String, String> form) {
        List<String> digests = form.getOrDefault("asset", List.of());
        List<String> removed = form.getOrDefault("remove", List.of());
        List<Use> uses = new ArrayList<>();
        for (int i = 0; i < digests.size(); i++) {
            if (!removed.contains(digests.get(i))) {
                uses.add(
                        new Use(
                                digests.get(i),
                                form.getOrDefault("role", List.of()).get(i),
                                form.getOrDefault("fileName", List.of()).get(i),
                                form.getOrDefault("mediaType", List.of()).get(i),
                                form.getOrDefault("alt", List.of()).get(i).strip(),
                                form.getOrDefault("caption", List.of()).get(i).strip(),
                                number(form.getOrDefault("focalX", List.of()).get(i)),
                                number(form.getOrDefault("focalY", List.of()).get(i))));
            }
        }
        return uses;
    }

    private static int number(@Nullable String text) {
        return text == null || text.isBlank() ? 500 : Integer.parseInt(text.strip());
    }

    private static Use use(AssetUse use) {
        return new Use(
                use.sha256().hex(),
                use.role().name(),
                use.fileName(),
                use.mediaType(),
                use.alt(),
                use.caption(),
                use.focalX(),
                use.focalY());
    }

    private static String local(Instant at, ZoneId zone) {
        return LocalDateTime.ofInstant(at, zone).withNano(0).toString();
    }

    private static String text(MultiValueMap<String, String> form, String name) {
        String value = form.getFirst(name);
        return value == null ? "" : value;
    }
}
