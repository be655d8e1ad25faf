package org.gongkai.content.papertrail;

import org.gongkai.content.document.Content;
import org.gongkai.content.document.DraftChecks;
import org.gongkai.content.kind.Shortcoming;
import org.gongkai.content.publishing.DraftPages;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the checks say of handed-in content, in the Chinese of official papers: links, personal
 * data, and the gate of the publisher. Thread-safe.
 */
@Component
public class Checks {
    private static final Pattern QUOTED = Pattern.compile("“[^”]*”");

    private final DraftChecks drafts;
    private final MessageSource messages;

    Checks(DraftChecks drafts, MessageSource messages) {
        this.drafts = drafts;
        this.messages = messages;
    }

    /**
     * A finding.
     *
     * @param blocks whether a release would hold the document back for it
     */
    public record Line(String rule, String words, boolean blocks) {
        @Override
        public String toString() {
            return (blocks ? "须改正　" : "请核对　") + rule + "　" + words;
        }
    }

    /** All findings, what holds the document back first. */
    public List<Line> of(Content content, DraftPages.Page page) {
        List<Line> lines = new ArrayList<>();
        page.blocks().forEach(each -> lines.add(line(each, true)));
        drafts.findings(content).forEach(each -> lines.add(line(each.what(), each.blocks())));
        page.warnings().forEach(each -> lines.add(line(each, false)));
        return lines;
    }

    /** The publisher speaks English; what it quotes is said beside the rule. */
    private Line line(Shortcoming found, boolean blocks) {
        if (!found.inChinese().isEmpty()) {
            return new Line(found.rule(), found.inChinese(), blocks);
        }
        String words =
                String.valueOf(
                        messages.getMessage(
                                "rule." + found.rule(),
                                null,
                                found.message(),
                                Locale.SIMPLIFIED_CHINESE));
        String quoted =
                QUOTED.matcher(found.message())
                        .results()
                        .map(MatchResult::group)
                        .distinct()
                        .collect(Collectors.joining());
        return new Line(found.rule(), (words + " " + quoted).strip(), blocks);
    }
}
