package org.gongkai.search.text;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is found as a whole, however it is written: 文号 such as 滨海政办发〔2020〕9号 and dates such as
 * 2020年5月8日. Each pattern looks at a bounded piece of text.
 */
public final class ExactTokens {
    private static final int MOST = 200;
    private static final int LONGEST_ISSUER = 10;
    private static final int SHORTEST_ISSUER = 2;

    private static final String OPEN = "[〔\\[(【]";
    private static final String CLOSE = "[〕\\])】]";
    private static final String SERIAL = "\\s{0,3}第?\\s{0,3}0{0,4}([1-9][0-9]{0,4})";

    /** From its bracket on, which is rare; the issuer before it is read backwards. */
    private static final Pattern NUMBER =
            Pattern.compile(
                    "%s\\s{0,3}([12][0-9]{3})\\s{0,3}%s%s\\s{0,3}号".formatted(OPEN, CLOSE, SERIAL));

    private static final Pattern ASKED_NUMBER =
            Pattern.compile(
                    "(\\p{IsHan}{2,20})[\\s〔\\[(【]{0,3}([12][0-9]{3})[\\s〕\\])】年-]{1,3}%s\\s{0,3}号?"
                            .formatted(SERIAL));
    private static final Pattern DATE =
            Pattern.compile(
                    "(?<![0-9])([12][0-9]{3})(?:\\s?年\\s?([0-9]{1,2})\\s?月(?:\\s?([0-9]{1,2})\\s?日)?"
                            + "|[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?![0-9]))");
    private static final Pattern WRITTEN_DATE =
            Pattern.compile("([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月(?:([一二三四五六七八九十]{1,3})日)?");
    private static final String DIGITS = "〇一二三四五六七八九";

    private ExactTokens() {}

    /**
     * The numbers in a text, as {@code 政办发2020-9}; each also without the first characters of its
     * issuer, because the words before it run into the name.
     */
    public static List<String> numbers(String text) {
        String plain = plain(text);
        Set<String> numbers = new LinkedHashSet<>();
        Matcher found = NUMBER.matcher(plain);
        while (found.find() && numbers.size() < MOST) {
            String issuer = issuer(plain, found.start());
            for (int from = 0; from <= issuer.length() - SHORTEST_ISSUER; from++) {
                numbers.add(number(issuer.substring(from), found.group(1), found.group(2)));
            }
        }
        return numbers.stream().limit(MOST).toList();
    }

    /** The Chinese characters that end here, but for blanks. */
    private static String issuer(String text, int end) {
        int to = end;
        while (to > 0 && text.charAt(to - 1) == ' ') {
            to--;
        }
        int from = to;
        while (from > 0 && to - from < LONGEST_ISSUER && isHan(text.charAt(from - 1))) {
            from--;
        }
        return text.substring(from, to);
    }

    private static boolean isHan(char c) {
        return c >= 0x4E00 && c <= 0x9FFF;
    }

    /** The number that a question is, and nothing else. */
    public static Optional<String> number(String question) {
        Matcher asked = ASKED_NUMBER.matcher(plain(question).strip());
        return asked.matches()
                ? Optional.of(number(end(asked.group(1)), asked.group(2), asked.group(3)))
                : Optional.empty();
    }

    /** The days in a text, as {@code 2020-05-08}, and their months, as {@code 2020-05}. */
    public static List<String> dates(String text) {
        String plain = plain(text);
        Set<String> dates = new LinkedHashSet<>();
        Matcher found = DATE.matcher(plain);
        while (found.find() && dates.size() < MOST) {
            boolean inWords = found.group(2) != null;
            add(
                    dates,
                    found.group(1),
                    inWords ? found.group(2) : found.group(4),
                    inWords ? found.group(3) : found.group(5));
        }
        Matcher written = WRITTEN_DATE.matcher(plain);
        while (written.find() && dates.size() < MOST) {
            String day = written.group(3);
            add(
                    dates,
                    digits(written.group(1)),
                    small(written.group(2)),
                    day == null ? null : small(day));
        }
        return dates.stream().limit(MOST).toList();
    }

    /** The day or month that a question is, and nothing else. */
    public static Optional<String> date(String question) {
        String plain = plain(question).strip();
        return DATE.matcher(plain).matches() || WRITTEN_DATE.matcher(plain).matches()
                ? askedDates(plain).stream().findFirst()
                : Optional.empty();
    }

    /** The days, or if it names none the months, that a question names. */
    public static List<String> askedDates(String question) {
        List<String> dates = dates(question);
        List<String> days = dates.stream().filter(date -> date.length() > 7).toList();
        return days.isEmpty() ? dates : days;
    }

    private static String number(String issuer, String year, String serial) {
        return issuer + year + "-" + serial;
    }

    private static String end(String issuer) {
        return issuer.substring(Math.max(0, issuer.length() - LONGEST_ISSUER));
    }

    private static void add(Set<String> dates, String year, String month, @Nullable String day) {
        try {
            LocalDate date =
                    LocalDate.of(
                            Integer.parseInt(year),
                            Integer.parseInt(month),
                            day == null ? 1 : Integer.parseInt(day));
            if (day != null) {
                dates.add(date.toString());
            }
            dates.add(date.toString().substring(0, 7));
        } catch (DateTimeException e) {
            // Like a date, but none: 2020年13月.
        }
    }

    private static String digits(String written) {
        StringBuilder digits = new StringBuilder();
        written.replaceAll("[○零]", "〇").chars().forEach(c -> digits.append(DIGITS.indexOf(c)));
        return digits.toString();
    }

    /** A number up to ninety-nine: 十, 十二, 二十, 二十一. */
    private static String small(String written) {
        int ten = written.indexOf('十');
        if (ten < 0) {
            return digits(written);
        }
        int tens = ten == 0 ? 1 : DIGITS.indexOf(written.charAt(ten - 1));
        int ones = ten == written.length() - 1 ? 0 : DIGITS.indexOf(written.charAt(ten + 1));
        return Integer.toString(Math.max(tens, 0) * 10 + Math.max(ones, 0));
    }

    /** Full-width digits, letters and brackets as half-width ones, traditional as simplified. */
    private static String plain(String text) {
        char[] plain = Simplified.of(text).toCharArray();
        for (int i = 0; i < plain.length; i++) {
            if (plain[i] >= 0xFF01 && plain[i] <= 0xFF5E) {
                plain[i] -= 0xFEE0;
            }
        }
        return new String(plain);
    }
}
