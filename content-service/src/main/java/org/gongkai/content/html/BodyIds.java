package org.gongkai.content.html;

import org.jsoup.nodes.Element;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ids of a body. Each has a prefix, so that it cannot meet an id of the page around it: {@code
 * fn-} for a note, {@code fnref-} for the place that refers to it, {@code at-} for any other place.
 * The ways in which word processors and Markdown name notes are read as these.
 */
final class BodyIds {
    private static final int LONGEST = 64;
    private static final Pattern ID = Pattern.compile("(?:fn|fnref|at)-[A-Za-z0-9_-]{1,64}");

    /** Word {@code _ftn1}, {@code _ftnref1}; Markdown {@code fn:1}, {@code footnote-ref-1}. */
    private static final Pattern NOTE =
            Pattern.compile(
                    "(?:user-content-)?_?(ftn|fn|footnote|edn|endnote)-?(ref)?(?:[:_.-]([\\w-]+)|(\\d[\\w-]*))",
                    Pattern.CASE_INSENSITIVE);

    /** LibreOffice {@code sdfootnote1sym} is the note, {@code sdfootnote1anc} its reference. */
    private static final Pattern OFFICE_NOTE = Pattern.compile("sd(foot|end)note(\\d+)(sym|anc)");

    private static final Pattern WIKI_NOTE = Pattern.compile("cite_(note|ref)-([\\w-]+)");

    private BodyIds() {}

    /** Whether a body may hold it. */
    static boolean lawful(String id) {
        return ID.matcher(id).matches();
    }

    /** The id under its prefix; empty if there is none. */
    static String of(String id) {
        String own = id.strip();
        if (own.isEmpty() || lawful(own)) {
            return own;
        }
        String note = note(own);
        String derived = note.isEmpty() ? "at-" + plain(own) : note;
        return lawful(derived) ? derived : "";
    }

    /** The id that the fragment of a link names, under its prefix. */
    static String ofFragment(String fragment) {
        if (fragment.indexOf('%') < 0) {
            return of(fragment);
        }
        try {
            return of(URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return of(fragment);
        }
    }

    /** Gives the other element the id, under its prefix. */
    static void copy(Element from, Element to) {
        String id = of(from.id());
        if (!id.isEmpty()) {
            to.attr("id", id);
        }
    }

    private static String note(String id) {
        Matcher note = NOTE.matcher(id);
        if (note.matches()) {
            String label = note.group(3) == null ? note.group(4) : note.group(3);
            return named(note.group(1), note.group(2) != null, label);
        }
        Matcher office = OFFICE_NOTE.matcher(id);
        if (office.matches()) {
            return named(office.group(1), office.group(3).equals("anc"), office.group(2));
        }
        Matcher wiki = WIKI_NOTE.matcher(id);
        return wiki.matches() ? named("fn", wiki.group(1).equals("ref"), wiki.group(2)) : "";
    }

    /** Endnotes are counted apart from footnotes. */
    private static String named(String sort, boolean reference, String label) {
        String of = sort.toLowerCase(Locale.ROOT).startsWith("e") ? "e" : "";
        return (reference ? "fnref-" : "fn-") + of + plain(label);
    }

    /** Letters and digits as they are, anything else by its number, so that ids stay apart. */
    private static String plain(String id) {
        StringBuilder plain = new StringBuilder();
        id.codePoints()
                .forEach(
                        c -> {
                            if (c < 0x80
                                    && (Character.isLetterOrDigit(c) || c == '_' || c == '-')) {
                                plain.appendCodePoint(c);
                            } else {
                                plain.append('_').append(Integer.toHexString(c));
                            }
                        });
        if (plain.length() <= LONGEST) {
            return plain.toString();
        }
        String rest = HexFormat.of().toHexDigits(plain.substring(LONGEST - 9).hashCode());
        return plain.substring(0, LONGEST - 9) + "-" + rest;
    }
}
