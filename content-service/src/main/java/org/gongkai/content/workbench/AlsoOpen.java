package org.gongkai.content.workbench;

import org.gongkai.content.presence.Present;

import java.util.List;

/** Somebody else who has the document open, as a sentence. */
record AlsoOpen(String sentence) {
    static List<AlsoOpen> of(List<Present> others, Names names, Refusals words) {
        return others.stream()
                .map(
                        other ->
                                new AlsoOpen(
                                        words.say(
                                                other.editing() ? "open.edits" : "open.reads",
                                                other.name(),
                                                names.time(other.since()))))
                .toList();
    }
}
