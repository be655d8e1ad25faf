package org.gongkai.publisher;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the gate looked for when a release was made, and what it found. It looks at what changed and
 * at what every release may change: a warning on a page that stays as it was stands in the report
 * of the release that made the page.
 *
 * @param release the release's number
 * @param instant the release instant
 * @param rules the rules in force, by their ids
 * @param findings what held a document or a part of a release back, and what was only warned of
 */
public record ConformanceReport(
        long release, Instant instant, List<Rule> rules, List<Finding> findings) {
    private static final JsonMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    /**
     * A rule of the gate.
     *
     * @param id such as {@code META-3}
     * @param source the standard or notice that it comes from, or our own choice
     * @param severity how grave a breach is; of something that is public already, a warning
     * @param looksAt what must be so, in one sentence
     */
    public record Rule(String id, String source, Finding.Severity severity, String looksAt) {}

    public ConformanceReport {
        rules = List.copyOf(rules);
        findings = List.copyOf(findings);
    }

    /** Reads what {@link #json} wrote. */
    public static ConformanceReport of(byte[] json) {
        return JSON.readValue(json, ConformanceReport.class);
    }

    public byte[] json() {
        return JSON.writeValueAsBytes(this);
    }

    /** What was found on this rule. */
    public List<Finding> on(Rule rule) {
        return findings.stream().filter(finding -> finding.rule().equals(rule.id())).toList();
    }

    /** The same with what was found later. */
    public ConformanceReport and(List<Finding> more) {
        return new ConformanceReport(
                release, instant, rules, Stream.concat(findings.stream(), more.stream()).toList());
    }

    /** The same without what says anything of an erased document. */
    public ConformanceReport without(Erasure erasure) {
        return new ConformanceReport(
                release,
                instant,
                rules,
                findings.stream().filter(finding -> !tells(finding, erasure.path())).toList());
    }

    private static boolean tells(Finding finding, String path) {
        return finding.message().contains(path)
                || (finding.path() != null && finding.path().startsWith(path));
    }
}
