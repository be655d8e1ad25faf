package org.gongkai.publisher.check;

import org.gongkai.publisher.Finding;
import org.gongkai.publisher.kind.DocumentKinds;
import org.gongkai.publisher.render.SiteContents;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
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
    private final Set<String> elsewhere;

    /**
     * @param elsewhere beginnings of paths that another part of the server answers
     * @param kinds which bring rules of their own
     */
    public ConformanceGate(CheckedIdentity identity, Set<String> elsewhere, DocumentKinds kinds) {
        this.rules =
                Stream.of(MetadataRules.all(), VetoRules.all(), DocumentRules.all(kinds))
                        .flatMap(List::stream)
                        .toList();
        this.identity = identity;
        this.elsewhere = Set.copyOf(elsewhere);
    }

    /**
     * A page to look at.
     *
     * @param bytes its HTML, read when it is looked at
     */
    public record Candidate(
            String path, int status, @Nullable UUID edition, Supplier<byte[]> bytes) {}

    /**
     * Looks at the contents and at these pages.
     *
     * @param paths every path that answers 200
     * @param pages the HTML pages that are not known to be in order
     * @param live editions that are public already
     */
    public Conformance check(
            SiteContents contents, Set<String> paths, List<Candidate> pages, Set<UUID> live) {
        CheckedSite site =
                CheckedSite.of(contents, identity.origin(), identity.host(), paths, elsewhere);
        Queue<Finding> findings = new ConcurrentLinkedQueue<>(identity.findings());
        rules.forEach(rule -> rule.contents(site, findings::add));
        pages.parallelStream()
                .map(ConformanceGate::parsed)
                .forEach(page -> rules.forEach(rule -> rule.page(page, site, findings::add)));
        List<Finding> sorted = new ArrayList<>(findings);
        sorted.replaceAll(finding -> withEffect(finding, live));
        sorted.sort(
                Comparator.comparing(Finding::rule)
                        .thenComparing(finding -> String.valueOf(finding.path()))
                        .thenComparing(Finding::message));
        return new Conformance(sorted);
    }

    private static CheckedPage parsed(Candidate page) {
        return new CheckedPage(
                page.path(),
                page.status(),
                page.edition(),
                Jsoup.parse(new String(page.bytes().get(), StandardCharsets.UTF_8)));
    }

    private static Finding withEffect(Finding finding, Set<UUID> live) {
        return finding.edition() != null && live.contains(finding.edition())
                ? new Finding(
                        finding.rule(),
                        Finding.Severity.WARN,
                        finding.edition(),
                        finding.path(),
                        finding.message())
                : finding;
    }
}
