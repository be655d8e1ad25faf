package org.gongkai.publisher.check;

import org.gongkai.publisher.Finding;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What the gate found, each finding with the effect that it has now: what is public already is
 * never taken away by a rule, so a blocking finding on it is a warning.
 */
public record Conformance(List<Finding> findings) {
    public Conformance {
        findings = List.copyOf(findings);
    }

    /** Editions that must be held. */
    public Set<UUID> blockedEditions() {
        return findings.stream()
                .filter(Conformance::blocks)
                .map(Finding::edition)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /** What stops the release as a whole. */
    public List<Finding> siteBlocks() {
        return findings.stream()
                .filter(Conformance::blocks)
                .filter(finding -> finding.edition() == null)
                .toList();
    }

    public List<Finding> blocksOnEditions() {
        return findings.stream()
                .filter(Conformance::blocks)
                .filter(finding -> finding.edition() != null)
                .toList();
    }

    public List<Finding> warnings() {
        return findings.stream().filter(finding -> !blocks(finding)).toList();
    }

    private static boolean blocks(Finding finding) {
        return finding.severity() == Finding.Severity.BLOCK;
    }
}
