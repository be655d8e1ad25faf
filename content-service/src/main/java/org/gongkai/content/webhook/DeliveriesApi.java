package org.gongkai.content.webhook;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.gongkai.content.document.Page;
import org.gongkai.content.people.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.net.URI;
import java.util.UUID;

@RestController
@RequestMapping("/api/v1/webhooks/{id}")
@Tag(name = "Webhooks")
class DeliveriesApi {
    private final DeliveryLog log;
    private final Outbox outbox;

    DeliveriesApi(DeliveryLog log, Outbox outbox) {
        this.log = log;
        this.outbox = outbox;
    }

    @GetMapping("/deliveries")
    @Operation(summary = "What was sent to a webhook or waits for it, the latest event first")
    Page<Delivery> deliveries(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(required = false) Delivery.@Nullable State state,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "20") int size) {
        return log.page(actor, id, state, page, size);
    }

    @GetMapping("/deliveries/{delivery}")
    @Operation(summary = "One delivery, with the text that is signed and sent")
    DeliveryLog.Whole one(Actor actor, @PathVariable UUID id, @PathVariable UUID delivery) {
        return log.find(actor, id, delivery);
    }

    @PostMapping("/deliveries/{delivery}/redeliver")
    @Operation(
            summary = "Send a delivery again",
            description =
                    "One that waits is tried at once. One that is over gets a new delivery of the same event.")
    ResponseEntity<Delivery> redeliver(
            Actor actor, @PathVariable UUID id, @PathVariable UUID delivery) {
        return queued(actor, id, outbox.redeliver(actor, id, delivery));
    }

    @PostMapping("/ping")
    @Operation(summary = "Send the event “ping”; its delivery says how it went")
    ResponseEntity<Delivery> ping(Actor actor, @PathVariable UUID id) {
        return queued(actor, id, outbox.ping(actor, id));
    }

    private ResponseEntity<Delivery> queued(Actor actor, UUID webhook, UUID delivery) {
        return ResponseEntity.accepted()
                .location(
                        URI.create(
                                "/api/v1/webhooks/%s/deliveries/%s".formatted(webhook, delivery)))
                .body(log.find(actor, webhook, delivery).delivery());
    }
}
