package org.gongkai.content.delivery;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;

import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** What the types of the controller do not say of it: parameters, headers, refusals. */
@Configuration(proxyBeanMethods = false)
class DeliveryDescription {
    private static final String WHEN =
            "A day, which means its beginning in Asia/Shanghai, or an instant of ISO 8601";

    private static final Map<String, List<Parameter>> PARAMETERS =
            Map.of(
                    "/documents",
                    List.of(
                            repeated("section", "The key of a section; any of several"),
                            repeated("unit", "The key of a unit; any of several"),
                            repeated("kind", "The key of a kind; any of several"),
                            repeated("tag", "A tag; any of several"),
                            text("publishedAfter", WHEN).example("2020-05-15"),
                            text("updatedAfter", WHEN).example("2020-05-15T00:00:00Z"),
                            limit(DeliveryController.USUAL, DeliveryController.MOST),
                            cursor()),
                    "/documents/{id}",
                    List.of(links()),
                    "/by-path/{path}",
                    List.of(links()),
                    "/changes",
                    List.of(
                            new QueryParameter()
                                    .name("since")
                                    .required(true)
                                    .description("The release at which the copy was right")
                                    .schema(new IntegerSchema().format("int64")),
                            limit(DeliveryController.MOST_CHANGES, DeliveryController.MOST_CHANGES),
                            cursor()));

    @Bean
    GlobalOpenApiCustomizer parametersAndRefusalsOfDelivery() {
        return api -> {
            if (api.getPaths() != null) {
                api.getPaths()
                        .forEach(
                                (path, item) -> {
                                    if (path.startsWith(DeliveryController.ROOT + "/")) {
                                        String below =
                                                path.substring(DeliveryController.ROOT.length());
                                        item.readOperations()
                                                .forEach(operation -> describe(below, operation));
                                    }
                                });
            }
        };
    }

    private static void describe(String path, Operation operation) {
        PARAMETERS.getOrDefault(path, List.of()).forEach(operation::addParametersItem);
        refusal(operation, "400", "a parameter that is not understood; it is named");
        refusal(operation, "503", "nothing is released yet, or the publisher is away");
        if (path.contains("{")) {
            refusal(operation, "404", "not public");
            refusal(operation, "410", "withdrawn, with the reason");
        }
        if (path.equals("/changes")) {
            refusal(operation, "410", "cannot be told; read everything anew");
        }
        ApiResponse answer = operation.getResponses().get("200");
        if (answer != null) {
            answer.setDescription("of one release");
            answer.addHeaderObject(
                    DeliveryController.RELEASE,
                    new Header()
                            .description("The release that the answer is of")
                            .schema(new IntegerSchema().format("int64")));
            answer.addHeaderObject(
                    "ETag", new Header().description("strong").schema(new StringSchema()));
        }
        operation
                .getResponses()
                .addApiResponse("304", new ApiResponse().description("as If-None-Match names it"));
    }

    private static void refusal(Operation operation, String status, String description) {
        operation
                .getResponses()
                .addApiResponse(
                        status,
                        new ApiResponse()
                                .description(description)
                                .content(
                                        new Content()
                                                .addMediaType(
                                                        "application/problem+json",
                                                        new MediaType()
                                                                .schema(
                                                                        new Schema<>()
                                                                                .$ref(
                                                                                        "Problem")))));
    }

    private static Parameter text(String name, String description) {
        return new QueryParameter().name(name).description(description).schema(new StringSchema());
    }

    private static Parameter repeated(String name, String description) {
        return new QueryParameter()
                .name(name)
                .description(description)
                .explode(true)
                .schema(new ArraySchema().items(new StringSchema()));
    }

    private static Parameter limit(int usual, int most) {
        return new QueryParameter()
                .name("limit")
                .description("How many at most")
                .schema(
                        new IntegerSchema()
                                .minimum(BigDecimal.ONE)
                                .maximum(BigDecimal.valueOf(most))
                                ._default(usual));
    }

    private static Parameter cursor() {
        return text("cursor", "Where the list goes on, from the answer before");
    }

    private static Parameter links() {
        StringSchema schema = new StringSchema();
        schema.addEnumItem("relative");
        schema.addEnumItem("absolute");
        schema.setDefault("relative");
        return text(
                        "links",
                        "How the body's links begin: at the root of the site, or with its address")
                .schema(schema);
    }
}
