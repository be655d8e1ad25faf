package org.gongkai.content.difference;

/**
 * The smallest piece that changes as a whole: a word, a Chinese character, a mark, a tag.
 *
 * @param source as the content has it
 * @param text as people read it
 * @param tag whether it is a tag
 */
record Token(String source, String text, boolean tag) {
    static Token word(String word) {
        return new Token(word, word, false);
    }

    /** Whether it may follow a cut: nobody reads a change as beginning within a word. */
    boolean blankOrMark() {
        return !tag && text.codePoints().noneMatch(Character::isLetterOrDigit);
    }
}
