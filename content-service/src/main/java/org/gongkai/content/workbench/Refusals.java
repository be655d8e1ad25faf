package org.gongkai.content.workbench;

import org.gongkai.content.document.ContentChanged;
import org.gongkai.content.document.ContentRefused;
import org.gongkai.content.document.LastChange;
import org.gongkai.content.document.NoSuchDocument;
import org.gongkai.content.document.NoSuchRevision;
import org.gongkai.content.document.RevisionErased;
import org.gongkai.content.document.StaleVersion;
import org.gongkai.content.document.VerbRefused;
import org.gongkai.content.kind.Shortcoming;
import org.gongkai.content.media.FileRefused;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

import java.util.stream.Collectors;

/** Says in the reader's language why something was refused. */
@Component
class Refusals {
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
            case RevisionErased erased -> say("said.erased");
            case FileRefused refused -> String.valueOf(refused.getMessage());
            case NoSuchDocument none -> say("problem.notFound");
            case NoSuchRevision none -> say("problem.notFound");
            case ContentRefused refused ->
                    refused.shortcomings().stream()
                            .map(this::words)
                            .collect(Collectors.joining(" "));
            default -> String.valueOf(e.getMessage());
        };
    }

    /** A shortcoming: where, and what would mend it. */
    String words(Shortcoming shortcoming) {
        String place = shortcoming.place();
        String field = place.startsWith("fields.") ? "field." + place.substring(7) : place;
        String where = or(field, or("form." + place, place));
        return where + "：" + or("rule." + shortcoming.rule(), shortcoming.message());
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
