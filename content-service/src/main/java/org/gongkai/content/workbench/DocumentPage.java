package org.gongkai.content.workbench;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.BeingErased;
import org.gongkai.content.document.Bypasses;
import org.gongkai.content.document.ContentChanged;
import org.gongkai.content.document.ContentRefused;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.DocumentQueries;
import org.gongkai.content.document.DocumentView;
import org.gongkai.content.document.Documents;
import org.gongkai.content.document.OpenDocuments;
import org.gongkai.content.document.StaleVersion;
import org.gongkai.content.document.Verb;
import org.gongkai.content.document.VerbRefused;
import org.gongkai.content.document.Version;
import org.gongkai.content.document.WithdrawalNotice;
import org.gongkai.content.document.WithdrawalReason;
import org.gongkai.content.document.Withdrawals;
import org.gongkai.content.media.Assets;
import org.gongkai.content.paper.Papers;
import org.gongkai.content.papertrail.PaperForm;
import org.gongkai.content.people.Actor;
import org.gongkai.content.reading.Readings;
import org.gongkai.content.review.Approval.Verdict;
import org.gongkai.content.review.Opinion;
import org.gongkai.content.review.ReviewStage;
import org.gongkai.content.story.Fold;
import org.gongkai.content.story.Storyteller;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** One document: as a reader would see it, what was decided about it, and what I may do now. */
@Controller
class DocumentPage {
    /** What the page explains when it cannot be done; the rest is silent unless it is possible. */
    private static final Set<Verb> EXPLAINED = EnumSet.of(Verb.APPROVE, Verb.WITHDRAW);

    private final DocumentQueries queries;
    private final Documents documents;
    private final Bypasses bypasses;
    private final Withdrawals withdrawals;
    private final SetCards setCards;
    private final OpenDocuments open;
    private final Assets assets;
    private final FileWords fileWords;
    private final Readings readings;
    private final Storyteller storyteller;
    private final Papers papers;
    private final Names names;
    private final Refusals refusals;

    DocumentPage(
            DocumentQueries queries,
            Documents documents,
            Bypasses bypasses,
            Withdrawals withdrawals,
            SetCards setCards,
            OpenDocuments open,
            Assets assets,
            FileWords fileWords,
            Readings readings,
            Storyteller storyteller,
            Papers papers,
            Names names,
            Refusals refusals) {
        this.queries = queries;
        this.documents = documents;
        this.bypasses = bypasses;
        this.withdrawals = withdrawals;
        this.setCards = setCards;
        this.open = open;
        this.assets = assets;
        this.fileWords = fileWords;
        this.readings = readings;
        this.storyteller = storyteller;
        this.papers = papers;
        this.names = names;
        this.refusals = refusals;
    }

    /** A sentence of the story. */
    record Line(String at, String sentence, @Nullable String digest) {}

    /** A stage of the route, whether it is passed, at hand or ahead, and its last date. */
    record Step(String stage, String progress, @Nullable String due) {}

    /** Something that cannot be done, and why. */
    record Barred(String verb, String why) {}

    @GetMapping("/workbench/documents/{id}")
    String show(Actor actor, @PathVariable UUID id, Locale locale, Model model) {
        DocumentView view = queries.view(actor, new DocumentId(id));
        if (view.may(Verb.APPROVE)) {
            readings.note(actor, id, new Digest(view.summary().digest()));
        }
        Row.Words words = Row.Words.of(names);
        Instant notBefore = view.content().notBefore();
        Instant firstPublished = view.summary().firstPublishedAt();
        model.addAttribute("row", Row.of(view.summary(), words));
        model.addAttribute("version", view.summary().version());
        model.addAttribute("digest", view.summary().digest());
        model.addAttribute("path", view.summary().path());
        model.addAttribute("body", BodyPreview.of(view.content().body()));
        model.addAttribute("fields", names.fields(view.content().kind(), view.content().fields()));
        model.addAttribute("tags", view.content().tags());
        model.addAttribute("notBefore", notBefore == null ? null : names.time(notBefore));
        model.addAttribute(
                "firstPublished", firstPublished == null ? null : names.time(firstPublished));
        model.addAttribute(
                "media",
                view.content().assets().stream()
                        .map(use -> UsedAsset.of(use, assets, fileWords))
                        .toList());
        model.addAttribute("steps", steps(view));
        model.addAttribute("submission", time(view.deadline().submission()));
        model.addAttribute("publication", time(view.deadline().publication()));
        model.addAttribute("reasonNeeded", view.deadline().reasonNeeded());
        model.addAttribute("warnings", view.deadline().warnings());
        model.addAttribute("late", LateMark.of(view, names));
        model.addAttribute("verdicts", Judged.of(view, names));
        model.addAttribute(
                "may",
                EnumSet.allOf(Verb.class).stream().filter(view::may).map(Enum::name).toList());
        model.addAttribute("barred", barred(view));
        model.addAttribute(
                "shortcomings", view.shortcomings().stream().map(refusals::words).toList());
        String held = view.heldReason();
        model.addAttribute("heldReason", held == null ? null : refusals.held(held));
        model.addAttribute("emergency", EmergencyRow.of(view.emergency(), names));
        model.addAttribute("told", Told.of(actor, view.withdrawal(), withdrawals));
        setCards.describe(actor, view, model);
        model.addAttribute("forms", PaperForm.values());
        model.addAttribute("pdf", papers.pdf());
        model.addAttribute("story", story(actor, view.summary().id(), locale));
        model.addAttribute(
                "alsoOpen",
                AlsoOpen.of(open.enter(actor, view.summary().id(), false), names, refusals));
        return "workbench/document";
    }

    /** The history, newest first; what somebody saved in a row is one line. */
    private List<Line> story(Actor actor, DocumentId id, Locale locale) {
        return Fold.of(storyteller.tell(queries.history(actor, id), locale).reversed()).stream()
                .map(
                        fold ->
                                new Line(
                                        names.time(fold.last().at()),
                                        fold.times() == 1
                                                ? fold.last().sentence()
                                                : refusals.say(
                                                        "story.times",
                                                        fold.last().sentence(),
                                                        names.time(fold.since()),
                                                        fold.times()),
                                        fold.last().digest()))
                .toList();
    }

    @PostMapping("/workbench/documents/{id}/{verb}")
    String act(
            Actor actor,
            @PathVariable UUID id,
            @PathVariable String verb,
            @RequestParam String version,
            @RequestParam String digest,
            @RequestParam(defaultValue = "") String comment,
            @RequestParam(required = false) @Nullable String lateReason,
            @RequestParam(required = false) @Nullable WithdrawalReason reason,
            @RequestParam(required = false) @Nullable UUID replacedBy,
            @RequestParam(required = false) @Nullable UUID explainedBy,
            RedirectAttributes after) {
        DocumentId document = new DocumentId(id);
        try {
            act(
                    actor,
                    document,
                    Verb.valueOf(verb),
                    Version.parse(version),
                    new Digest(digest),
                    comment,
                    lateReason,
                    reason == null ? null : WithdrawPage.notice(reason, replacedBy, explainedBy));
            after.addFlashAttribute("said", refusals.say("said." + verb));
        } catch (VerbRefused | StaleVersion | ContentChanged | ContentRefused | BeingErased e) {
            after.addFlashAttribute("refused", refusals.words(e));
        }
        return "redirect:/workbench/documents/" + id;
    }

    private void act(
            Actor actor,
            DocumentId id,
            Verb verb,
            Version version,
            Digest digest,
            String comment,
            @Nullable String lateReason,
            @Nullable WithdrawalNotice notice) {
        switch (verb) {
            case SUBMIT -> documents.submit(actor, id, version, lateReason);
            case CONSENT -> documents.consent(actor, id, version, comment);
            case TAKE_BACK -> documents.takeBack(actor, id, version);
            case APPROVE -> documents.approve(actor, id, version, digest, Opinion.of(comment));
            case RETURN ->
                    documents.returnForChanges(actor, id, version, digest, Opinion.of(comment));
            case RECALL -> documents.recall(actor, id, version);
            case LET_GO -> documents.letGo(actor, id, version);
            case DISCARD -> documents.discard(actor, id, version);
            case WITHDRAW -> {
                if (notice == null) {
                    throw new IllegalArgumentException("A withdrawal needs a reason");
                }
                documents.withdraw(actor, id, version, notice);
            }
            case BYPASS -> bypasses.request(actor, id, digest, comment);
            case CONFIRM_BYPASS -> bypasses.confirm(actor, id, digest);
            case SAVE -> throw new IllegalArgumentException("Saving has a page of its own");
        }
    }

    private @Nullable String time(@Nullable Instant at) {
        return at == null ? null : names.time(at);
    }

    private List<Step> steps(DocumentView view) {
        List<Step> steps = new ArrayList<>();
        view.deadline()
                .stages()
                .forEach(
                        end -> {
                            ReviewStage stage = end.stage();
                            boolean passed =
                                    view.verdicts().stream()
                                            .anyMatch(
                                                    given ->
                                                            given.counts()
                                                                    && given.stage() == stage
                                                                    && given.verdict()
                                                                            == Verdict.APPROVE);
                            boolean atHand = stage == view.summary().stage();
                            steps.add(
                                    new Step(
                                            stage.name(),
                                            passed ? "passed" : atHand ? "now" : "ahead",
                                            time(end.dueAt())));
                        });
        return steps;
    }

    private List<Barred> barred(DocumentView view) {
        return EXPLAINED.stream()
                .filter(verb -> !view.may(verb))
                .filter(verb -> verb != Verb.APPROVE || view.summary().stage() != null)
                .filter(verb -> verb != Verb.WITHDRAW || view.summary().live())
                .map(
                        verb ->
                                new Barred(
                                        verb.name(),
                                        refusals.say("refusal." + view.refusals().get(verb))))
                .toList();
    }
}
