package org.gongkai.publisher.render;

import org.gongkai.publisher.catalogue.ListKey;

import java.util.UUID;

/**
 * What a page can be made from, as one word without a space. A page whose touches are the same in
 * two states of the site has the same bytes in both; {@link TouchEffects} says which are not.
 */
final class Touch {
    static final char ASPECT = 'a';
    static final char CONTENT = 'c';
    static final char CARD = 'i';
    static final char LINK = 'l';
    static final char DATES = 'd';
    static final char NAMES = 'o';
    static final char NAMING = 'n';
    static final char BESIDE = 'b';
    static final char NOTICE = 'g';
    static final char NEWEST = 'f';
    static final char WINDOW = 'w';
    static final char END = 'e';
    static final char MAPPED = 'm';
    static final char LATEST = 't';

    private Touch() {}

    /** Something that pages share, by its name. */
    static String aspect(String name) {
        return ASPECT + ":" + name;
    }

    /** Everything that the document's own page shows of its content. */
    static String content(UUID document) {
        return CONTENT + ":" + document;
    }

    /** What lists show of it. */
    static String card(UUID document) {
        return CARD + ":" + document;
    }

    /** Whether it is live, its title and path. */
    static String link(UUID document) {
        return LINK + ":" + document;
    }

    /** When it and its edition became public. */
    static String dates(UUID document) {
        return DATES + ":" + document;
    }

    /** Which documents it names. */
    static String names(UUID document) {
        return NAMES + ":" + document;
    }

    /** Which documents name it. */
    static String naming(UUID document) {
        return NAMING + ":" + document;
    }

    /** Which documents stand beside it in its section. */
    static String beside(UUID document) {
        return BESIDE + ":" + document;
    }

    /** What its withdrawal says. */
    static String notice(UUID document) {
        return NOTICE + ":" + document;
    }

    /** Which are the newest so many of a list. */
    static String newest(ListKey list, int count) {
        return of(NEWEST, list, count);
    }

    /** Which stand on a numbered page of a list. */
    static String window(ListKey list, int number) {
        return of(WINDOW, list, number);
    }

    /** Whether a list has a numbered page behind this one. */
    static String end(ListKey list, int number) {
        return of(END, list, number);
    }

    /** Paths and dates in a part of the sitemap. */
    static String mapped(int part) {
        return of(MAPPED, ListKey.ALL, part);
    }

    /** When anything in a part of the sitemap changed last. */
    static String latest(int part) {
        return of(LATEST, ListKey.ALL, part);
    }

    private static String of(char what, ListKey list, int number) {
        return what + ":" + list.shelf() + ":" + number + ":" + list.key();
    }
}
