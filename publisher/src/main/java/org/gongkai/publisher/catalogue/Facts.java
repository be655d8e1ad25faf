package org.gongkai.publisher.catalogue;

import org.gongkai.publisher.approved.ApprovedContent;
import org.gongkai.publisher.approved.ApprovedContent.AssetUse;
import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of a document's content lists select by, so that they are made without reading any. As
 * little as possible, because there may be very many.
 *
 * @param names the documents that its fields name, live or not, by field; such as {@code
 *     interprets}: the policy that it explains
 * @param links the documents that its body links to, live or not
 * @param media the public files that it uses, by path
 * @param pictured whether it has a picture for a card
 */
public record Facts(
        String kind,
        String section,
        String unit,
        List<String> tags,
        Map<String, UUID> names,
        List<UUID> links,
        List<String> media,
        boolean pictured) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern LINK = Pattern.compile("document:([^\"'#\\s]+)");

    public Facts {
        kind = kind.intern();
        section = section.intern();
        unit = unit.intern();
        tags = tags.stream().map(String::intern).distinct().toList();
        names = names.isEmpty() ? Map.of() : Map.copyOf(names);
        links = List.copyOf(links);
        media = List.copyOf(media);
    }

    /**
     * @param media the paths of the public files that it uses
     */
    public static Facts of(ApprovedContent content, Collection<String> media) {
        return new Facts(
                content.kind(),
                content.section(),
                content.unit(),
                content.tags(),
                names(content),
                links(content.body()),
                List.copyOf(new TreeSet<>(media)),
                content.assets().stream().anyMatch(Facts::isPicture));
    }

    private static boolean isPicture(AssetUse use) {
        return use.mediaType().startsWith("image/")
                && switch (use.role()) {
                    case LEAD, POSTER, INLINE -> true;
                    case ATTACHMENT, VIDEO, CAPTIONS -> false;
                };
    }

    /** As one line of JSON. */
    public String json() {
        return JSON.writeValueAsString(this);
    }

    static Facts read(String json) {
        return JSON.readValue(json, Facts.class);
    }

    /** The documents that the fields of this content name. A field that is an id names one. */
    public static Map<String, UUID> names(ApprovedContent content) {
        Map<String, UUID> names = new TreeMap<>();
        content.fields()
                .forEach((key, value) -> uuid(value).ifPresent(id -> names.put(key.intern(), id)));
        return names.isEmpty() ? Map.of() : Map.copyOf(names);
    }

    private static List<UUID> links(String body) {
        if (!body.contains("document:")) {
            return List.of();
        }
        TreeSet<UUID> links = new TreeSet<>();
        Matcher link = LINK.matcher(body);
        while (link.find()) {
            uuid(link.group(1)).ifPresent(links::add);
        }
        return List.copyOf(links);
    }

    /** An id as ids are written; a number such as 1-2-3-4-5 is none. */
    private static Optional<UUID> uuid(@Nullable String text) {
        if (text == null || text.strip().length() != 36) {
            return Optional.empty();
        }
        try {
            UUID id = UUID.fromString(text.strip());
            return id.toString().equalsIgnoreCase(text.strip())
                    ? Optional.of(id)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
