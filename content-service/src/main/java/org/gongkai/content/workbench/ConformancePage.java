package org.gongkai.content.workbench;

import org.gongkai.content.people.Actor;
import org.gongkai.content.publishing.Conformance;
import org.gongkai.content.publishing.ReleasePapers;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

import java.util.List;
import java.util.Objects;

/** What the gate looked for and found in a release, rule by rule. */
@Controller
class ConformancePage {
    private final ReleasePapers papers;
    private final Names names;
    private final MessageSource messages;

    ConformancePage(ReleasePapers papers, Names names, MessageSource messages) {
        this.papers = papers;
        this.names = names;
        this.messages = messages;
    }

    /** A rule as the page shows it. */
    record Row(
            String id,
            String source,
            String severity,
            String looksAt,
            List<Conformance.Found> findings) {}

    @GetMapping("/workbench/releases/{number:[0-9]+}/conformance")
    String show(Actor actor, @PathVariable long number, Model model) {
        Conformance report = papers.conformance(actor, number);
        List<Row> rows = report.rules().stream().map(rule -> row(rule, report)).toList();
        model.addAttribute("number", number);
        model.addAttribute("at", names.time(report.instant()));
        model.addAttribute(
                "broken", rows.stream().filter(row -> !row.findings().isEmpty()).toList());
        model.addAttribute("kept", rows.stream().filter(row -> row.findings().isEmpty()).toList());
        model.addAttribute(
                "held", report.findings().stream().filter(Conformance.Found::blocks).count());
        model.addAttribute("found", report.findings().size());
        model.addAttribute("hidden", report.hidden());
        return "workbench/conformance";
    }

    /** A rule that a kind of document brings is told in the words that it brings. */
    private Row row(Conformance.Rule rule, Conformance report) {
        String words =
                messages.getMessage(
                        "rule." + rule.id(), null, rule.looksAt(), LocaleContextHolder.getLocale());
        return new Row(
                rule.id(),
                rule.source(),
                rule.severity(),
                Objects.requireNonNull(words),
                report.on(rule));
    }
}
