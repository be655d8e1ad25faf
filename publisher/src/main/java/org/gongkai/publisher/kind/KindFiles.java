package org.gongkai.publisher.kind;

import org.gongkai.publisher.Sha256;
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

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads the files that declare kinds. A member that no kind has is refused, not passed over. */
final class KindFiles {
    private static final String KINDS = "classpath*:kinds/*.yaml";
    private static final String SHARED = "classpath*:kinds/shared/*.yaml";

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                    .build();

    private KindFiles() {}

    static DocumentKinds read(ClassLoader classPath) {
        PathMatchingResourcePatternResolver resolver =
                new PathMatchingResourcePatternResolver(classPath);
        MessageDigest digest = Sha256.digest();
        Map<String, Object> shared = new HashMap<>();
        Map<String, DocumentKind> kinds = new TreeMap<>();
        for (Map.Entry<String, byte[]> file : files(resolver, SHARED).entrySet()) {
            add(digest, file);
            shared.putAll(yaml(file));
        }
        for (Map.Entry<String, byte[]> file : files(resolver, KINDS).entrySet()) {
            add(digest, file);
            DocumentKind kind = kind(file, shared);
            if (!(kind.key() + ".yaml").equals(file.getKey())) {
                throw new IllegalStateException(
                        "kinds/%s declares the kind “%s”: call the file %s.yaml"
                                .formatted(file.getKey(), kind.key(), kind.key()));
            }
            kinds.put(kind.key(), kind);
        }
        return new DocumentKinds(
                new ArrayList<>(kinds.values()), Sha256.ofComputed(digest.digest()));
    }

    /** The files by name; two of one name on the class path declare the same kind twice. */
    private static Map<String, byte[]> files(
            PathMatchingResourcePatternResolver resolver, String pattern) {
        try {
            Map<String, byte[]> files = new TreeMap<>();
            for (Resource resource : resolver.getResources(pattern)) {
                String name = String.valueOf(resource.getFilename());
                if (files.put(name, resource.getContentAsByteArray()) != null) {
                    throw new IllegalStateException(
                            "There are two files %s on the class path: a kind is declared in one place"
                                    .formatted(name));
                }
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("The kinds of documents cannot be read", e);
        }
    }

    private static DocumentKind kind(Map.Entry<String, byte[]> file, Map<String, Object> shared) {
        Map<String, Object> declared = yaml(file);
        try {
            if (declared.get("fields") instanceof List<?> fields) {
                declared.put("fields", fields.stream().map(field -> whole(field, shared)).toList());
            }
            return JSON.convertValue(declared, DocumentKind.class);
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "kinds/%s is not a kind: %s. docs/model.md says what such a file holds."
                            .formatted(file.getKey(), innermost(e).getMessage()),
                    e);
        }
    }

    /** A field in full: what it says itself, and for the rest what is shared under its key. */
    private static Map<String, Object> whole(Object field, Map<String, Object> shared) {
        Map<String, Object> whole = new LinkedHashMap<>();
        Map<?, ?> own = field instanceof Map<?, ?> map ? map : Map.of("key", field);
        if (shared.get(String.valueOf(own.get("key"))) instanceof Map<?, ?> common) {
            common.forEach((member, value) -> whole.put(String.valueOf(member), value));
        }
        own.forEach((member, value) -> whole.put(String.valueOf(member), value));
        return whole;
    }

    private static Throwable innermost(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static void add(MessageDigest digest, Map.Entry<String, byte[]> file) {
        digest.update(
                (file.getKey() + "\n" + file.getValue().length + "\n")
                        .getBytes(StandardCharsets.UTF_8));
        digest.update(file.getValue());
    }

    /** All scalars are text, so that what looks like a number or a truth value stays what it is. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> yaml(Map.Entry<String, byte[]> file) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        DumperOptions dumping = new DumperOptions();
        Resolver onlyText =
                new Resolver() {
                    @Override
                    public void addImplicitResolver(
                            Tag tag, Pattern regexp, @Nullable String first, int limit) {}
                };
        try {
            Object read =
                    new Yaml(
                                    new SafeConstructor(options),
                                    new Representer(dumping),
                                    dumping,
                                    options,
                                    onlyText)
                            .load(new String(file.getValue(), StandardCharsets.UTF_8));
            return (Map<String, Object>) read;
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "kinds/" + file.getKey() + " is no YAML: " + e.getMessage(), e);
        }
    }
}
