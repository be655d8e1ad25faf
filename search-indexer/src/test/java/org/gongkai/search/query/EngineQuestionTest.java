package org.gongkai.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class EngineQuestionTest {
    @Test
    void theReadersTextIsNeverSyntax() {
        JsonNode request = request("q=title:(a OR b) /x.*/ *");

        assertThat(names(request))
                .doesNotContain(
                        "query_string", "simple_query_string", "regexp", "wildcard", "prefix")
                .doesNotContain("script");
    }

    @Test
    void datesMeanWholeDaysInShanghai() {
        JsonNode filters = request("q=a&from=2020-05-15&to=2020-05-15").at("/query/bool/filter");

        assertThat(filters.toString())
                .isEqualTo(
                        """
                        [{"range":{"publishedAt":{"gte":"2020-05-14T16:00:00Z"}}},\
                        {"range":{"publishedAt":{"lt":"2020-05-15T16:00:00Z"}}}]""");
    }

    @Test
    void keysFilterAndPagesSkip() {
        JsonNode request = request("q=a&section=x&section=y&kind=policy&page=3&size=20");

        assertThat(request.at("/query/bool/filter").toString())
                .isEqualTo(
                        "[{\"terms\":{\"section\":[\"x\",\"y\"]}},{\"terms\":{\"kind\":[\"policy\"]}}]");
        assertThat(request.get("from").intValue()).isEqualTo(40);
        assertThat(request.get("size").intValue()).isEqualTo(20);
    }

    private static JsonNode request(String query) {
        Question question = Question.of(QuestionTest.parameters(query));
        String json = EngineQuestion.of(question, "gongkai", Duration.ofSeconds(3)).toString();
        return new JsonMapper().readTree(json.substring(json.indexOf('{')));
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>(node.propertyNames());
        for (JsonNode child : node) {
            names.addAll(names(child));
        }
        return names;
    }
}
