package org.gongkai.content.document;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.html.BodyRefused;
import org.gongkai.content.html.BodySanitizer;
import org.gongkai.content.html.PlainLines;
import org.gongkai.content.html.TitleText;
import org.gongkai.content.kind.Field;
import org.gongkai.content.kind.Kind;
import org.gongkai.content.kind.Kinds;
import org.gongkai.content.kind.Label;
import org.gongkai.content.kind.Shortcoming;
import org.gongkai.content.kind.Written;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** Turns what an editor writes into content, and says what keeps content from being submitted. */
@Component
class Writing {
    private static final int LONGEST_TITLE =
            600; // in four bytes each still fewer than an index takes
    private static final int MOST_TAGS = 20;
    private static final int LONGEST_TAG = 50;

    /** More than any kind takes of a field; what is longer is not even kept as a draft. */
    private static final int LONGEST_VALUE = 20_000;

    private static final String ASSET = "asset:";

    private final Kinds kinds;
    private final BodySanitizer sanitizer = new BodySanitizer();
    private final PolicyRules policies;
    private final JdbcClient jdbc;

    Writing(Kinds kinds, PolicyRules policies, JdbcClient jdbc) {
        this.kinds = kinds;
        this.policies = policies;
        this.jdbc = jdbc;
    }

    /**
     * The content that a draft makes of a document.
     *
     * @throws ContentRefused if it has a field that its kind lacks, or uses an asset that its unit
     *     does not have
     */
    Content content(DocumentHead head, Draft draft) {
        Kind kind = kind(head.kind());
        String body = body(draft.body());
        Instant notBefore = draft.notBefore() == null ? head.sectionNotBefore() : draft.notBefore();
        return new Content(
                kind.key(),
                title(draft.title()),
                body,
                fields(kind, draft.fields()),
                head.section(),
                head.unit(),
                tags(draft.tags()),
                head.path(),
                notBefore,
                assets(head, draft, body));
    }

    private String body(String typed) {
        try {
            return sanitizer.sanitize(typed);
        } catch (BodyRefused e) {
            throw new ContentRefused(
                    "BODY-LENGTH",
                    "body",
                    new Label(
                            "正文太长（最多 %,d 个字符），请分成几篇，或改作附件。".formatted(BodySanitizer.MAX_LENGTH),
                            String.valueOf(e.getMessage())));
        }
    }

    /**
     * The content of an earlier revision, checked again as if it were typed now. It takes section
     * and path from the document, and keeps its own not-before, though the section's may have
     * changed: equal bytes, unless the rules have changed.
     *
     * @throws ContentRefused if it uses a field or an asset that there is no longer
     */
    Content again(DocumentHead head, Content earlier) {
        Content checked =
                content(
                        head,
                        new Draft(
                                earlier.title(),
                                earlier.body(),
                                earlier.fields(),
                                earlier.tags(),
                                earlier.notBefore(),
                                earlier.assets().stream().map(Writing::used).toList()));
        return new Content(
                checked.kind(),
                checked.title(),
                checked.body(),
                checked.fields(),
                checked.section(),
                checked.unit(),
                checked.tags(),
                checked.path(),
                earlier.notBefore(),
                checked.assets());
    }

    private static Draft.Use used(AssetUse use) {
        return new Draft.Use(
                use.sha256(),
                use.role(),
                use.fileName(),
                use.alt(),
                use.caption(),
                use.focalX(),
                use.focalY());
    }

    Kind kind(String key) {
        return kinds.find(key)
                .orElseThrow(
                        () ->
                                new ContentRefused(
                                        "KIND-UNKNOWN",
                                        "kind",
                                        "There is no kind “"
                                                + key
                                                + "”; there are "
                                                + String.join(
                                                        ", ",
                                                        kinds.all().stream()
                                                                .map(Kind::key)
                                                                .toList())
                                                + "."));
    }

    /** All that keeps this content from being submitted. */
    List<Shortcoming> shortcomings(Content content) {
        Written written =
                new Written(
                        content.title(),
                        Jsoup.parseBodyFragment(content.body()).text(),
                        content.fields(),
                        content.assets().stream()
                                .map(use -> use.role() + " " + use.mediaType())
                                .toList());
        Kind kind = kind(content.kind());
        List<Shortcoming> found = new ArrayList<>(kinds.shortcomings(kind, written));
        for (AssetUse use : content.assets()) {
            if ((use.picture() || use.role() == AssetUse.Role.VIDEO) && use.alt().isBlank()) {
                found.add(
                        new Shortcoming(
                                "A11Y-2",
                                "assets." + use.sha256().hex().substring(0, 12),
                                new Label(
                                        "“" + use.fileName() + "”还没有替代文字，请说明它表现了什么。",
                                        "“"
                                                + use.fileName()
                                                + "” needs a text that says what it shows.")));
            }
        }
        found.addAll(VideoUses.shortcomings(content));
        for (Field field : kinds.relations(kind, content.fields())) {
            String named = content.fields().getOrDefault(field.key(), "");
            if (!stands(field, UUID.fromString(named))) {
                found.add(kinds.noSuchDocument(field, named));
            }
        }
        if (found.isEmpty()) {
            policies.shortcoming(content).ifPresent(found::add);
        }
        return found;
    }

    /** Whether a document that a field names is of its kind, and is being written or public. */
    private boolean stands(Field field, UUID document) {
        List<String> wanted = field.relation() == null ? List.of() : field.relation().to();
        return jdbc.sql(
                        """
                        select exists (select 1 from document d join edition e on e.document_id = d.id
                                       where d.id = :id and d.kind = any(:kinds)
                                         and e.state not in ('DISCARDED', 'WITHDRAWN', 'SUPERSEDED'))
                        """)
                .param("id", document)
                .param("kinds", wanted.toArray(String[]::new))
                .query(Boolean.class)
                .single();
    }

    private static Map<String, String> fields(Kind kind, Map<String, String> given) {
        Map<String, String> fields = new TreeMap<>();
        given.forEach(
                (key, value) -> {
                    Field field = kind.field(key).orElseThrow(() -> noSuchField(kind, key));
                    if (value.length() > LONGEST_VALUE) {
                        throw new ContentRefused(
                                "KIND-FIELD",
                                "fields." + key,
                                new Label(
                                        "%s有 %d 个字符，最多 %d 个，请缩短。"
                                                .formatted(
                                                        field.label().zh(),
                                                        value.length(),
                                                        field.longest()),
                                        "%s has %,d characters; shorten it to at most %,d."
                                                .formatted(
                                                        field.label().en(),
                                                        value.length(),
                                                        field.longest())));
                    }
                    String clean =
                            field.type() == Field.Type.TEXT
                                    ? PlainLines.of(value)
                                    : TitleText.of(value);
                    if (!clean.isEmpty()) {
                        fields.put(key, clean);
                    }
                });
        return fields;
    }

    private static ContentRefused noSuchField(Kind kind, String key) {
        return new ContentRefused(
                "KIND-FIELD",
                "fields." + key,
                "The kind %s has no field “%s”; it has %s."
                        .formatted(
                                kind.key(),
                                key,
                                String.join(
                                        ", ", kind.fields().stream().map(Field::key).toList())));
    }

    /** A draft's title may be too long yet, but not without end. */
    private static String title(String given) {
        if (given.length() > LONGEST_TITLE) {
            throw new ContentRefused(
                    "KIND-TITLE",
                    "title",
                    new Label(
                            "标题有 %d 个字符，最多 %d 个，请缩短。"
                                    .formatted(given.length(), TitleText.MAX_LENGTH),
                            "The title has %,d characters; shorten it to at most %,d."
                                    .formatted(given.length(), TitleText.MAX_LENGTH)));
        }
        return TitleText.of(given);
    }

    private static List<String> tags(List<String> given) {
        List<String> tags =
                given.stream().map(TitleText::of).filter(tag -> !tag.isEmpty()).distinct().toList();
        if (tags.size() > MOST_TAGS) {
            throw new ContentRefused(
                    List.of(
                            new Shortcoming(
                                    "TAGS",
                                    "tags",
                                    new Label(
                                            "标签有 %d 个，最多 %d 个，请减少。"
                                                    .formatted(tags.size(), MOST_TAGS),
                                            "At most %d tags, not %d."
                                                    .formatted(MOST_TAGS, tags.size())))));
        }
        List<Shortcoming> tooLong =
                tags.stream()
                        .filter(tag -> tag.length() > LONGEST_TAG)
                        .map(
                                tag ->
                                        new Shortcoming(
                                                "TAGS",
                                                "tags",
                                                new Label(
                                                        "标签“%s…”有 %d 个字符，最多 %d 个，请缩短。"
                                                                .formatted(
                                                                        start(tag),
                                                                        tag.length(),
                                                                        LONGEST_TAG),
                                                        "The tag “%s…” has %d characters; shorten it to at most %d."
                                                                .formatted(
                                                                        start(tag),
                                                                        tag.length(),
                                                                        LONGEST_TAG))))
                        .toList();
        if (!tooLong.isEmpty()) {
            throw new ContentRefused(tooLong);
        }
        return tags;
    }

    private static String start(String tag) {
        return tag.substring(0, tag.offsetByCodePoints(0, 10));
    }

    /**
     * The uses of assets: those that the editor names, and those that the text names; of the latter
     * only what it holds.
     */
    private List<AssetUse> assets(DocumentHead head, Draft draft, String body) {
        Document text = Jsoup.parseBodyFragment(body);
        Map<Digest, Draft.Use> inText = new LinkedHashMap<>();
        for (Element picture : text.select("img[src^=asset:]")) {
            Digest sha256 = digest(picture.attr("src"));
            inText.putIfAbsent(
                    sha256,
                    new Draft.Use(
                            sha256,
                            AssetUse.Role.INLINE,
                            null,
                            picture.attr("alt"),
                            "",
                            null,
                            null));
        }
        for (Element link : text.select("a[href^=asset:]")) {
            Digest sha256 = digest(link.attr("href"));
            inText.putIfAbsent(
                    sha256,
                    new Draft.Use(
                            sha256, AssetUse.Role.ATTACHMENT, null, "", link.text(), null, null));
        }
        hold(
                Stream.concat(
                        draft.assets().stream().map(Draft.Use::sha256), inText.keySet().stream()));
        List<AssetUse> uses = new ArrayList<>();
        for (Draft.Use use : draft.assets()) {
            boolean named = inText.remove(use.sha256()) != null;
            if (use.role() != AssetUse.Role.INLINE || named) {
                uses.add(resolve(head, use));
            }
        }
        inText.values().forEach(use -> uses.add(resolve(head, use)));
        return uses;
    }

    /**
     * Whoever removes one of them from the library meanwhile waits, and then finds it used; or it
     * is gone. In the order of their digests, as everywhere. Who only asks what would be kept holds
     * nothing.
     */
    private void hold(Stream<Digest> assets) {
        if (TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
            return;
        }
        jdbc.sql(
                        """
                        select from asset where sha256 = any(:assets) order by sha256 for key share
                        """)
                .param("assets", assets.distinct().map(Digest::bytes).toArray(byte[][]::new))
                .query((row, n) -> true)
                .list();
    }

    private AssetUse resolve(DocumentHead head, Draft.Use use) {
        Known known =
                jdbc.sql(
                                """
                                select a.media_type, u.file_name from unit_asset u join asset a using (sha256)
                                where u.unit_key = :unit and u.sha256 = :sha256
                                """)
                        .param("unit", head.unit().value())
                        .param("sha256", use.sha256().bytes())
                        .query((row, n) -> new Known(row.getString(1), row.getString(2)))
                        .optional()
                        .orElseThrow(
                                () ->
                                        new ContentRefused(
                                                "ASSET-UNKNOWN",
                                                "assets." + use.sha256(),
                                                new Label(
                                                        "本单位素材库里没有这个文件，可能已被移除，请重新上传。",
                                                        "The unit %s has no such asset; upload it first."
                                                                .formatted(head.unit()))));
        return new AssetUse(
                use.sha256(),
                use.role(),
                known.mediaType(),
                fileName(use.fileName(), known.fileName()),
                PlainLines.of(use.alt()),
                PlainLines.of(use.caption()),
                orElse(use.focalX(), 500),
                orElse(use.focalY(), 500));
    }

    private record Known(String mediaType, String fileName) {}

    /** The name that the editor gives, as one line; the library's own if there is none. */
    private static String fileName(@Nullable String given, String known) {
        String clean = given == null ? "" : TitleText.shortened(given);
        return clean.isEmpty() ? known : clean;
    }

    private static Digest digest(String address) {
        return new Digest(address.substring(ASSET.length()));
    }

    private static <T> T orElse(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
