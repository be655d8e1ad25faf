package org.gongkai.publisher;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * What the conformance gate found.
 *
 * @param rule the rule's id, such as {@code META-3} (docs/pipeline.md lists them with their
 *     sources)
 * @param edition the edition it holds back; null for a finding about the site as a whole
 * @param path the page it was seen on, null if it is not about one page
 * @param message what is wrong and what would mend it
 */
public record Finding(
        String rule,
        Severity severity,
        @Nullable UUID edition,
        @Nullable String path,
        String message) {

    /** A blocking finding on a document holds that document; on the site, it stops the release. */
    public enum Severity {
        WARN,
        BLOCK
    }
}
