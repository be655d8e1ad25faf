package org.gongkai.publisher.approved;

import org.gongkai.publisher.PublishableEdition;
import org.gongkai.publisher.Sha256;
import org.jspecify.annotations.Nullable;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The canonical form {@code gongkai-edition/1}, read. See docs/model.md for its members.
 *
 * @param kind the key of the document's kind, such as {@code policy}; {@code publisher.kind} has
 *     all
 * @param body sanitised HTML as it was stored; links to documents read {@code document:UUID}, uses
 *     of assets {@code asset:SHA256}. Never sanitised again (decision 1)
 * @param fields the kind's fields by key, such as {@code documentNumber}; all text
 * @param section the section's key
 * @param unit the responsible unit's key
 * @param path the public path, absolute, lower-case, ending with a slash
 * @param notBefore the earliest instant of publication, null if at once
 */
public record ApprovedContent(
        String form,
        String kind,
        String title,
        String body,
        Map<String, String> fields,
        String section,
        String unit,
        List<String> tags,
        String path,
        @Nullable Instant notBefore,
        List<AssetUse> assets) {

    /** The form that this version of the publisher understands. */
    public static final String FORM = "gongkai-edition/1";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    public ApprovedContent {
        if (!form.equals(FORM)) {
            throw new IllegalArgumentException(
                    "The canonical form is " + form + ", but this publisher reads " + FORM);
        }
        fields = Map.copyOf(fields);
        tags = List.copyOf(tags);
        assets = List.copyOf(assets);
    }

    /** Parses exactly the bytes whose digest the edition has proved. */
    public static ApprovedContent of(PublishableEdition edition) {
        return JSON.readValue(edition.canonicalForm(), ApprovedContent.class);
    }

    /** The value of a field, empty if it is missing or blank. */
    public Optional<String> field(String key) {
        return Optional.ofNullable(fields.get(key)).filter(value -> !value.isBlank());
    }

    /** The first asset in this role. */
    public Optional<AssetUse> asset(AssetUse.Role role) {
        return assets.stream().filter(use -> use.role() == role).findFirst();
    }

    /** The pictures that can stand for it in cards, best first: its lead, a poster, any other. */
    public Stream<AssetUse> covers() {
        return Stream.of(AssetUse.Role.LEAD, AssetUse.Role.POSTER, AssetUse.Role.INLINE)
                .flatMap(role -> assets.stream().filter(use -> use.role() == role))
                .filter(use -> use.mediaType().startsWith("image/"));
    }

    /**
     * A use of an asset by this content.
     *
     * @param fileName the name under which a reader downloads it
     * @param alt the alternative text; for a video, its text description
     * @param focalX the focal point, in thousandths of the width from the left, 0 to 1000
     * @param focalY the focal point, in thousandths of the height from the top, 0 to 1000
     */
    public record AssetUse(
            Sha256 sha256,
            Role role,
            String mediaType,
            String fileName,
            String alt,
            String caption,
            int focalX,
            int focalY) {

        /** What the content uses the asset for. */
        public enum Role {
            LEAD,
            INLINE,
            ATTACHMENT,
            VIDEO,
            POSTER,
            /** What is said in the video, to be read (WebVTT). */
            CAPTIONS
        }
    }
}
