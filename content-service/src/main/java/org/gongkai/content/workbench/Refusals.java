package org.gongkai.content.workbench;

import org.gongkai.content.assignment.AssignmentRefused;
import org.gongkai.content.document.BeingErased;
import org.gongkai.content.document.ContentChanged;
import org.gongkai.content.document.ContentRefused;
import org.gongkai.content.document.LastChange;
import org.gongkai.content.document.NoSuchDocument;
import org.gongkai.content.document.NoSuchRevision;
import org.gongkai.content.document.RevisionErased;
import org.gongkai.content.document.StaleVersion;
import org.gongkai.content.document.VerbRefused;
import org.gongkai.content.kind.Shortcoming;
import org.gongkai.content.library.AboutChanged;
import org.gongkai.content.library.FileInUse;
import org.gongkai.content.media.FileRefused;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.releaseset.InAnotherSet;
import org.gongkai.content.releaseset.NoSuchReleaseSet;
import org.gongkai.content.releaseset.ReleaseSetSettled;
import org.gongkai.content.releaseset.StaleReleaseSet;
import org.gongkai.content.scan.ScannerAway;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says in the reader's language why something was refused. */
@Component
class Refusals {
    private static final Pattern BROKEN_RULE =
            Pattern.compile("([A-Z0-9]+-[0-9]+): (.*)", Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile("“[^”]+”");

    private final MessageSource messages;
    private final Names names;

    Refusals(MessageSource messages, Names names) {
        this.messages = messages;
        this.names = names;
    }

    String words(RuntimeException e) {
        return switch (e) {
            case VerbRefused refused -> say("refusal." + refused.refusal().name());
            case StaleVersion stale -> said("said.stale", stale.last());
            case ContentChanged changed -> said("said.changed", changed.last());
            case BeingErased being -> say("said.beingErased");
            case RevisionErased erased -> say("said.erased");
            case ScannerAway away -> say("said.scannerAway");
            case StillConverting video -> say("said.converting", video.fileName());
            case FileRefused refused -> words(refused);
            case FileInUse use -> say("file.inUse", use.documents());
            case AboutChanged changed ->
                    say(
                            "file.changed",
                            Objects.requireNonNullElse(changed.by(), say("said.somebody")));
            case NoSuchDocument none -> say("problem.notFound");
            case NoSuchRevision none -> say("problem.notFound");
            case AssignmentRefused refused ->
                    say(
                            "assignment.refused." + refused.why(),
                            refused.about().stream().map(String::valueOf).toArray());
            case ContentRefused refused ->
                    refused.shortcomings().stream()
                            .map(this::words)
                            .collect(Collectors.joining(" "));
            default -> String.valueOf(e.getMessage());
        };
    }

    /** That somebody else was faster, in the words of this key: who, and when. */
    String words(StaleVersion stale, String key) {
        return said(key, stale.last());
    }

    /** Why the release set of a document was not changed. */
    String ofSet(RuntimeException e) {
        return switch (e) {
            case InAnotherSet another -> say("set.refused.another");
            case NoSuchReleaseSet none -> say("set.refused.none");
            case NotAllowed refused -> say("set.refused.keeper");
            case ReleaseSetSettled settled -> say("set.refused.settled");
            case StaleReleaseSet stale -> say("set.refused.stale");
            default -> words(e);
        };
    }

    /** That a release failed: what that means for the site, and the record for who mends it. */
    String ofRelease(RuntimeException e) {
        return say("release.refused", String.valueOf(e.getMessage()));
    }

    /** A shortcoming: where, and what would mend it. */
    String words(Shortcoming shortcoming) {
        String words = beside(shortcoming);
        String place = shortcoming.place();
        // What is said of a field, or of one asset, names it.
        return place.indexOf('.') > 0 ? words : or("form." + place, place) + "：" + words;
    }

    private String words(FileRefused refused) {
        if (inEnglish()) {
            return String.valueOf(refused.getMessage());
        }
        return refused.inChinese().isEmpty()
                ? say("file.refused." + refused.reason().name())
                : refused.inChinese();
    }

    /**
     * Why a document is held back, as the release recorded it: its rule in the reader's language,
     * and what it quotes. The publisher itself writes English.
     */
    String held(String reason) {
        Matcher broken = BROKEN_RULE.matcher(reason);
        return broken.matches() ? found(broken.group(1), broken.group(2)) : reason;
    }

    /** A finding of the publisher in the same way. */
    String found(String rule, String message) {
        if (inEnglish()) {
            return message;
        }
        String things =
                QUOTED.matcher(message)
                        .results()
                        .map(MatchResult::group)
                        .distinct()
                        .collect(Collectors.joining("、"));
        String broken = say("held.rule", or("rule." + rule, rule), rule);
        return things.isEmpty() ? broken : broken + say("held.about", things);
    }

    /** The same for somebody who sees where it is. */
    String beside(Shortcoming shortcoming) {
        String inChinese = shortcoming.inChinese();
        return inChinese.isEmpty() || inEnglish()
                ? or("rule." + shortcoming.rule(), shortcoming.message())
                : inChinese;
    }

    private static boolean inEnglish() {
        return LocaleContextHolder.getLocale().getLanguage().equals(Locale.ENGLISH.getLanguage());
    }

    String say(String key, Object... arguments) {
        return messages.getMessage(key, arguments, LocaleContextHolder.getLocale());
    }

    /** What somebody else did meanwhile: who and when. */
    private String said(String key, @Nullable LastChange last) {
        return last == null
                ? say(key, say("said.somebody"), "")
                : say(
                        key,
                        last.name().equals(last.account()) && last.account().equals("system")
                                ? say("story.system")
                                : last.name(),
                        names.time(last.at()));
    }

    private String or(String key, String otherwise) {
        return String.valueOf(
                messages.getMessage(key, null, otherwise, LocaleContextHolder.getLocale()));
    }
}
