package org.gongkai.search.relevance;

import org.gongkai.search.SearchDocument;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The documents of the judged set, as a release would hand them to the index. */
final class Corpus {
    static final Path REGULATIONS = Path.of("..", "..", "shared", "input", "regulations");

    private static final Path DEMO = Path.of("../content-service/src/main/resources/demo");
    private static final Pattern FRONT = Pattern.compile("---\n(.*?)\n---\n(.*)", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");
    private static final Pattern MARKUP = Pattern.compile("[*#|`>]+|(?m)^-+$|<!--.*?-->");
    private static final Pattern DATED = Pattern.compile("\\((\\d{4}-\\d{2}-\\d{2})\\)$");
    private static final String UNDATED = "2000-01-01";

    private Corpus() {}

    /** What was submitted for review of the demonstration; of two editions the later. */
    static Collection<SearchDocument> demo() {
        Map<String, Object> campaign = map(yaml(read(DEMO.resolve("campaign.yaml"))));
        Map<String, String> sections = names(campaign, "sections");
        Map<String, String> units = names(campaign, "units");
        Map<String, SearchDocument> documents = new LinkedHashMap<>();
        for (Path file : files(DEMO.resolve("documents"))) {
            Matcher parts = FRONT.matcher(read(file));
            if (!parts.matches()) {
                throw new IllegalStateException(file + " does not begin with YAML");
            }
            Map<String, Object> front = map(yaml(parts.group(1)));
            if (front.get("submitted") instanceof Date submitted) {
                String id = text(front, "id");
                // The file of a second edition comes before that of the first.
                documents.putIfAbsent(
                        id,
                        demo(id, front, parts.group(2), submitted.toInstant(), sections, units));
            }
        }
        return documents.values();
    }

    private static SearchDocument demo(
            String id,
            Map<String, Object> front,
            String markdown,
            Instant submitted,
            Map<String, String> sections,
            Map<String, String> units) {
        Map<String, Object> fields = map(front.get("fields"));
        StringBuilder body = new StringBuilder(plain(markdown));
        for (String shown : List.of("summary", "source", "issuer")) {
            if (fields.containsKey(shown)) {
                body.append('\n').append(text(fields, shown));
            }
        }
        for (Object asset : list(front.get("assets"))) {
            if (map(asset).containsKey("caption")) {
                body.append('\n').append(text(map(asset), "caption"));
            }
        }
        return document(
                id,
                text(front, "title"),
                body.toString(),
                text(front, "kind"),
                text(front, "section"),
                sections.getOrDefault(text(front, "section"), ""),
                text(front, "unit"),
                units.getOrDefault(text(front, "unit"), ""),
                list(front.get("tags")).stream().map(Object::toString).toList(),
                submitted,
                fields.containsKey("documentNumber") ? text(fields, "documentNumber") : null,
                fields.containsKey("documentDate")
                        ? LocalDate.parse(text(fields, "documentDate"))
                        : null);
    }

    /** Regulations of cities and provinces, by the name of the file, where they lie at hand. */
    static Collection<SearchDocument> regulations() {
        return files(REGULATIONS).stream().map(Corpus::regulation).toList();
    }

    private static SearchDocument regulation(Path file) {
        String id = file.getFileName().toString().replaceFirst("\\.md$", "");
        String text = read(file);
        Matcher dated = DATED.matcher(id);
        LocalDate published = LocalDate.parse(dated.find() ? dated.group(1) : UNDATED);
        return document(
                id,
                text.lines().findFirst().orElse("").replaceFirst("^#+\\s*", ""),
                plain(text.substring(text.indexOf('\n') + 1)),
                "policy",
                "regulations",
                "地方性法规",
                "congress",
                "人大常委会",
                List.of(),
                published.atStartOfDay(ZoneOffset.UTC).toInstant(),
                null,
                null);
    }

    private static SearchDocument document(
            String id,
            String title,
            String body,
            String kind,
            String section,
            String sectionName,
            String unit,
            String unitName,
            List<String> tags,
            Instant published,
            @Nullable String number,
            @Nullable LocalDate date) {
        return new SearchDocument(
                id,
                Integer.toHexString(body.hashCode()),
                "/judged/" + Integer.toHexString(id.hashCode()) + "/",
                title,
                body,
                "",
                kind,
                section,
                sectionName,
                unit,
                unitName,
                tags,
                published,
                number,
                date,
                Map.of());
    }

    private static String plain(String markdown) {
        return MARKUP.matcher(LINK.matcher(markdown).replaceAll("$1")).replaceAll(" ");
    }

    private static Map<String, String> names(Map<String, Object> campaign, String key) {
        Map<String, String> names = new HashMap<>();
        list(campaign.get(key))
                .forEach(each -> names.put(text(map(each), "key"), text(map(each), "name")));
        return names;
    }

    private static Object yaml(String text) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    }

    private static Map<String, Object> map(@Nullable Object yaml) {
        Map<String, Object> members = new HashMap<>();
        if (yaml instanceof Map<?, ?> map) {
            map.forEach((key, value) -> members.put(key.toString(), value));
        }
        return members;
    }

    private static List<Object> list(@Nullable Object yaml) {
        return yaml instanceof List<?> list ? new ArrayList<>(list) : List.of();
    }

    private static String text(Map<String, Object> yaml, String key) {
        Object value = yaml.get(key);
        if (value == null) {
            throw new IllegalStateException("'" + key + "' is missing in " + yaml.get("id"));
        }
        return value.toString();
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
