package org.gongkai.content.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;

import org.gongkai.content.people.Actor;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;

import java.util.List;

/** The description of the API at {@code /api/openapi.json}, from which its pages are made. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {
    private static final String BEARER = "bearer";
    private static final String PROBLEM = "Problem";

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Actor.class);
    }

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(
                        new Info()
                                .title("gongkai")
                                .version("1")
                                .description(
                                        "Documents, their review and their release. Problems are"
                                                + " answered after RFC 9457; their types never"
                                                + " change.")
                                .license(new License().name("Apache-2.0")))
                .servers(List.of(new Server().url("/")))
                .components(
                        new Components()
                                .addSecuritySchemes(
                                        BEARER,
                                        new SecurityScheme()
                                                .type(SecurityScheme.Type.HTTP)
                                                .scheme("bearer")
                                                .description("A token from POST /api/v1/tokens"))
                                .addSchemas(PROBLEM, problem()));
    }

    /** Adds what holds for all operations under /api/v1: the token, and the answers to refusals. */
    @Bean
    GlobalOpenApiCustomizer problemsOfEveryOperation() {
        return api -> {
            if (api.getPaths() == null) {
                return;
            }
            api.getPaths()
                    .forEach(
                            (path, item) -> {
                                if (path.startsWith("/api/v1/")) {
                                    item.readOperations()
                                            .forEach(
                                                    operation -> {
                                                        if (operation.getSecurity() == null) {
                                                            operation.addSecurityItem(
                                                                    new SecurityRequirement()
                                                                            .addList(BEARER));
                                                        }
                                                        ApiResponses answers =
                                                                operation.getResponses();
                                                        refusal(answers, "400", "malformed");
                                                        refusal(answers, "401", "not signed in");
                                                        refusal(answers, "403", "not allowed");
                                                        refusal(answers, "404", "not found");
                                                        refusal(
                                                                answers,
                                                                "409",
                                                                "taken, stale, or not possible in"
                                                                        + " this state");
                                                        refusal(answers, "422", "against a rule");
                                                        requireVersion(path, operation);
                                                    });
                                }
                            });
        };
    }

    /** A change names its version, but for verdicts, which are bound to content by its digest. */
    private static void requireVersion(String path, Operation operation) {
        if (operation.getParameters() == null
                || path.endsWith("/approve")
                || path.endsWith("/return")) {
            return;
        }
        operation.getParameters().stream()
                .filter(parameter -> HttpHeaders.IF_MATCH.equals(parameter.getName()))
                .forEach(
                        parameter -> {
                            parameter.required(true).example("\"2.14\"");
                            refusal(operation.getResponses(), "428", "If-Match is missing");
                        });
    }

    private static void refusal(ApiResponses answers, String status, String description) {
        answers.computeIfAbsent(
                status,
                x ->
                        new ApiResponse()
                                .description(description)
                                .content(
                                        new Content()
                                                .addMediaType(
                                                        "application/problem+json",
                                                        new MediaType()
                                                                .schema(
                                                                        new Schema<>()
                                                                                .$ref(PROBLEM)))));
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .description("RFC 9457")
                .addProperty("type", new StringSchema().example("urn:gongkai:problem:not-allowed"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema())
                .addProperty("instance", new StringSchema());
    }
}
