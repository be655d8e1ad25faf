package org.gongkai.publisher.check;

import org.gongkai.publisher.ConformanceReport;
import org.gongkai.publisher.Finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Who the site says it is, as configured.
 *
 * @param origin scheme, host and port under which readers reach it
 * @param host the host in it
 * @param required settings that META-1 demands, with what is set
 * @param expected settings that FOOT-1 expects, with what is set
 * @param unset whether a missing required setting stops releases
 */
public record CheckedIdentity(
        String origin,
        String host,
        Map<String, String> required,
        Map<String, String> expected,
        Finding.Severity unset) {
    public CheckedIdentity {
        required = Map.copyOf(required);
        expected = Map.copyOf(expected);
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        new TreeMap<>(required)
                .forEach(
                        (setting, value) -> {
                            if (isUnset(value)) {
                                findings.add(finding("META-1", unset, setting));
                            }
                        });
        new TreeMap<>(expected)
                .forEach(
                        (setting, value) -> {
                            if (isUnset(value)) {
                                findings.add(finding("FOOT-1", Finding.Severity.WARN, setting));
                            }
                        });
        return findings;
    }

    /** What no rule of a page or document looks at. */
    Stream<ConformanceReport.Rule> rules() {
        return Stream.of(
                new ConformanceReport.Rule(
                        "FOOT-1",
                        MetadataRules.SOURCE,
                        Finding.Severity.WARN,
                        "ICP record, police record and the link to report errors are set"));
    }

    private static boolean isUnset(String value) {
        return value.isBlank() || value.equals(ConformanceGate.UNSET);
    }

    private static Finding finding(String rule, Finding.Severity severity, String setting) {
        return new Finding(
                rule,
                severity,
                null,
                null,
                "%s is not set; pages say %s in its place".formatted(setting, ConformanceGate.UNSET)
                        + (severity == Finding.Severity.BLOCK
                                ? ". Set it, or set gongkai.publisher.conformance.unset-identity=warn"
                                : ""));
    }
}
