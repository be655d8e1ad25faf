package org.gongkai.content.publishing;

import com.fasterxml.jackson.annotation.JsonIgnore;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What the gate looked for and found in a release, as far as the reader may see it.
 *
 * @param rules the rules in force when it was made, by their ids
 * @param hidden how many findings are about documents that the reader may not see
 */
public record Conformance(
        long release, Instant instant, List<Rule> rules, List<Found> findings, int hidden) {
    public Conformance {
        rules = List.copyOf(rules);
        findings = List.copyOf(findings);
    }

    /**
     * A rule of the gate.
     *
     * @param source the standard or notice that it comes from, or our own choice
     * @param severity {@code BLOCK} or {@code WARN}
     * @param looksAt what must be so, in one English sentence
     */
    public record Rule(String id, String source, String severity, String looksAt) {}

    /**
     * A finding.
     *
     * @param severity {@code BLOCK} if it held something back, {@code WARN} if not
     * @param document what it is about; null if about the site
     * @param path the page that it was seen on; null if it is not about one page
     * @param page the public address of that page; null if the page was held back
     * @param message what is wrong and what would mend it
     */
    public record Found(
            String rule,
            String severity,
            @Nullable UUID document,
            @Nullable UUID edition,
            @Nullable String path,
            @Nullable URI page,
            String message) {

        @JsonIgnore
        public boolean blocks() {
            return severity.equals("BLOCK");
        }
    }

    /** What was found on this rule. */
    public List<Found> on(Rule rule) {
        return findings.stream().filter(found -> found.rule().equals(rule.id())).toList();
    }
}
