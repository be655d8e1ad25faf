package org.gongkai.content.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

class TemplatesTest {
    static Stream<Resource> templates() throws IOException {
        return Stream.of(
                new PathMatchingResourcePatternResolver()
                        .getResources("classpath:/templates/workbench/*.html"));
    }

    /** Thymeleaf replaces first, and never asks the condition that stands beside it. */
    @ParameterizedTest
    @MethodSource("templates")
    void noConditionStandsBesideWhatReplacesIt(Resource template) throws IOException {
        Stream<Element> both =
                Jsoup.parse(template.getContentAsString(StandardCharsets.UTF_8)).stream()
                        .filter(e -> e.hasAttr("th:replace") || e.hasAttr("th:insert"))
                        .filter(e -> e.hasAttr("th:if") || e.hasAttr("th:unless"));
        assertThat(both).extracting(Element::outerHtml).isEmpty();
    }
}
