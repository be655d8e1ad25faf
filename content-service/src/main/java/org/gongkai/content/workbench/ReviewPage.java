package org.gongkai.content.workbench;

import jakarta.servlet.http.HttpServletResponse;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.difference.DifferenceHtml;
import org.gongkai.content.difference.Differences;
import org.gongkai.content.difference.Labels;
import org.gongkai.content.document.BeingErased;
import org.gongkai.content.document.ContentChanged;
import org.gongkai.content.document.ContentRefused;
import org.gongkai.content.document.DocumentFilter;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.DocumentQueries;
import org.gongkai.content.document.DocumentSummary;
import org.gongkai.content.document.DocumentView;
import org.gongkai.content.document.Documents;
import org.gongkai.content.document.EditionHistory;
import org.gongkai.content.document.EditionState;
import org.gongkai.content.document.OpenDocuments;
import org.gongkai.content.document.RevisionErased;
import org.gongkai.content.document.StaleVersion;
import org.gongkai.content.document.Verb;
import org.gongkai.content.document.VerbRefused;
import org.gongkai.content.document.Version;
import org.gongkai.content.media.Assets;
import org.gongkai.content.people.Actor;
import org.gongkai.content.reading.Readings;
import org.gongkai.content.review.Opinion;
import org.gongkai.content.review.Remark;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Reviewing one after the other: what is asked for beside what was there before, remarks at places
 * in the text, the decision always in view, and the next document without going back.
 */
@Controller
class ReviewPage {
    /** As far as the queue is looked through for where somebody stands in it. */
    private static final int QUEUE = 200;

    private final DocumentQueries queries;
    private final Documents documents;
    private final EditionHistory editions;
    private final OpenDocuments open;
    private final Assets assets;
    private final FileWords fileWords;
    private final Readings readings;
    private final Names names;
    private final Refusals refusals;
    private final MessageSource messages;

    ReviewPage(
            DocumentQueries queries,
            Documents documents,
            EditionHistory editions,
            OpenDocuments open,
            Assets assets,
            FileWords fileWords,
            Readings readings,
            Names names,
            Refusals refusals,
            MessageSource messages) {
        this.queries = queries;
        this.documents = documents;
        this.editions = editions;
        this.open = open;
        this.assets = assets;
        this.fileWords = fileWords;
        this.readings = readings;
        this.names = names;
        this.refusals = refusals;
        this.messages = messages;
    }

    /**
     * Where a document stands among those that wait for this person.
     *
     * @param place from 1; 0 if it is not among them
     * @param total how many wait, as it is shown
     */
    record Place(int place, String total, @Nullable String previous, @Nullable String next) {}

    /** The first that waits. */
    @GetMapping("/workbench/review")
    String first(Actor actor, Model model, RedirectAttributes after) {
        String said = Objects.requireNonNullElse(model.getAttribute("said"), "").toString();
        List<DocumentSummary> waiting = queue(actor, 1);
        if (waiting.isEmpty()) {
            after.addFlashAttribute("said", said + refusals.say("review.nothing"));
            return "redirect:/workbench";
        }
        if (!said.isEmpty()) {
            after.addFlashAttribute("said", said);
        }
        return "redirect:/workbench/review/" + waiting.getFirst().id();
    }

    @GetMapping("/workbench/review/{id}")
    String show(Actor actor, @PathVariable UUID id, Locale locale, Model model) {
        return page(actor, id, Opinion.NONE, locale, model);
    }

    /**
     * @param typed what was said already, if it could not be taken
     */
    private String page(Actor actor, UUID id, Opinion typed, Locale locale, Model model) {
        DocumentId document = new DocumentId(id);
        DocumentView view = queries.view(actor, document);
        model.addAttribute("row", Row.of(view.summary(), Row.Words.of(names)));
        model.addAttribute("late", LateMark.of(view, names));
        model.addAttribute("version", view.summary().version());
        model.addAttribute("digest", view.summary().digest());
        model.addAttribute("body", BodyPreview.of(view.content().body()));
        model.addAttribute("fields", names.fields(view.content().kind(), view.content().fields()));
        model.addAttribute("tags", view.content().tags());
        Instant notBefore = view.content().notBefore();
        model.addAttribute("notBefore", notBefore == null ? null : names.time(notBefore));
        model.addAttribute("path", view.content().path().value());
        model.addAttribute(
                "media",
                view.content().assets().stream()
                        .map(use -> UsedAsset.of(use, assets, fileWords))
                        .toList());
        model.addAttribute("verdicts", Judged.of(view, names));
        model.addAttribute(
                "shortcomings", view.shortcomings().stream().map(refusals::words).toList());
        model.addAttribute("may", view.may(Verb.APPROVE));
        model.addAttribute("mayReturn", view.may(Verb.RETURN));
        model.addAttribute(
                "why",
                view.may(Verb.APPROVE)
                        ? null
                        : refusals.say("refusal." + view.refusals().get(Verb.APPROVE)));
        model.addAttribute("difference", difference(actor, document, locale));
        model.addAttribute("place", place(actor, id));
        model.addAttribute("typed", typed);
        model.addAttribute(
                "alsoOpen", AlsoOpen.of(open.enter(actor, document, false), names, refusals));
        if (view.may(Verb.APPROVE)) { // the page has all of it by now
            readings.note(actor, id, new Digest(view.summary().digest()));
        }
        return "workbench/review";
    }

    /**
     * Decides, and goes on with the next.
     *
     * @param form for each remark {@code quote}, the words that it is about, {@code before}, what
     *     stands right before them, and {@code remark}, what it says; those that say nothing are
     *     none
     */
    @PostMapping("/workbench/review/{id}/{verb:APPROVE|RETURN}")
    String decide(
            Actor actor,
            @PathVariable UUID id,
            @PathVariable Verb verb,
            @RequestParam String version,
            @RequestParam String digest,
            @RequestParam(defaultValue = "") String comment,
            @RequestParam(defaultValue = "") String next,
            @RequestParam MultiValueMap<String, String> form,
            Locale locale,
            Model model,
            HttpServletResponse response,
            RedirectAttributes after) {
        DocumentId document = new DocumentId(id);
        Opinion opinion = opinion(verb, comment, remarks(form));
        try {
            Version seen = Version.parse(version);
            if (verb == Verb.APPROVE) {
                documents.approve(actor, document, seen, new Digest(digest), opinion);
            } else {
                documents.returnForChanges(actor, document, seen, new Digest(digest), opinion);
            }
        } catch (VerbRefused | StaleVersion | ContentChanged | ContentRefused | BeingErased e) {
            response.setStatus(HttpStatus.CONFLICT.value());
            model.addAttribute("refused", refusals.words(e));
            return page(actor, id, opinion, locale, model);
        }
        String title = queries.view(actor, document).summary().title();
        after.addFlashAttribute("said", refusals.say("review.said." + verb, title));
        return next.isEmpty()
                ? "redirect:/workbench/review"
                : "redirect:/workbench/review/" + UUID.fromString(next);
    }

    /** A return says something on the whole: where it says nothing, that there are remarks. */
    private Opinion opinion(Verb verb, String comment, List<Remark> remarks) {
        return verb == Verb.RETURN && comment.isBlank() && !remarks.isEmpty()
                ? new Opinion(refusals.say("review.seeRemarks", remarks.size()), remarks)
                : new Opinion(comment, remarks);
    }

    private static List<Remark> remarks(MultiValueMap<String, String> form) {
        List<String> quotes = form.getOrDefault("quote", List.of());
        List<String> before = form.getOrDefault("before", List.of());
        List<String> comments = form.getOrDefault("remark", List.of());
        if (quotes.size() != before.size() || quotes.size() != comments.size()) {
            throw new IllegalArgumentException("Each remark has quote, before and remark");
        }
        return IntStream.range(0, quotes.size())
                .filter(i -> !comments.get(i).isBlank() && !quotes.get(i).isBlank())
                .mapToObj(i -> new Remark("body", quotes.get(i), before.get(i), comments.get(i)))
                .toList();
    }

    /** The difference to what was public or handed in before; null if there is nothing before. */
    private @Nullable String difference(Actor actor, DocumentId document, Locale locale) {
        try {
            EditionHistory.Compared compared = editions.handedIn(actor, document);
            return compared.from() == null || compared.from().equals(compared.to())
                    ? null
                    : DifferenceHtml.of(
                            Differences.between(compared.before(), compared.after()),
                            new Labels(messages, locale, names.found(compared.after().kind())));
        } catch (RevisionErased e) {
            return null;
        }
    }

    private Place place(Actor actor, UUID id) {
        List<DocumentSummary> waiting = queue(actor, QUEUE);
        int at = -1;
        for (int i = 0; i < waiting.size(); i++) {
            if (waiting.get(i).id().value().equals(id)) {
                at = i;
            }
        }
        String total = waiting.size() < QUEUE ? String.valueOf(waiting.size()) : QUEUE + "+";
        return new Place(
                at + 1,
                total,
                at > 0 ? waiting.get(at - 1).id().toString() : null,
                at + 1 < waiting.size() ? waiting.get(at + 1).id().toString() : null);
    }

    private List<DocumentSummary> queue(Actor actor, int most) {
        DocumentFilter filter =
                new DocumentFilter(
                        EditionState.IN_REVIEW, null, null, null, null, null, true, false);
        return queries.list(actor, filter, 1, most).items();
    }
}
