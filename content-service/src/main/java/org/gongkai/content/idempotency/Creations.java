package org.gongkai.content.idempotency;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;

import jakarta.servlet.http.HttpServletRequest;

import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

import java.util.List;
import java.util.stream.Stream;

/**
 * The operations that take the header. Left out are those that need none: files are known by their
 * bytes ({@code /assets}) or by their place ({@code /imports}), a webhook by its address, and a
 * verb cannot be done twice; and {@code /tokens}, whose answer is a secret that is kept nowhere.
 */
@Configuration(proxyBeanMethods = false)
class Creations {
    static final List<String> PATHS =
            List.of(
                    "/api/v1/documents",
                    "/api/v1/delegations",
                    "/api/v1/people",
                    "/api/v1/release-sets",
                    "/api/v1/routings",
                    "/api/v1/site-revisions",
                    "/api/v1/units");

    private static final List<PathPatternRequestMatcher> MATCHERS =
            PATHS.stream()
                    .map(
                            path ->
                                    PathPatternRequestMatcher.withDefaults()
                                            .matcher(HttpMethod.POST, path))
                    .toList();

    static boolean contain(HttpServletRequest request) {
        return MATCHERS.stream().anyMatch(matcher -> matcher.matches(request));
    }

    @Bean
    GlobalOpenApiCustomizer idempotencyKeyOfCreations() {
        return api ->
                PATHS.stream()
                        .map(path -> api.getPaths() == null ? null : api.getPaths().get(path))
                        .flatMap(Stream::ofNullable)
                        .map(PathItem::getPost)
                        .flatMap(Stream::ofNullable)
                        .forEach(Creations::describe);
    }

    private static void describe(Operation creation) {
        creation.addParametersItem(
                new HeaderParameter()
                        .name(IdempotencyFilter.HEADER)
                        .required(false)
                        .description(
                                "Names this creation. Sent again with the same key within 24 hours, the same"
                                        + " request creates nothing and gets the first answer again.")
                        .schema(new StringSchema().minLength(1).maxLength(255)));
    }
}
