package org.gongkai.content.intake;

import java.io.IOException;

/** What the text and the words of a group go to. */
interface RtfDestination {
    /** Takes nothing; nor is anything inside looked for. */
    RtfDestination NOWHERE = (text, state) -> {};

    void text(String text, RtfState state) throws IOException;

    /** Takes a word that is not about formats. */
    default void word(String word, int number, RtfState state) throws IOException {}

    /** Text to be used as a whole, but not more of it than any title or name has. */
    static RtfDestination into(StringBuilder text) {
        return (more, state) -> {
            if (text.length() < 4096) {
                text.append(more);
            }
        };
    }
}
