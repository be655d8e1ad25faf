package org.gongkai.publisher.job;

import org.gongkai.publisher.Finding;

import java.util.List;
import java.util.stream.Collectors;

/** The conformance gate found something wrong with the site as a whole. */
class GateStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 5;

    GateStopped(List<Finding> findings) {
        super(
                "the conformance gate found "
                        + findings.stream()
                                .limit(SHOWN)
                                .map(GateStopped::line)
                                .collect(Collectors.joining("; "))
                        + (findings.size() > SHOWN
                                ? "; and %d more".formatted(findings.size() - SHOWN)
                                : ""));
    }

    private static String line(Finding finding) {
        String place = finding.path() == null ? "" : " at " + finding.path();
        return finding.rule() + place + ": " + finding.message();
    }
}
