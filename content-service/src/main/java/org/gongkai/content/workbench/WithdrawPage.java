package org.gongkai.content.workbench;

import org.gongkai.content.document.BeingErased;
import org.gongkai.content.document.ContentRefused;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.DocumentQueries;
import org.gongkai.content.document.DocumentView;
import org.gongkai.content.document.Documents;
import org.gongkai.content.document.StaleVersion;
import org.gongkai.content.document.Verb;
import org.gongkai.content.document.VerbRefused;
import org.gongkai.content.document.Version;
import org.gongkai.content.document.WithdrawalNotice;
import org.gongkai.content.document.WithdrawalReason;
import org.gongkai.content.document.Withdrawals;
import org.gongkai.content.document.Withdrawals.Candidate;
import org.gongkai.content.document.Withdrawals.Part;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.publishing.WithdrawalPreviews;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Withdrawing a document: the reason, what takes its place, what explains it; and what readers will
 * see, before it is done. For what is withdrawn already, what they are told can be changed.
 */
@Controller
class WithdrawPage {
    private final DocumentQueries queries;
    private final Documents documents;
    private final Withdrawals withdrawals;
    private final WithdrawalPreviews previews;
    private final Refusals refusals;

    WithdrawPage(
            DocumentQueries queries,
            Documents documents,
            Withdrawals withdrawals,
            WithdrawalPreviews previews,
            Refusals refusals) {
        this.queries = queries;
        this.documents = documents;
        this.withdrawals = withdrawals;
        this.previews = previews;
        this.refusals = refusals;
    }

    /** What was typed and chosen: words to look for, and the documents found by them. */
    record Chosen(
            @Nullable WithdrawalReason reason,
            String replacement,
            String explanation,
            @Nullable UUID replacedBy,
            @Nullable UUID explainedBy) {}

    static WithdrawalNotice notice(
            WithdrawalReason reason, @Nullable UUID replacedBy, @Nullable UUID explainedBy) {
        return new WithdrawalNotice(reason, document(replacedBy), document(explainedBy));
    }

    @GetMapping("/workbench/documents/{id}/withdraw")
    String show(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable WithdrawalReason reason,
            @RequestParam(defaultValue = "") String replacement,
            @RequestParam(defaultValue = "") String explanation,
            @RequestParam(required = false) @Nullable UUID replacedBy,
            @RequestParam(required = false) @Nullable UUID explainedBy,
            Model model) {
        DocumentId document = new DocumentId(id);
        DocumentView view = queries.view(actor, document);
        Withdrawals.Posted posted = view.withdrawal();
        if (posted == null ? !view.may(Verb.WITHDRAW) : !Told.changes(actor)) {
            throw new NotAllowed("This document cannot be withdrawn by you now");
        }
        WithdrawalReason because = posted == null ? reason : posted.notice().reason();
        model.addAttribute("title", view.summary().title());
        model.addAttribute("id", id);
        model.addAttribute("version", view.summary().version());
        model.addAttribute("digest", view.summary().digest());
        model.addAttribute("withdrawn", posted != null);
        model.addAttribute("reasons", WithdrawalReason.values());
        model.addAttribute(
                "chosen", new Chosen(because, replacement, explanation, replacedBy, explainedBy));
        model.addAttribute(
                "replacements",
                candidates(actor, Part.REPLACEMENT, document, replacement, replacedBy));
        model.addAttribute(
                "explanations",
                candidates(actor, Part.EXPLANATION, document, explanation, explainedBy));
        if (because != null) {
            WithdrawalPreviews.Preview preview =
                    previews.preview(actor, document, notice(because, replacedBy, explainedBy));
            model.addAttribute("preview", preview);
            model.addAttribute(
                    "shortcomings", preview.refused().stream().map(refusals::words).toList());
        }
        return "workbench/withdraw";
    }

    @PostMapping("/workbench/documents/{id}/withdrawal")
    String explain(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam String version,
            @RequestParam(required = false) @Nullable UUID replacedBy,
            @RequestParam(required = false) @Nullable UUID explainedBy,
            RedirectAttributes after) {
        try {
            documents.explainWithdrawal(
                    actor,
                    new DocumentId(id),
                    Version.parse(version),
                    document(replacedBy),
                    document(explainedBy));
            after.addFlashAttribute("said", refusals.say("said.explained"));
        } catch (VerbRefused | StaleVersion | ContentRefused | BeingErased e) {
            after.addFlashAttribute("refused", refusals.words(e));
        }
        return "redirect:/workbench/documents/" + id;
    }

    /**
     * What the words find, and before it what is chosen already, though it may have gone since it
     * was.
     */
    private List<Candidate> candidates(
            Actor actor, Part part, DocumentId document, String words, @Nullable UUID chosen) {
        List<Candidate> found = new ArrayList<>();
        DocumentId standing = document(chosen);
        if (standing != null) {
            found.add(
                    withdrawals
                            .find(actor, part, standing)
                            .orElseGet(
                                    () -> new Candidate(standing, standing.toString(), "", false)));
        }
        if (!words.isBlank()) {
            withdrawals.search(actor, part, document, words).stream()
                    .filter(each -> !each.id().value().equals(chosen))
                    .forEach(found::add);
        }
        return found;
    }

    private static @Nullable DocumentId document(@Nullable UUID id) {
        return id == null ? null : new DocumentId(id);
    }
}
