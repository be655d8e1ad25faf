package org.gongkai.content.workbench;

import jakarta.servlet.http.HttpServletResponse;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.Content;
import org.gongkai.content.document.ContentRefused;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.DocumentQueries;
import org.gongkai.content.document.DocumentSummary;
import org.gongkai.content.document.NoSuchDocument;
import org.gongkai.content.document.Revisions;
import org.gongkai.content.kind.Shortcoming;
import org.gongkai.content.pack.Pack;
import org.gongkai.content.pack.Packs;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.review.Refusal;
import org.gongkai.content.reviewlink.Candidate;
import org.gongkai.content.reviewlink.Candidates;
import org.gongkai.content.reviewlink.LinkRefused;
import org.gongkai.content.reviewlink.ReviewLink;
import org.gongkai.content.reviewlink.ReviewLinks;
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
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Review links for those who give them out: a new one, all of them, and what was done with one. */
@Controller
@RequestMapping("/workbench/review-links")
class ReviewLinksPage {
    private static final int MOST_DAYS = (int) ReviewLinks.LONGEST.toDays();
    private static final int USUAL_DAYS = 7;

    private final ReviewLinks links;
    private final Candidates candidates;
    private final Packs packs;
    private final DocumentQueries queries;
    private final Revisions revisions;
    private final Names names;
    private final Refusals refusals;
    private final Clock clock;

    ReviewLinksPage(
            ReviewLinks links,
            Candidates candidates,
            Packs packs,
            DocumentQueries queries,
            Revisions revisions,
            Names names,
            Refusals refusals,
            Clock clock) {
        this.links = links;
        this.candidates = candidates;
        this.packs = packs;
        this.queries = queries;
        this.revisions = revisions;
        this.names = names;
        this.refusals = refusals;
        this.clock = clock;
    }

    /** A link as a list shows it. */
    record Line(
            UUID id,
            String name,
            String purpose,
            String issuedBy,
            String createdAt,
            String end,
            String state,
            int items) {}

    /**
     * A document that can be chosen, or cannot.
     *
     * @param item what the form sends: id and digest
     * @param sentTo for whom it is in another link that is open
     * @param why why it cannot be chosen; null if it can
     */
    record Choice(String item, Row row, String sentTo, @Nullable String why) {}

    /**
     * What was typed.
     *
     * @param until the last day
     */
    record Typed(String name, String purpose, String until, Set<String> items) {}

    /**
     * A document of a pack.
     *
     * @param state null if the reader may not see it now
     * @param changed whether it has other content by now
     */
    record Item(UUID id, String title, @Nullable String state, boolean changed) {}

    /** A use, with the title of the document that it was about. */
    record Use(String at, String action, @Nullable String title, String address) {}

    @GetMapping
    String list(Actor actor, @RequestParam(required = false) @Nullable UUID pack, Model model) {
        requireConcern(actor);
        String until = LocalDate.now(clock).plusDays(USUAL_DAYS).toString();
        if (pack == null) {
            return page(actor, new Typed("", "", until, Set.of()), model);
        }
        Pack of = packs.find(actor, pack);
        return page(
                actor,
                new Typed(
                        "",
                        refusals.say("pack.title", of.number()),
                        until,
                        of.items().stream()
                                .map(item -> item.document() + ":" + item.digest().hex())
                                .collect(Collectors.toUnmodifiableSet())),
                model);
    }

    @PostMapping
    String issue(
            Actor actor,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String purpose,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(required = false) @Nullable List<String> item,
            Model model,
            HttpServletResponse response,
            RedirectAttributes after) {
        List<String> chosen = item == null ? List.of() : item;
        Typed typed = new Typed(name, purpose, until, Set.copyOf(chosen));
        try {
            ReviewLinks.Issued issued =
                    links.issue(
                            actor,
                            name,
                            purpose,
                            LocalDate.parse(until)
                                    .plusDays(1)
                                    .atStartOfDay(clock.getZone())
                                    .toInstant(),
                            chosen.stream().map(ReviewLinksPage::item).toList());
            after.addFlashAttribute(
                    "address",
                    ServletUriComponentsBuilder.fromCurrentContextPath()
                            .path(issued.path())
                            .toUriString());
            return "redirect:/workbench/review-links/" + issued.link().id();
        } catch (LinkRefused e) {
            return refused(actor, typed, say(e.why().name()), model, response);
        } catch (DateTimeException e) {
            return refused(actor, typed, say(LinkRefused.Why.EXPIRY.name()), model, response);
        } catch (NoSuchDocument e) {
            return refused(actor, typed, refusals.words(e), model, response);
        } catch (ContentRefused e) {
            return refused(actor, typed, words(actor, e), model, response);
        }
    }

    @GetMapping("/{id}")
    String one(Actor actor, @PathVariable UUID id, Model model) {
        ReviewLink link = links.find(actor, id);
        Map<DocumentId, Item> items =
                link.items().stream()
                        .map(item -> item(actor, item))
                        .collect(
                                Collectors.toMap(
                                        item -> new DocumentId(item.id()), Function.identity()));
        model.addAttribute("link", line(link));
        model.addAttribute(
                "items", link.items().stream().map(item -> items.get(item.document())).toList());
        model.addAttribute(
                "uses", links.uses(actor, id).stream().map(use -> use(use, items)).toList());
        return "workbench/review-link";
    }

    @PostMapping("/{id}/revoke")
    String revoke(Actor actor, @PathVariable UUID id, RedirectAttributes after) {
        links.revoke(actor, id);
        after.addFlashAttribute("said", refusals.say("link.revoked"));
        return "redirect:/workbench/review-links/" + id;
    }

    private String refused(
            Actor actor, Typed typed, String words, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("refused", words);
        return page(actor, typed, model);
    }

    private String page(Actor actor, Typed typed, Model model) {
        boolean mayIssue = ReviewLinks.mayIssue(actor);
        List<ReviewLink> known = links.known(actor);
        List<Choice> choices = mayIssue ? choices(actor, known) : List.of();
        LocalDate today = LocalDate.now(clock);
        model.addAttribute("mayIssue", mayIssue);
        model.addAttribute(
                "choices", choices.stream().filter(choice -> choice.why() == null).toList());
        model.addAttribute(
                "blocked", choices.stream().filter(choice -> choice.why() != null).toList());
        model.addAttribute("typed", typed);
        model.addAttribute("today", today);
        model.addAttribute("last", today.plusDays(MOST_DAYS - 1L));
        model.addAttribute("lines", known.stream().map(this::line).toList());
        return "workbench/review-links";
    }

    private List<Choice> choices(Actor actor, List<ReviewLink> known) {
        Instant now = clock.instant();
        Map<ReviewLink.Item, String> sent =
                known.stream()
                        .filter(link -> link.state(now) == ReviewLink.State.OPEN)
                        .flatMap(link -> link.items().stream().map(item -> Map.entry(item, link)))
                        .collect(
                                Collectors.groupingBy(
                                        Map.Entry::getKey,
                                        Collectors.mapping(
                                                entry -> entry.getValue().name(),
                                                Collectors.joining("、"))));
        Row.Words words = Row.Words.of(names);
        return candidates.of(actor).stream()
                .map(candidate -> choice(candidate, sent, words))
                .toList();
    }

    private Choice choice(Candidate candidate, Map<ReviewLink.Item, String> sent, Row.Words words) {
        DocumentSummary document = candidate.document();
        Digest digest = new Digest(document.digest());
        return new Choice(
                document.id() + ":" + document.digest(),
                Row.of(document, words),
                sent.getOrDefault(new ReviewLink.Item(document.id(), digest), ""),
                why(candidate.refusal()));
    }

    private @Nullable String why(@Nullable Refusal refusal) {
        if (refusal == null) {
            return null;
        }
        return refusals.say(
                refusal == Refusal.LATE_WITHOUT_CONSENT
                        ? "refusal.LATE_WITHOUT_CONSENT"
                        : "rule.REVIEW-LINK-PART");
    }

    /** What is wrong with the items of a pack, each by its title. */
    private String words(Actor actor, ContentRefused refused) {
        return refused.shortcomings().stream()
                .map(
                        shortcoming ->
                                "《" + title(actor, shortcoming) + "》" + refusals.words(shortcoming))
                .collect(Collectors.joining(" "));
    }

    private String title(Actor actor, Shortcoming shortcoming) {
        String id = shortcoming.place().substring(shortcoming.place().indexOf('.') + 1);
        return queries.view(actor, new DocumentId(UUID.fromString(id))).summary().title();
    }

    private Line line(ReviewLink link) {
        Instant revoked = link.revokedAt();
        return new Line(
                link.id(),
                link.name(),
                link.purpose(),
                link.issuedBy(),
                names.time(link.createdAt()),
                revoked == null ? names.until(link.expiresAt()) : names.time(revoked),
                link.state(clock.instant()).name(),
                link.items().size());
    }

    private Item item(Actor actor, ReviewLink.Item item) {
        UUID id = item.document().value();
        String title = revisions.content(item.digest()).map(Content::title).orElse(id.toString());
        try {
            DocumentSummary now = queries.view(actor, item.document()).summary();
            return new Item(id, title, Row.state(now), !now.digest().equals(item.digest().hex()));
        } catch (NoSuchDocument e) {
            return new Item(id, title, null, true);
        }
    }

    private Use use(ReviewLink.Use use, Map<DocumentId, Item> items) {
        DocumentId document = use.document();
        Item item = document == null ? null : items.get(document);
        return new Use(
                names.time(use.at()),
                use.action().name(),
                item == null ? null : item.title(),
                use.address());
    }

    private String say(String why) {
        return refusals.say("link.refused." + why, MOST_DAYS);
    }

    private static ReviewLink.Item item(String sent) {
        String[] parts = sent.split(":", 2);
        if (parts.length < 2) {
            throw new IllegalArgumentException("Not an id with a digest: " + sent);
        }
        return new ReviewLink.Item(new DocumentId(UUID.fromString(parts[0])), new Digest(parts[1]));
    }

    private static void requireConcern(Actor actor) {
        if (!ReviewLinks.concern(actor)) {
            throw new NotAllowed(
                    "Review links are for office reviewers, publishers and supervisors");
        }
    }
}
