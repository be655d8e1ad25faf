package org.gongkai.publisher.released;

import org.gongkai.publisher.PublishableEdition;
import org.gongkai.publisher.approved.ApprovedContent;
import org.gongkai.publisher.output.Manifest.LiveDocument;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is remembered of each live document, so that lists are made without reading any: as little
 * as possible, because there may be very many.
 *
 * @param live what the manifest says of it
 * @param names the documents that its fields name, live or not, by field; such as {@code
 *     interprets}: the policy that it explains
 * @param links the documents that its body links to, live or not
 */
public record ReleasedDocument(
        UUID id,
        LiveDocument live,
        String kind,
        String section,
        String unit,
        List<String> tags,
        Map<String, UUID> names,
        List<UUID> links) {

    /**
     * The order of every list of the site: by public date, the newest first; documents of one
     * release by their path. A document never changes its place.
     */
    public static final Comparator<LiveDocument> NEWEST_FIRST =
            Comparator.comparing(LiveDocument::firstPublished)
                    .reversed()
                    .thenComparing(LiveDocument::path);

    private static final Pattern LINK = Pattern.compile("document:([^\"'#\\s]+)");

    static ReleasedDocument of(UUID id, LiveDocument live, byte[] form) {
        ApprovedContent content = content(id, live, form);
        return new ReleasedDocument(
                id,
                live,
                content.kind().intern(),
                content.section().intern(),
                content.unit().intern(),
                content.tags().stream().map(String::intern).toList(),
                names(content),
                links(content.body()));
    }

    /** Whether its place in {@link #NEWEST_FIRST} is behind that of a document with these. */
    boolean standsBehind(Instant published, String path) {
        int date = live.firstPublished().compareTo(published);
        return date < 0 || (date == 0 && live.path().compareTo(path) > 0);
    }

    /** The same edition in another release; the release's own record is kept, not a second one. */
    ReleasedDocument in(LiveDocument now) {
        return new ReleasedDocument(id, now, kind, section, unit, tags, names, links);
    }

    static ApprovedContent content(UUID id, LiveDocument live, byte[] form) {
        return ApprovedContent.of(
                new PublishableEdition(
                        id,
                        live.edition(),
                        live.digest(),
                        form,
                        live.firstPublished(),
                        live.published(),
                        null));
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
    private static Optional<UUID> uuid(String text) {
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
