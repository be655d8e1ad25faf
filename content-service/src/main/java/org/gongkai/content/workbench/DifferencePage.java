package org.gongkai.content.workbench;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.difference.DifferenceHtml;
import org.gongkai.content.difference.Differences;
import org.gongkai.content.difference.Labels;
import org.gongkai.content.document.BeingErased;
import org.gongkai.content.document.ContentRefused;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.DocumentQueries;
import org.gongkai.content.document.DocumentView;
import org.gongkai.content.document.Documents;
import org.gongkai.content.document.EditionHistory;
import org.gongkai.content.document.EditionSummary;
import org.gongkai.content.document.NoSuchRevision;
import org.gongkai.content.document.RevisionErased;
import org.gongkai.content.document.RevisionSummary;
import org.gongkai.content.document.StaleVersion;
import org.gongkai.content.document.Verb;
import org.gongkai.content.document.VerbRefused;
import org.gongkai.content.document.Version;
import org.gongkai.content.people.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What changed between two revisions of a document, and all of them to choose from or go back to.
 */
@Controller
class DifferencePage {
    private final DocumentQueries queries;
    private final EditionHistory editions;
    private final Documents documents;
    private final Names names;
    private final Refusals refusals;
    private final MessageSource messages;

    DifferencePage(
            DocumentQueries queries,
            EditionHistory editions,
            Documents documents,
            Names names,
            Refusals refusals,
            MessageSource messages) {
        this.queries = queries;
        this.editions = editions;
        this.documents = documents;
        this.names = names;
        this.refusals = refusals;
        this.messages = messages;
    }

    /**
     * A revision to choose.
     *
     * @param previous the digest of the one before it; null if it is the first or may not be read
     * @param current whether it is what the document says now
     */
    record Choice(
            int edition,
            int ordinal,
            String digest,
            String who,
            String at,
            @Nullable String handedIn,
            String state,
            boolean erased,
            boolean current,
            @Nullable String previous) {}

    @GetMapping("/workbench/documents/{id}/difference")
    String show(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            Locale locale,
            Model model) {
        DocumentId document = new DocumentId(id);
        DocumentView view = queries.view(actor, document);
        model.addAttribute("row", Row.of(view.summary(), Row.Words.of(names)));
        model.addAttribute("version", view.summary().version());
        model.addAttribute("mayRestore", view.may(Verb.SAVE));
        model.addAttribute("choices", choices(actor, document, view.summary().digest()));
        try {
            EditionHistory.Compared compared =
                    editions.compared(actor, document, digest(from), digest(to));
            model.addAttribute(
                    "difference",
                    DifferenceHtml.of(
                            Differences.between(compared.before(), compared.after()),
                            new Labels(messages, locale, names.found(compared.after().kind()))));
            model.addAttribute("from", compared.from() == null ? "" : compared.from().hex());
            model.addAttribute("to", compared.to().hex());
        } catch (RevisionErased e) {
            model.addAttribute("refused", refusals.words(e));
            model.addAttribute("from", from);
            model.addAttribute("to", to);
        }
        return "workbench/difference";
    }

    @PostMapping("/workbench/documents/{id}/restore")
    String restore(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam String version,
            @RequestParam String digest,
            RedirectAttributes after) {
        try {
            documents.restore(
                    actor, new DocumentId(id), Version.parse(version), new Digest(digest));
            after.addFlashAttribute("said", refusals.say("said.restore"));
            return "redirect:/workbench/documents/" + id;
        } catch (VerbRefused
                | StaleVersion
                | ContentRefused
                | RevisionErased
                | NoSuchRevision
                | BeingErased e) {
            after.addFlashAttribute("refused", refusals.words(e));
            return "redirect:/workbench/documents/" + id + "/difference";
        }
    }

    private List<Choice> choices(Actor actor, DocumentId document, String current) {
        Map<Integer, EditionSummary> byNumber =
                editions.editions(actor, document).stream()
                        .collect(Collectors.toMap(EditionSummary::number, Function.identity()));
        List<RevisionSummary> revisions = editions.revisions(actor, document);
        List<Choice> choices = new ArrayList<>();
        for (int i = 0; i < revisions.size(); i++) {
            RevisionSummary revision = revisions.get(i);
            RevisionSummary before = i + 1 < revisions.size() ? revisions.get(i + 1) : null;
            EditionSummary edition = byNumber.get(revision.edition());
            boolean standing = edition != null && edition.digest().equals(revision.digest());
            choices.add(
                    new Choice(
                            revision.edition(),
                            revision.ordinal(),
                            revision.digest(),
                            revision.savedByName(),
                            names.time(revision.savedAt()),
                            revision.handedInAt() == null
                                    ? null
                                    : names.time(revision.handedInAt()),
                            edition == null || !standing
                                    ? ""
                                    : edition.stage() == null
                                            ? edition.state().name()
                                            : edition.stage().name(),
                            revision.erased(),
                            revision.digest().equals(current),
                            before == null || before.erased() ? null : before.digest()));
        }
        return choices;
    }

    private static @Nullable Digest digest(String hex) {
        return hex.isBlank() ? null : new Digest(hex);
    }
}
