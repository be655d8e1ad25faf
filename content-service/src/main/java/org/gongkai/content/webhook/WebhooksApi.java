package org.gongkai.content.webhook;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.gongkai.content.people.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.net.URI;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

@RestController
@RequestMapping("/api/v1/webhooks")
@Tag(
        name = "Webhooks",
        description = "Who else is told of events, and where. Administrators keep them.")
class WebhooksApi {
    private final Webhooks webhooks;

    WebhooksApi(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    /**
     * @param description what it is for, at most 200 characters
     */
    record WebhookToAdd(
            @NotNull String url,
            @Nullable String description,
            @NotNull Set<@NotNull EventType> events) {}

    /**
     * @param active false: nothing is queued for it and nothing is sent to it
     */
    record WebhookChange(
            @NotNull String url,
            @Nullable String description,
            @NotNull Set<@NotNull EventType> events,
            boolean active) {}

    /**
     * @param deadInARow how many deliveries were given up since the last one that arrived
     * @param failingSince when those became too many; null while it is well
     */
    record WebhookJson(
            UUID id,
            String url,
            String description,
            Set<EventType> events,
            boolean active,
            int deadInARow,
            @Nullable Instant failingSince,
            Instant createdAt) {
        static WebhookJson of(Webhook webhook) {
            return new WebhookJson(
                    webhook.id(),
                    webhook.url().value(),
                    webhook.description(),
                    EnumSet.copyOf(webhook.events()),
                    webhook.active(),
                    webhook.deadInARow(),
                    webhook.failingSince(),
                    webhook.createdAt());
        }
    }

    /**
     * @param secret signs what is sent; shown this once
     */
    record WebhookWithSecret(WebhookJson webhook, String secret) {
        @Override
        public String toString() {
            return "WebhookWithSecret[" + webhook.id() + "]";
        }
    }

    /**
     * @param secret signs from now on, beside the one before it for a while; shown this once
     */
    record NewSecret(String secret) {
        @Override
        public String toString() {
            return "NewSecret[]";
        }
    }

    @GetMapping
    @Operation(summary = "All webhooks, the oldest first")
    List<WebhookJson> all(Actor actor) {
        return webhooks.all(actor).stream().map(WebhookJson::of).toList();
    }

    @GetMapping("/{id}")
    @Operation(summary = "One webhook")
    WebhookJson one(Actor actor, @PathVariable UUID id) {
        return WebhookJson.of(webhooks.find(actor, id));
    }

    @PostMapping
    @Operation(summary = "Add a webhook; the secret that signs what is sent is shown this once")
    ResponseEntity<WebhookWithSecret> add(Actor actor, @Valid @RequestBody WebhookToAdd added) {
        Webhooks.Created created =
                webhooks.create(
                        actor,
                        new WebhookUrl(added.url()),
                        orEmpty(added.description()),
                        added.events());
        return ResponseEntity.created(URI.create("/api/v1/webhooks/" + created.webhook().id()))
                .cacheControl(CacheControl.noStore())
                .body(
                        new WebhookWithSecret(
                                WebhookJson.of(created.webhook()), created.secret().text()));
    }

    @PutMapping("/{id}")
    @Operation(
            summary = "Change a webhook's address, description or events, or whether it is active")
    WebhookJson change(
            Actor actor, @PathVariable UUID id, @Valid @RequestBody WebhookChange change) {
        return WebhookJson.of(
                webhooks.change(
                        actor,
                        id,
                        new WebhookUrl(change.url()),
                        orEmpty(change.description()),
                        change.events(),
                        change.active()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a webhook with its log; what waits for it is not sent")
    void delete(Actor actor, @PathVariable UUID id) {
        webhooks.delete(actor, id);
    }

    @PostMapping("/{id}/secret")
    @Operation(summary = "Draw a new secret; the one before it signs too for a while")
    ResponseEntity<NewSecret> rotate(Actor actor, @PathVariable UUID id) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new NewSecret(webhooks.rotate(actor, id).text()));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
