package org.gongkai.content.operations;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The keys of the configuration that something in the application reads. */
final class Settings {
    private static final List<String> MODULES =
            List.of("content-service", "publisher", "search-indexer", "embedded-elasticsearch");

    /** A placeholder, a condition on a property, or a question to the environment. */
    private static final Pattern READ =
            Pattern.compile(
                    "(?:\\$\\{|Property\\(\\s*(?:name = )?\"|getProperty\\(\\s*\")(gongkai\\.[a-z][a-z.-]*[a-z])");

    private Settings() {}

    /**
     * Those that begin with {@code gongkai.}: of the records, and those that are read one by one.
     */
    static Set<String> ours() {
        Set<String> keys = new TreeSet<>();
        ClassPathScanningCandidateComponentProvider scanner =
                new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        for (var found : scanner.findCandidateComponents("org.gongkai")) {
            Class<?> type = type(Objects.requireNonNull(found.getBeanClassName()));
            ConfigurationProperties annotation =
                    Objects.requireNonNull(
                            AnnotatedElementUtils.findMergedAnnotation(
                                    type, ConfigurationProperties.class));
            addRecord(keys, annotation.prefix(), type);
        }
        for (String module : MODULES) {
            for (Path source : sources(Repository.file(module + "/src/main/java"))) {
                READ.matcher(read(source)).results().forEach(read -> keys.add(read.group(1)));
            }
        }
        return keys;
    }

    /** Ours and those of Boot's own metadata, in the form in which the environment has them. */
    static Set<String> environmentNames() throws IOException {
        Set<String> names = new HashSet<>();
        ours().forEach(key -> names.add(environmentName(key)));
        List<URL> metadata =
                Collections.list(
                        Settings.class
                                .getClassLoader()
                                .getResources("META-INF/spring-configuration-metadata.json"));
        for (URL url : metadata) {
            try (InputStream in = url.openStream()) {
                for (JsonNode property : JsonMapper.shared().readTree(in).path("properties")) {
                    names.add(environmentName(property.required("name").asString()));
                }
            }
        }
        return names;
    }

    private static void addRecord(Set<String> keys, String prefix, Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            String key = prefix + "." + component.getName().replaceAll("([a-z])([A-Z])", "$1-$2");
            if (component.getType().isRecord()) {
                addRecord(keys, key, component.getType());
            } else {
                keys.add(key.toLowerCase(Locale.ROOT));
            }
        }
    }

    private static String environmentName(String key) {
        return key.replace('-', '_').replace('.', '_').toUpperCase(Locale.ROOT);
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Path> sources(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
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
