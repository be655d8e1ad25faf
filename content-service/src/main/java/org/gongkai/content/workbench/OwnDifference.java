package org.gongkai.content.workbench;

import org.gongkai.content.difference.DifferenceHtml;
import org.gongkai.content.difference.Differences;
import org.gongkai.content.difference.Labels;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.DocumentQueries;
import org.gongkai.content.document.DocumentView;
import org.gongkai.content.document.DraftChecks;
import org.gongkai.content.people.Actor;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import java.time.Clock;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What stands in somebody's form against what somebody else has saved meanwhile. Nothing is kept.
 */
@Controller
class OwnDifference {
    private final DraftChecks checks;
    private final DocumentQueries queries;
    private final Names names;
    private final Refusals refusals;
    private final MessageSource messages;
    private final Clock clock;

    OwnDifference(
            DraftChecks checks,
            DocumentQueries queries,
            Names names,
            Refusals refusals,
            MessageSource messages,
            Clock clock) {
        this.checks = checks;
        this.queries = queries;
        this.names = names;
        this.refusals = refusals;
        this.messages = messages;
        this.clock = clock;
    }

    @PostMapping("/workbench/documents/{id}/write/difference")
    String show(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> form,
            Locale locale,
            Model model) {
        DocumentId document = new DocumentId(id);
        DraftChecks.Checked mine = checks.check(actor, document, DraftForm.sent(form).draft(clock));
        DocumentView view = queries.view(actor, document);
        model.addAttribute("row", Row.of(view.summary(), Row.Words.of(names)));
        if (mine.content() == null) {
            model.addAttribute(
                    "refused",
                    mine.findings().stream()
                            .map(each -> refusals.words(each.what()))
                            .collect(Collectors.joining(" ")));
        } else {
            model.addAttribute(
                    "difference",
                    DifferenceHtml.of(
                            Differences.between(view.content(), mine.content()),
                            new Labels(messages, locale, names.found(mine.content().kind()))));
        }
        return "workbench/write-difference";
    }
}
