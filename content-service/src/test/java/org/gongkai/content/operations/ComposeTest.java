package org.gongkai.content.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.yaml.snakeyaml.Yaml;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** docker-compose.yml says nothing that Compose or the application would not understand. */
class ComposeTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> OURS =
            Set.of("content-service", "publisher", "search-indexer");

    private final JsonNode compose = compose();

    @Test
    void itKeepsToTheComposeSpecification() throws IOException {
        try (InputStream in =
                new ClassPathResource("compose-spec/compose-spec.json").getInputStream()) {
            ObjectNode schema = (ObjectNode) JSON.readTree(in);
            forgetWhatOthersReadDifferently(schema);
            assertThat(
                            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                                    .getSchema(schema)
                                    .validate(compose))
                    .isEmpty();
        }
    }

    @Test
    void durationsAreInTheFormOfCompose() {
        for (JsonNode service : compose.required("services")) {
            JsonNode health = service.path("healthcheck");
            for (String name : List.of("interval", "timeout", "start_period")) {
                assertThat(health.path(name).asString("1s")).matches("([0-9]+(ms|s|m|h))+");
            }
        }
    }

    /**
     * The schema says draft 2019-09 and uses {@code id}, which that draft does not have; its
     * durations are Go's, not those of ISO 8601 (see the test after it).
     */
    private static void forgetWhatOthersReadDifferently(JsonNode schema) {
        if (schema instanceof ObjectNode object) {
            object.remove("$schema");
            if (object.path("id").isString()) {
                object.remove("id");
            }
            if (object.path("format").asString("").equals("duration")) {
                object.remove("format");
            }
        }
        schema.forEach(ComposeTest::forgetWhatOthersReadDifferently);
    }

    @Test
    void everySettingOfOurServicesIsOneOfTheApplication() throws Exception {
        Set<String> known = Settings.environmentNames();
        for (String service : OURS) {
            Set<String> given = new TreeSet<>(environment(service).propertyNames());
            given.removeAll(known);
            assertThat(given).as("settings of %s that nothing reads", service).isEmpty();
        }
    }

    @Test
    void everyAddressNamesAServiceThatIsThere() {
        Set<String> services = Set.copyOf(compose.required("services").propertyNames());
        for (String service : OURS) {
            for (JsonNode value : environment(service)) {
                Pattern.compile("//([a-z-]+):\\d+")
                        .matcher(value.asString())
                        .results()
                        .map(address -> address.group(1))
                        .forEach(host -> assertThat(services).contains(host));
            }
        }
    }

    @Test
    void nothingSecretStandsInIt() throws IOException {
        for (JsonNode service : compose.required("services")) {
            for (var setting : service.path("environment").properties()) {
                if (setting.getKey().matches(".*(PASSWORD|TOKEN|SECRET|KEY).*")) {
                    assertThat(setting.getValue().asString())
                            .as(setting.getKey())
                            .matches("\\$\\{[A-Z0-9_]+:(\\?set it in \\.env|-)}");
                }
            }
        }
        String text = Files.readString(Repository.file("docker-compose.yml"));
        Set<String> asked =
                Pattern.compile("\\$\\{([A-Z0-9_]+)")
                        .matcher(text)
                        .results()
                        .map(MatchResult::group)
                        .map(name -> name.substring(2))
                        .collect(Collectors.toSet());
        Set<String> explained =
                Files.readAllLines(Repository.file(".env.example")).stream()
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .map(line -> line.substring(0, line.indexOf('=')))
                        .collect(Collectors.toSet());
        assertThat(asked).isEqualTo(explained);
    }

    @Test
    void imagesAreTheOfficialOnesByTheirShortNames() {
        for (JsonNode service : compose.required("services")) {
            if (service.has("image")) {
                assertThat(service.required("image").asString()).matches("[a-z]+:[a-z0-9.]+");
            }
        }
    }

    @Test
    void whatIsMountedIsThere() {
        Set<String> volumes = Set.copyOf(compose.required("volumes").propertyNames());
        for (JsonNode service : compose.required("services")) {
            for (JsonNode mount : service.path("volumes")) {
                String source = mount.asString().split(":")[0];
                if (source.startsWith("./")) {
                    assertThat(Repository.file(source.substring(2))).exists();
                } else {
                    assertThat(volumes).contains(source);
                }
            }
        }
    }

    private JsonNode environment(String service) {
        return compose.required("services").required(service).required("environment");
    }

    private static JsonNode compose() {
        try {
            Object yaml = new Yaml().load(Files.readString(Repository.file("docker-compose.yml")));
            return JSON.valueToTree(yaml);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
