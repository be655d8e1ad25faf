package org.gongkai.content.demo;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The files under {@code demo/}; its README.md says what they hold. All scalars are text. */
record DemoFiles(Map<String, Object> campaign, List<Document> documents) {
    private static final String ROOT = "classpath:/demo/";

    static DemoFiles read() {
        try {
            List<Document> documents = new ArrayList<>();
            for (Resource file :
                    new PathMatchingResourcePatternResolver()
                            .getResources(ROOT + "documents/*.md")) {
                String[] parts = text(file).split("(?m)^---\n", 3);
                documents.add(
                        Document.of(String.valueOf(file.getFilename()), yaml(parts[1]), parts[2]));
            }
            documents.sort(Comparator.comparing(Document::file));
            return new DemoFiles(
                    yaml(
                            text(
                                    new PathMatchingResourcePatternResolver()
                                            .getResource(ROOT + "campaign.yaml"))),
                    List.copyOf(documents));
        } catch (IOException e) {
            throw new UncheckedIOException("The demonstration's files cannot be read", e);
        }
    }

    /** The bytes of a picture, video or attachment. */
    static InputStream open(String path) {
        try {
            return new PathMatchingResourcePatternResolver()
                    .getResource(ROOT + path)
                    .getInputStream();
        } catch (IOException e) {
            throw new UncheckedIOException("The demonstration lacks " + path, e);
        }
    }

    /** The single values under a key, such as {@code site}. */
    @SuppressWarnings("unchecked")
    Map<String, Object> part(String key) {
        return (Map<String, Object>) java.util.Objects.requireNonNull(campaign.get(key), key);
    }

    /** The entries of a list, such as {@code units}. */
    List<Map<String, Object>> list(String key) {
        return maps(campaign.get(key));
    }

    List<Document> firstEditions() {
        return documents.stream().filter(document -> document.edition() == 1).toList();
    }

    Document firstEdition(String id) {
        return firstEditions().stream()
                .filter(document -> document.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The demonstration lacks " + id));
    }

    Set<String> keysOf(String list) {
        return list(list).stream()
                .map(entry -> text(entry, "key"))
                .collect(Collectors.toUnmodifiableSet());
    }

    Set<String> accounts() {
        return list("people").stream()
                .map(entry -> text(entry, "account"))
                .collect(Collectors.toUnmodifiableSet());
    }

    String lead() {
        return text(part("site"), "lead");
    }

    static String text(Map<String, Object> entry, String key) {
        Object value = entry.get(key);
        if (value == null) {
            throw new IllegalStateException(
                    "The demonstration lacks “%s” in %s".formatted(key, entry));
        }
        return value.toString();
    }

    static boolean flag(Map<String, Object> entry, String key) {
        return Boolean.parseBoolean(text(entry, key));
    }

    @SuppressWarnings("unchecked")
    static List<String> texts(Map<String, Object> entry, String key) {
        Object value = entry.get(key);
        return value == null ? List.of() : (List<String>) value;
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> maps(@Nullable Object list) {
        return list == null ? List.of() : (List<Map<String, Object>>) list;
    }

    private static String text(Resource file) throws IOException {
        return file.getContentAsString(StandardCharsets.UTF_8);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> yaml(String yaml) {
        Resolver onlyText =
                new Resolver() {
                    @Override
                    public void addImplicitResolver(
                            Tag tag, Pattern regexp, @Nullable String first, int limit) {}
                };
        LoaderOptions options = new LoaderOptions();
        DumperOptions dumping = new DumperOptions();
        return (Map<String, Object>)
                new Yaml(
                                new SafeConstructor(options),
                                new Representer(dumping),
                                dumping,
                                options,
                                onlyText)
                        .load(yaml);
    }

    /** One edition. */
    record Document(
            String file,
            String id,
            int edition,
            String kind,
            String section,
            String unit,
            String title,
            List<String> tags,
            Map<String, String> fields,
            List<Map<String, Object>> assets,
            OffsetDateTime written,
            @Nullable OffsetDateTime submitted,
            @Nullable String lateReason,
            List<Map<String, Object>> story,
            String body) {

        @SuppressWarnings("unchecked")
        static Document of(String file, Map<String, Object> front, String body) {
            Object submitted = front.get("submitted");
            Object lateReason = front.get("lateReason");
            return new Document(
                    file,
                    text(front, "id"),
                    Integer.parseInt(String.valueOf(front.getOrDefault("edition", "1"))),
                    text(front, "kind"),
                    text(front, "section"),
                    text(front, "unit"),
                    text(front, "title"),
                    texts(front, "tags"),
                    (Map<String, String>) front.getOrDefault("fields", Map.of()),
                    maps(front.get("assets")),
                    OffsetDateTime.parse(text(front, "written")),
                    submitted == null ? null : OffsetDateTime.parse(submitted.toString()),
                    lateReason == null ? null : lateReason.toString(),
                    maps(front.get("story")),
                    body);
        }

        /** Who writes and submits it. */
        String editor() {
            return "editor." + unit;
        }

        /** All that was mended, in the order of the story. */
        List<Map<String, String>> mends() {
            return mendsAfter(-1);
        }

        /** The body as it was when the story had come to an event; before it, with −1. */
        String bodyAt(int event) {
            String text = body;
            for (Map<String, String> mend : mendsAfter(event)) {
                text =
                        text.replace(
                                String.valueOf(mend.get("now")), String.valueOf(mend.get("was")));
            }
            return text;
        }

        @SuppressWarnings("unchecked")
        private List<Map<String, String>> mendsAfter(int event) {
            return story.subList(event + 1, story.size()).stream()
                    .filter(later -> later.containsKey("mends"))
                    .flatMap(
                            later ->
                                    ((List<Map<String, String>>)
                                                    java.util.Objects.requireNonNull(
                                                            later.get("mends")))
                                            .stream())
                    .toList();
        }
    }
}
