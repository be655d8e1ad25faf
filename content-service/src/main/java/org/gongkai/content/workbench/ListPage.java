package org.gongkai.content.workbench;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.BeingErased;
import org.gongkai.content.document.ContentChanged;
import org.gongkai.content.document.ContentRefused;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.DocumentQueries;
import org.gongkai.content.document.DocumentSummary;
import org.gongkai.content.document.Documents;
import org.gongkai.content.document.EditionState;
import org.gongkai.content.document.NoSuchDocument;
import org.gongkai.content.document.Page;
import org.gongkai.content.document.StaleVersion;
import org.gongkai.content.document.VerbRefused;
import org.gongkai.content.document.Version;
import org.gongkai.content.kind.Kinds;
import org.gongkai.content.people.Actor;
import org.gongkai.content.reading.Readings;
import org.gongkai.content.review.Opinion;
import org.gongkai.content.table.TableFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The list of documents, with filters and actions on many at once. */
@Controller
class ListPage {
    private static final int SIZE = 50;
    private final DocumentQueries queries;
    private final Documents documents;
    private final Kinds kinds;
    private final DocumentsTable table;
    private final Readings readings;
    private final Names names;
    private final Refusals refusals;

    ListPage(
            DocumentQueries queries,
            Documents documents,
            Kinds kinds,
            DocumentsTable table,
            Readings readings,
            Names names,
            Refusals refusals) {
        this.queries = queries;
        this.documents = documents;
        this.kinds = kinds;
        this.table = table;
        this.readings = readings;
        this.names = names;
        this.refusals = refusals;
    }

    /** What became of one document. */
    record Answer(String id, String title, boolean done, @Nullable String why) {}

    /** What can be done with many documents at once. */
    enum BulkVerb {
        SUBMIT,
        APPROVE,
        CONSENT
    }

    @GetMapping("/workbench/documents")
    String list(
            Actor actor,
            @ModelAttribute("asked") Asked asked,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        Row.Words words = Row.Words.of(names);
        Page<DocumentSummary> found = asked.from(queries, actor, Math.max(1, page), SIZE);
        model.addAttribute(
                "rows", found.items().stream().map(item -> Row.of(item, words)).toList());
        model.addAttribute(
                "reasonsNeeded",
                found.items().stream().anyMatch(item -> item.late() && item.state().editable()));
        model.addAttribute(
                "consentsNeeded", found.items().stream().anyMatch(DocumentSummary::awaitsConsent));
        model.addAttribute("total", found.total());
        model.addAttribute("more", found.more());
        model.addAttribute("page", found.page());
        model.addAttribute("pages", found.pages());
        model.addAttribute("sorts", Asked.SORTS);
        model.addAttribute("states", EditionState.values());
        model.addAttribute("kinds", kinds.all());
        model.addAttribute("units", words.units());
        model.addAttribute("sections", words.sections());
        model.addAttribute("address", asked.address("/workbench/documents"));
        model.addAttribute("csv", asked.address("/workbench/documents.csv"));
        model.addAttribute("xlsx", asked.address("/workbench/documents.xlsx"));
        return "workbench/list";
    }

    @GetMapping("/workbench/documents.{format:csv|xlsx}")
    ResponseEntity<byte[]> download(
            Actor actor, @ModelAttribute("asked") Asked asked, @PathVariable String format) {
        return table.of(asked, actor).download(TableFormat.of(format));
    }

    @PostMapping("/workbench/documents/bulk")
    String bulk(
            Actor actor,
            @RequestParam BulkVerb verb,
            @RequestParam(required = false) @Nullable List<String> item,
            @RequestParam(required = false) @Nullable String lateReason,
            Model model) {
        List<Answer> answers = new ArrayList<>();
        for (String chosen : item == null ? List.<String>of() : item) {
            answers.add(answer(actor, verb, chosen, lateReason));
        }
        model.addAttribute("verb", verb.name());
        model.addAttribute("answers", answers);
        model.addAttribute("done", answers.stream().filter(Answer::done).count());
        return "workbench/bulk";
    }

    private Answer answer(Actor actor, BulkVerb verb, String item, @Nullable String lateReason) {
        String[] parts = item.split(":", 3);
        if (parts.length < 3) {
            throw new IllegalArgumentException("Not an id with digest and version: " + item);
        }
        DocumentId id = new DocumentId(UUID.fromString(parts[0]));
        Version version = Version.parse(parts[2]);
        try {
            String title = queries.view(actor, id).summary().title();
            try {
                switch (verb) {
                    case SUBMIT -> documents.submit(actor, id, version, lateReason);
                    case APPROVE -> {
                        Digest digest = new Digest(parts[1]);
                        if (!readings.noted(actor, id.value(), digest)) {
                            return new Answer(
                                    id.toString(), title, false, refusals.say("bulk.unread"));
                        }
                        documents.approve(actor, id, version, digest, Opinion.NONE);
                    }
                    case CONSENT -> documents.consent(actor, id, version, "");
                }
                return new Answer(id.toString(), title, true, null);
            } catch (VerbRefused | ContentRefused | ContentChanged | StaleVersion | BeingErased e) {
                return new Answer(id.toString(), title, false, refusals.words(e));
            }
        } catch (NoSuchDocument e) {
            return new Answer(id.toString(), id.toString(), false, refusals.words(e));
        }
    }
}
