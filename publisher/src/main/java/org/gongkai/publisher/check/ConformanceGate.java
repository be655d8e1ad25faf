package org.gongkai.publisher.check;

import org.gongkai.publisher.ConformanceReport;
import org.gongkai.publisher.Finding;
import org.gongkai.publisher.kind.DocumentKinds;
import org.gongkai.publisher.render.Article;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Checks what a release is about to show (docs/pipeline.md lists the rules). Stateless and
 * thread-safe.
 */
public final class ConformanceGate {
    /** What stands on pages for a value that nobody configured. */
    public static final String UNSET = "未配置";

    private final List<Rule> rules;
    private final CheckedIdentity identity;

    /**
     * @param elsewhere beginnings of paths that another part of the server answers
     * @param kinds which bring rules of their own
     * @param dictionaries the directory of the operator's dictionaries, null if there is none
     * @throws IllegalArgumentException if a dictionary cannot be understood
     */
    public ConformanceGate(
            CheckedIdentity identity,
            Set<String> elsewhere,
            DocumentKinds kinds,
            @Nullable Path dictionaries) {
        this.rules =
                Stream.of(
                                MetadataRules.all(identity.host()),
                                VetoRules.all(new Reach(identity, elsewhere)),
                                DocumentRules.all(kinds),
                                Dictionary.in(dictionaries))
                        .flatMap(List::stream)
                        .toList();
        this.identity = identity;
    }

    /** The rules in force, each once, by their ids. */
    public List<ConformanceReport.Rule> rules() {
        TreeMap<String, ConformanceReport.Rule> known = new TreeMap<>();
        Stream.concat(
                        identity.rules(),
                        rules.stream()
                                .map(
                                        rule ->
                                                new ConformanceReport.Rule(
                                                        rule.id(),
                                                        rule.source(),
                                                        rule.severity(),
                                                        rule.looksAt())))
                .forEach(rule -> known.merge(rule.id(), rule, ConformanceGate::graver));
        return List.copyOf(known.values());
    }

    private static ConformanceReport.Rule graver(
            ConformanceReport.Rule one, ConformanceReport.Rule other) {
        return other.severity().compareTo(one.severity()) > 0 ? other : one;
    }

    /**
     * A page to look at.
     *
     * @param bytes its HTML, read when it is looked at
     */
    public record Candidate(
            String path, int status, @Nullable UUID edition, Supplier<byte[]> bytes) {}

    /**
     * Looks at the site, at these of its documents, and at these of its pages. Costs what these
     * cost, however many others there are.
     *
     * @param documents those that name others which came or went, and whose own pages are not among
     *     the pages
     * @param pages the HTML pages that are not known to be in order; with a document's own page
     *     goes the document
     * @param live editions that are public already
     */
    public Conformance check(
            CheckedSite site,
            Stream<Article> documents,
            Stream<Candidate> pages,
            Predicate<UUID> live) {
        Queue<Finding> findings = new ConcurrentLinkedQueue<>(identity.findings());
        rules.forEach(rule -> rule.site(site, findings::add));
        documents
                .parallel()
                .forEach(
                        article ->
                                rules.forEach(rule -> rule.document(article, site, findings::add)));
        pages.parallel()
                .map(page -> read(page, site))
                .forEach(page -> check(page, site, findings::add));
        List<Finding> sorted = new ArrayList<>(new LinkedHashSet<>(findings));
        sorted.replaceAll(finding -> withEffect(finding, live));
        sorted.sort(
                Comparator.comparing(Finding::rule)
                        .thenComparing(finding -> String.valueOf(finding.path()))
                        .thenComparing(Finding::message));
        return new Conformance(sorted);
    }

    /** A document is looked at with its page: so its content is read once. */
    private void check(CheckedPage page, CheckedSite site, Consumer<Finding> findings) {
        Article article = page.article();
        for (Rule rule : rules) {
            if (article != null) {
                rule.document(article, site, findings);
            }
            rule.page(page, site, findings);
        }
    }

    private static CheckedPage read(Candidate page, CheckedSite site) {
        return new CheckedPage(
                page.path(),
                page.status(),
                page.edition(),
                page.edition() == null ? null : site.byPage(page.path()).orElse(null),
                PageFacts.of(page.bytes().get(), page.edition() != null));
    }

    private static Finding withEffect(Finding finding, Predicate<UUID> live) {
        return finding.edition() != null && live.test(finding.edition())
                ? new Finding(
                        finding.rule(),
                        Finding.Severity.WARN,
                        finding.edition(),
                        finding.path(),
                        finding.message())
                : finding;
    }
}
