package org.gongkai.content.workbench;

import org.gongkai.content.document.BeingErased;
import org.gongkai.content.document.ContentChanged;
import org.gongkai.content.document.ContentRefused;
import org.gongkai.content.document.NoSuchDocument;
import org.gongkai.content.document.StaleVersion;
import org.gongkai.content.document.VerbRefused;
import org.gongkai.content.kind.Shortcoming;
import org.gongkai.content.media.FileRefused;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.releaseset.InAnotherSet;
import org.gongkai.content.releaseset.NoSuchReleaseSet;
import org.gongkai.content.releaseset.ReleaseSetSettled;
import org.gongkai.content.releaseset.StaleReleaseSet;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

import java.util.Locale;
import java.util.stream.Collectors;

/** Says in the reader's language why something was refused. */
@Component
class Refusals {
    private final MessageSource messages;

    Refusals(MessageSource messages) {
        this.messages = messages;
    }

    String words(RuntimeException e) {
        return switch (e) {
            case VerbRefused refused -> say("refusal." + refused.refusal().name());
            case StaleVersion stale -> say("said.stale");
            case BeingErased erased -> say("said.beingErased");
            case ContentChanged changed -> say("said.changed");
            case FileRefused refused -> String.valueOf(refused.getMessage());
            case NoSuchDocument none -> say("problem.notFound");
            case ContentRefused refused ->
                    refused.shortcomings().stream()
                            .map(this::words)
                            .collect(Collectors.joining(" "));
            default -> String.valueOf(e.getMessage());
        };
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

    /** A shortcoming: where, and what would mend it. */
    String words(Shortcoming shortcoming) {
        String inChinese = shortcoming.inChinese();
        boolean english =
                inChinese.isEmpty()
                        || LocaleContextHolder.getLocale()
                                .getLanguage()
                                .equals(Locale.ENGLISH.getLanguage());
        String words =
                english ? or("rule." + shortcoming.rule(), shortcoming.message()) : inChinese;
        String place = shortcoming.place();
        // What is said of a field, or of one asset, names it.
        return place.indexOf('.') > 0 ? words : or("form." + place, place) + "：" + words;
    }

    String say(String key) {
        return messages.getMessage(key, null, LocaleContextHolder.getLocale());
    }

    private String or(String key, String otherwise) {
        return String.valueOf(
                messages.getMessage(key, null, otherwise, LocaleContextHolder.getLocale()));
    }
}
