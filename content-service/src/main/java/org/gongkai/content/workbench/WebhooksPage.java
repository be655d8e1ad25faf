package org.gongkai.content.workbench;

import jakarta.servlet.http.HttpServletResponse;

import org.gongkai.content.document.Page;
import org.gongkai.content.people.Actor;
import org.gongkai.content.webhook.Delivery;
import org.gongkai.content.webhook.DeliveryLog;
import org.gongkai.content.webhook.EventType;
import org.gongkai.content.webhook.MalformedWebhook;
import org.gongkai.content.webhook.Outbox;
import org.gongkai.content.webhook.ReceiverRefused;
import org.gongkai.content.webhook.Webhook;
import org.gongkai.content.webhook.WebhookInactive;
import org.gongkai.content.webhook.WebhookTaken;
import org.gongkai.content.webhook.WebhookUrl;
import org.gongkai.content.webhook.Webhooks;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Which other systems are told of events, and how that goes; for administrators. */
@Controller
@RequestMapping("/workbench/webhooks")
class WebhooksPage {
    private static final int SIZE = 50;
    private static final List<EventType> EVENTS =
            Arrays.stream(EventType.values()).filter(EventType::subscribable).toList();

    private final Webhooks webhooks;
    private final DeliveryLog log;
    private final Outbox outbox;
    private final Names names;
    private final Refusals refusals;

    WebhooksPage(
            Webhooks webhooks, DeliveryLog log, Outbox outbox, Names names, Refusals refusals) {
        this.webhooks = webhooks;
        this.log = log;
        this.outbox = outbox;
        this.names = names;
        this.refusals = refusals;
    }

    /**
     * A webhook as the pages show it.
     *
     * @param address without the query, in which some receivers keep a secret
     * @param failingSince null while it is well or rests
     */
    record Line(
            UUID id,
            String address,
            String description,
            List<String> events,
            String state,
            boolean active,
            @Nullable String failingSince,
            String createdAt) {}

    /** What was typed. */
    record Typed(String url, String description, Set<EventType> events) {
        static Typed of(Webhook webhook) {
            return new Typed(webhook.url().value(), webhook.description(), webhook.events());
        }

        static Typed of(String url, String description, @Nullable Set<EventType> events) {
            return new Typed(url, description, events == null ? Set.of() : events);
        }
    }

    /** A delivery as the log shows it. */
    record Sent(
            UUID id,
            String type,
            String at,
            String state,
            int tries,
            @Nullable String triedAt,
            @Nullable String nextAt,
            @Nullable Integer status,
            @Nullable String error) {}

    @GetMapping
    String list(Actor actor, Model model) {
        return all(
                actor,
                new Typed("", "", EnumSet.of(EventType.PUBLISHED, EventType.WITHDRAWN)),
                model);
    }

    @PostMapping
    String add(
            Actor actor,
            @RequestParam(defaultValue = "") String url,
            @RequestParam(defaultValue = "") String description,
            @RequestParam(required = false) @Nullable Set<EventType> events,
            Model model,
            HttpServletResponse response,
            RedirectAttributes after) {
        Typed typed = Typed.of(url, description, events);
        try {
            Webhooks.Created created =
                    webhooks.create(actor, new WebhookUrl(url), description, typed.events());
            after.addFlashAttribute("secret", created.secret().text());
            return "redirect:/workbench/webhooks/" + created.webhook().id();
        } catch (MalformedWebhook | ReceiverRefused | WebhookTaken e) {
            refuse(e, model, response);
            return all(actor, typed, model);
        }
    }

    @GetMapping("/{id}")
    String one(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(required = false) Delivery.@Nullable State state,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        Webhook webhook = webhooks.find(actor, id);
        return one(actor, webhook, Typed.of(webhook), state, page, model);
    }

    @PostMapping("/{id}")
    String change(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String url,
            @RequestParam(defaultValue = "") String description,
            @RequestParam(required = false) @Nullable Set<EventType> events,
            Model model,
            HttpServletResponse response,
            RedirectAttributes after) {
        Webhook before = webhooks.find(actor, id);
        Typed typed = Typed.of(url, description, events);
        try {
            webhooks.change(
                    actor, id, new WebhookUrl(url), description, typed.events(), before.active());
            return said("webhook.changed", id, after);
        } catch (MalformedWebhook | ReceiverRefused | WebhookTaken e) {
            refuse(e, model, response);
            return one(actor, before, typed, null, 1, model);
        }
    }

    @PostMapping("/{id}/pause")
    String pause(Actor actor, @PathVariable UUID id, RedirectAttributes after) {
        webhooks.activate(actor, id, false);
        return said("webhook.paused", id, after);
    }

    @PostMapping("/{id}/resume")
    String resume(Actor actor, @PathVariable UUID id, RedirectAttributes after) {
        webhooks.activate(actor, id, true);
        return said("webhook.resumed", id, after);
    }

    @PostMapping("/{id}/secret")
    String rotate(Actor actor, @PathVariable UUID id, RedirectAttributes after) {
        after.addFlashAttribute("secret", webhooks.rotate(actor, id).text());
        return "redirect:/workbench/webhooks/" + id;
    }

    @PostMapping("/{id}/delete")
    String delete(Actor actor, @PathVariable UUID id, RedirectAttributes after) {
        webhooks.delete(actor, id);
        after.addFlashAttribute("said", refusals.say("webhook.deleted"));
        return "redirect:/workbench/webhooks";
    }

    @PostMapping("/{id}/ping")
    String ping(Actor actor, @PathVariable UUID id, RedirectAttributes after) {
        return queued(() -> outbox.ping(actor, id), id, after);
    }

    @GetMapping("/{id}/deliveries/{delivery}")
    String delivery(Actor actor, @PathVariable UUID id, @PathVariable UUID delivery, Model model) {
        DeliveryLog.Whole whole = log.find(actor, id, delivery);
        model.addAttribute("webhook", line(webhooks.find(actor, id)));
        model.addAttribute("sent", sent(whole.delivery()));
        model.addAttribute("event", whole.delivery().event());
        model.addAttribute("body", whole.body());
        return "workbench/webhook-delivery";
    }

    @PostMapping("/{id}/deliveries/{delivery}/redeliver")
    String redeliver(
            Actor actor,
            @PathVariable UUID id,
            @PathVariable UUID delivery,
            RedirectAttributes after) {
        return queued(() -> outbox.redeliver(actor, id, delivery), id, after);
    }

    private String queued(Runnable sending, UUID id, RedirectAttributes after) {
        try {
            sending.run();
            return said("webhook.queued", id, after);
        } catch (WebhookInactive e) {
            after.addFlashAttribute("refused", refusals.say("webhook.refused.PAUSED"));
            return "redirect:/workbench/webhooks/" + id;
        }
    }

    private String said(String key, UUID id, RedirectAttributes after) {
        after.addFlashAttribute("said", refusals.say(key));
        return "redirect:/workbench/webhooks/" + id;
    }

    private void refuse(RuntimeException e, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        String why =
                switch (e) {
                    case MalformedWebhook malformed -> malformed.why().name();
                    case WebhookTaken taken -> taken.why().name();
                    default -> ReceiverRefused.RULE;
                };
        model.addAttribute("refused", refusals.say("webhook.refused." + why));
    }

    private String all(Actor actor, Typed typed, Model model) {
        model.addAttribute("lines", webhooks.all(actor).stream().map(this::line).toList());
        model.addAttribute("typed", typed);
        model.addAttribute("events", EVENTS);
        return "workbench/webhooks";
    }

    private String one(
            Actor actor,
            Webhook webhook,
            Typed typed,
            Delivery.@Nullable State state,
            int page,
            Model model) {
        Page<Delivery> found = log.page(actor, webhook.id(), state, Math.max(1, page), SIZE);
        model.addAttribute("webhook", line(webhook));
        model.addAttribute("typed", typed);
        model.addAttribute("events", EVENTS);
        model.addAttribute("state", state == null ? "" : state.name());
        model.addAttribute("states", Delivery.State.values());
        model.addAttribute("log", found.items().stream().map(this::sent).toList());
        model.addAttribute("total", found.total());
        model.addAttribute("page", found.page());
        model.addAttribute("pages", found.pages());
        return "workbench/webhook";
    }

    private Line line(Webhook webhook) {
        String state =
                !webhook.active()
                        ? "PAUSED"
                        : webhook.failingSince() == null ? "ACTIVE" : "FAILING";
        return new Line(
                webhook.id(),
                webhook.url().shown(),
                webhook.description(),
                webhook.events().stream().sorted().map(EventType::name).toList(),
                state,
                webhook.active(),
                state.equals("FAILING") ? time(webhook.failingSince()) : null,
                names.time(webhook.createdAt()));
    }

    private Sent sent(Delivery delivery) {
        return new Sent(
                delivery.id(),
                EventType.of(delivery.type()).name(),
                names.time(delivery.createdAt()),
                delivery.state().name(),
                delivery.tries(),
                time(delivery.lastTriedAt()),
                time(delivery.nextTryAt()),
                delivery.lastStatus(),
                delivery.lastError());
    }

    private @Nullable String time(@Nullable Instant at) {
        return at == null ? null : names.time(at);
    }
}
