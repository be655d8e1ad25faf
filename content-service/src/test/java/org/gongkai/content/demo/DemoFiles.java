package org.gongkai.content.demo;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The files under {@code demo/}, read as the tests need them: all scalars are text. */
record DemoFiles(Map<String, Object> campaign, List<Document> documents) {

    static final Path ROOT = Path.of("src/main/resources/demo");

    static DemoFiles read() {
        try (var paths = Files.list(ROOT.resolve("documents"))) {
            List<Document> documents = new ArrayList<>();
            for (Path path : paths.sorted().toList()) {
                String[] parts = Files.readString(path).split("(?m)^---\n", 3);
                documents.add(Document.of(path.getFileName().toString(), map(parts[1]), parts[2]));
            }
            return new DemoFiles(map(Files.readString(ROOT.resolve("campaign.yaml"))), documents);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Document> firstEditions() {
        return documents.stream().filter(document -> document.edition() == 1).toList();
    }

    Set<String> keysOf(String list) {
        return maps(campaign.get(list)).stream()
                .map(entry -> String.valueOf(entry.get("key")))
                .collect(Collectors.toSet());
    }

    Set<String> accounts() {
        return maps(campaign.get("people")).stream()
                .map(entry -> String.valueOf(entry.get("account")))
                .collect(Collectors.toSet());
    }

    String lead() {
        return String.valueOf(((Map<?, ?>) campaign.get("site")).get("lead"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(String yaml) {
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

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> maps(@Nullable Object list) {
        return list == null ? List.of() : (List<Map<String, Object>>) list;
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
            Map<String, String> fields,
            List<Map<String, Object>> assets,
            OffsetDateTime written,
            @Nullable OffsetDateTime submitted,
            List<Map<String, Object>> story,
            String body) {

        @SuppressWarnings("unchecked")
        static Document of(String file, Map<String, Object> front, String body) {
            Object submitted = front.get("submitted");
            return new Document(
                    file,
                    String.valueOf(front.get("id")),
                    Integer.parseInt(String.valueOf(front.getOrDefault("edition", "1"))),
                    String.valueOf(front.get("kind")),
                    String.valueOf(front.get("section")),
                    String.valueOf(front.get("unit")),
                    String.valueOf(front.get("title")),
                    (Map<String, String>) front.get("fields"),
                    maps(front.get("assets")),
                    OffsetDateTime.parse(String.valueOf(front.get("written"))),
                    submitted == null ? null : OffsetDateTime.parse(String.valueOf(submitted)),
                    maps(front.get("story")),
                    body);
        }

        @SuppressWarnings("unchecked")
        List<Map<String, String>> mends() {
            return story.stream()
                    .filter(event -> event.containsKey("mends"))
                    .flatMap(event -> ((List<Map<String, String>>) event.get("mends")).stream())
                    .toList();
        }
    }
}
