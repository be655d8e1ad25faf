package org.gongkai.search.query;

import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a reader asks, within bounds that keep its cost small.
 *
 * @param text the words, without control or format characters; empty if nothing was asked
 * @param sections keys, any of which may match; empty for all. So are kinds and units
 * @param fields values of fields of documents, by the key of the field: one of each must match
 * @param years of the public date, any of which may match
 * @param from the first public date, included
 * @param to the last public date, included
 * @param page from 1
 * @param after the hit that the page follows, instead of a number of pages; null for none
 * @param exact whether only what was asked is to be found, and nothing like it
 */
record Question(
        String text,
        List<String> sections,
        List<String> kinds,
        List<String> units,
        List<String> years,
        Map<String, List<String>> fields,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        Sort sort,
        int page,
        int size,
        @Nullable Cursor after,
        boolean exact) {

    static final int MOST_CHARACTERS = 200;
    static final int MOST_HITS = 1_000;
    static final int MOST_ON_A_PAGE = 50;
    static final int USUAL_ON_A_PAGE = 10;
    private static final int MOST_FILTER_VALUES = 20;

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Pattern FIELD =
            Pattern.compile("([A-Za-z][A-Za-z0-9]{0,63}):(.{1,512})", Pattern.DOTALL);
    private static final Pattern YEAR = Pattern.compile("[1-9][0-9]{3}");
    private static final Pattern KEY = Pattern.compile("[\\p{L}\\p{N}_.-]{1,64}");

    /** Order of the hits. */
    enum Sort {
        RELEVANCE,
        NEWEST;

        String key() {
            return this == RELEVANCE ? "relevance" : "newest";
        }
    }

    Question {
        if (text.codePointCount(0, text.length()) > MOST_CHARACTERS) {
            throw new Unanswerable(
                    Unanswerable.Reason.TOO_LONG,
                    "The question has more than " + MOST_CHARACTERS + " characters.");
        }
        sections = List.copyOf(sections);
        kinds = List.copyOf(kinds);
        units = List.copyOf(units);
        years = List.copyOf(years);
        fields = Map.copyOf(fields);
        if (page < 1) {
            throw invalid("'page' begins at 1.");
        }
        if (size < 1 || size > MOST_ON_A_PAGE) {
            throw invalid("'size' is from 1 to " + MOST_ON_A_PAGE + ".");
        }
        if ((long) page * size > MOST_HITS) {
            throw new Unanswerable(
                    Unanswerable.Reason.TOO_DEEP,
                    "Only the first "
                            + MOST_HITS
                            + " hits can be paged through by number: ask more precisely, or"
                            + " follow 'next'.");
        }
    }

    /** Whether nothing was asked. */
    boolean empty() {
        return text.isEmpty() && !narrowed();
    }

    Terms terms() {
        return Terms.of(text);
    }

    /** Whether everything is asked for that fits the filters. */
    boolean browses() {
        Terms terms = terms();
        return narrowed() && terms.empty() && (text.isEmpty() || !terms.excluded().isEmpty());
    }

    /** By how well they fit; what was not asked for by words fits alike. */
    boolean byScore() {
        return sort == Sort.RELEVANCE && !browses();
    }

    private boolean narrowed() {
        return from != null
                || to != null
                || Stream.of(sections, kinds, units, years, fields.keySet())
                        .anyMatch(each -> !each.isEmpty());
    }

    /** The question that a request asks; parameters unknown here are somebody else's. */
    static Question of(MultiValueMap<String, String> parameters) {
        Question first =
                new Question(
                        words(one(parameters, "q")),
                        keys(parameters, "section"),
                        keys(parameters, "kind"),
                        keys(parameters, "unit"),
                        years(parameters),
                        fields(parameters),
                        date(parameters, "from"),
                        date(parameters, "to"),
                        sort(one(parameters, "sort")),
                        number(parameters, "page", 1),
                        number(parameters, "size", USUAL_ON_A_PAGE),
                        null,
                        one(parameters, "exact").equals("true"));
        String after = one(parameters, "after");
        return after.isBlank() ? first : first.after(Cursor.read(after.trim(), first.canonical()));
    }

    private Question after(Cursor cursor) {
        return new Question(
                text, sections, kinds, units, years, fields, from, to, sort, 1, size, cursor,
                exact);
    }

    /** What a cursor holds for: all but where the page begins and how long it is. */
    String canonical() {
        return String.join(
                "\n",
                text,
                "" + sections,
                "" + kinds,
                "" + units,
                "" + years,
                "" + new TreeMap<>(fields),
                "" + from,
                "" + to,
                sort.key(),
                "" + exact);
    }

    /**
     * Text as a reader may paste it: line breaks and control characters are spaces, and invisible
     * format characters, which stand inside words, are nothing.
     */
    static String words(String raw) {
        // Before anything else looks at it: nothing that long is a question.
        int most = raw.offsetByCodePoints(0, Math.min(raw.codePointCount(0, raw.length()), 2_000));
        StringBuilder words = new StringBuilder();
        raw.substring(0, most)
                .codePoints()
                .forEach(
                        c -> {
                            switch (Character.getType(c)) {
                                case Character.FORMAT -> {}
                                case Character.CONTROL,
                                        Character.SURROGATE,
                                        Character.UNASSIGNED,
                                        Character.SPACE_SEPARATOR,
                                        Character.LINE_SEPARATOR,
                                        Character.PARAGRAPH_SEPARATOR ->
                                        words.append(' ');
                                default -> words.appendCodePoint(c);
                            }
                        });
        return words.toString().trim().replaceAll(" +", " ");
    }

    private static String one(MultiValueMap<String, String> parameters, String name) {
        String value = parameters.getFirst(name);
        return value == null ? "" : value;
    }

    private static List<String> keys(MultiValueMap<String, String> parameters, String name) {
        List<String> given =
                parameters.getOrDefault(name, List.of()).stream()
                        .filter(key -> !key.isBlank())
                        .distinct()
                        .toList();
        if (given.size() > MOST_FILTER_VALUES) {
            throw invalid("'" + name + "' may be given " + MOST_FILTER_VALUES + " times.");
        }
        if (!given.stream().allMatch(key -> KEY.matcher(key).matches())) {
            throw invalid("'" + name + "' is not a key.");
        }
        return given;
    }

    private static List<String> years(MultiValueMap<String, String> parameters) {
        List<String> years = keys(parameters, "year");
        if (!years.stream().allMatch(year -> YEAR.matcher(year).matches())) {
            throw invalid("'year' is not a year such as 2020.");
        }
        return years;
    }

    /** What is asked of fields, each as {@code key:value}. */
    private static Map<String, List<String>> fields(MultiValueMap<String, String> parameters) {
        Map<String, List<String>> fields = new TreeMap<>();
        List<String> given =
                parameters.getOrDefault("field", List.of()).stream()
                        .filter(field -> !field.isBlank())
                        .distinct()
                        .toList();
        if (given.size() > MOST_FILTER_VALUES) {
            throw invalid("'field' may be given " + MOST_FILTER_VALUES + " times.");
        }
        for (String field : given) {
            Matcher asked = FIELD.matcher(field);
            if (!asked.matches() || words(asked.group(2)).isEmpty()) {
                throw invalid("'field' is not a key, a colon and a value, such as issuer:区政府.");
            }
            fields.computeIfAbsent(asked.group(1), none -> new ArrayList<>())
                    .add(words(asked.group(2)));
        }
        return fields;
    }

    private static @Nullable LocalDate date(MultiValueMap<String, String> parameters, String name) {
        String value = one(parameters, name).trim();
        if (value.isEmpty()) {
            return null;
        }
        try {
            LocalDate date = LocalDate.parse(value);
            if (date.getYear() < 1000 || date.getYear() > 9999) {
                throw invalid("'" + name + "' has a year that cannot be meant.");
            }
            return date;
        } catch (DateTimeException e) {
            throw invalid("'" + name + "' is not a date such as 2020-05-15.");
        }
    }

    private static Sort sort(String value) {
        return switch (value.trim()) {
            case "", "relevance" -> Sort.RELEVANCE;
            case "newest" -> Sort.NEWEST;
            default -> throw invalid("'sort' is relevance or newest.");
        };
    }

    private static int number(MultiValueMap<String, String> parameters, String name, int usual) {
        String value = one(parameters, name).trim();
        if (value.isEmpty()) {
            return usual;
        }
        if (!NUMBER.matcher(value).matches()) {
            throw invalid("'" + name + "' is not a number.");
        }
        return Integer.parseInt(value);
    }

    private static Unanswerable invalid(String why) {
        return new Unanswerable(Unanswerable.Reason.INVALID, why);
    }
}
