package org.gongkai.content.intake;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the opening lines of a Chinese official document say about it: who issued it, what it is
 * called, its number, and the days on which it was passed, approved or amended.
 *
 * @param titleLines how many of the lines the title was assembled from; 0 if it was not found
 */
record Opening(
        @Nullable String title,
        int titleLines,
        @Nullable String issuer,
        @Nullable String documentNumber,
        @Nullable LocalDate date) {
    private static final int LINES = 12;
    private static final Pattern DAY =
            Pattern.compile("(\\d{4})\\s*年\\s*(\\d{1,2})\\s*月\\s*(\\d{1,2})\\s*日");
    private static final Pattern DAY_ALONE =
            Pattern.compile("[（(]?\\s*" + DAY.pattern() + "\\s*[）)]?");
    private static final Pattern PASSED = Pattern.compile("通过|批准|修正|修订|公布|发布|印发");
    private static final Pattern TEXT_BEGINS = Pattern.compile("第[一1]条.*|第一章.*|目\\s*录");
    private static final Pattern NUMBER =
            Pattern.compile(
                    "[（(]?([\\p{IsHan}]{1,14}[〔\\[［（(【]\\s*\\d{4}\\s*[〕\\]］）)】]\\s*第?\\s*\\d{1,5}\\s*号)[）)]?");
    private static final Pattern NAMED_DAY =
            Pattern.compile("[(（](\\d{4})[-.年](\\d{1,2})[-.月](\\d{1,2})日?[)）]$");
    private static final Pattern CONTINUES = Pattern.compile("(?:关于|印发|转发|批转).+");
    private static final Pattern ISSUER =
            Pattern.compile("\\p{IsHan}[\\p{IsHan}（）()·、]{2,39}(?:政府|委员会|办公室|局|厅|部|院|中心|街道办事处|办)");
    private static final Pattern CALLED =
            Pattern.compile(".{2,80}(?:通知|公告|通告|意见|办法|条例|规定|方案|决定|通报|函|细则|规划|计划|批复|报告|指南|公示)");

    /** Reads the lines of a document's plain text. */
    static Opening of(List<String> lines) {
        List<String> first = lines.subList(0, Math.min(LINES, lines.size()));
        String title = null;
        String issuer = null;
        String number = null;
        int titleLines = 0;
        for (int i = 0; i < Math.min(4, first.size()) && title == null; i++) {
            String line = first.get(i);
            Matcher numbered = NUMBER.matcher(line);
            if (numbered.matches()) {
                number = inItsBrackets(numbered.group(1));
            } else if (ISSUER.matcher(line).matches()) {
                issuer = line;
            } else if (CALLED.matcher(line).matches() && line.length() <= 90) {
                boolean joined = issuer != null && CONTINUES.matcher(line).matches();
                title = joined ? issuer + line : line;
                titleLines = i + 1;
            } else {
                break;
            }
        }
        for (String line : first) {
            Matcher numbered = NUMBER.matcher(line);
            if (number == null && numbered.matches()) {
                number = inItsBrackets(numbered.group(1));
            }
        }
        return new Opening(title, titleLines, issuer, number, passed(lines));
    }

    /**
     * A number with its year in the brackets that GB/T 9704 wants: a typewriter has no others, and
     * the text itself stays as it is.
     */
    private static String inItsBrackets(String number) {
        return number.replaceFirst(
                "[〔\\[［（(【]\\s*(\\d{4})\\s*[〕\\]］）)】]\\s*(第?)\\s*(\\d+)\\s*号", "〔$1〕$2$3号");
    }

    /** The latest day in the preamble, else the day under the signature. */
    private static @Nullable LocalDate passed(List<String> lines) {
        LocalDate latest = null;
        for (String line : lines.subList(0, Math.min(LINES, lines.size()))) {
            if (TEXT_BEGINS.matcher(line).matches()) {
                break;
            }
            Matcher day = DAY.matcher(line);
            while (PASSED.matcher(line).find() && day.find()) {
                LocalDate found = day(day).orElse(null);
                if (found != null && (latest == null || found.isAfter(latest))) {
                    latest = found;
                }
            }
        }
        for (int i = lines.size() - 1; latest == null && i >= 0; i--) {
            Matcher alone = DAY_ALONE.matcher(lines.get(i));
            if (alone.matches()) {
                latest = day(alone).orElse(null);
            }
        }
        return latest;
    }

    /** The day that a file's name ends with, such as {@code 条例(2021-09-30)}. */
    static Optional<LocalDate> dayOf(String stem) {
        Matcher named = NAMED_DAY.matcher(stem);
        return named.find() ? day(named) : Optional.empty();
    }

    /** A file's name without the day that it ends with. */
    static String withoutDay(String stem) {
        return NAMED_DAY.matcher(stem).replaceFirst("").strip();
    }

    /** A day as people write it into front matter: 2020-05-15, 2020/5/15, 2020年5月15日. */
    static Optional<LocalDate> written(String text) {
        Matcher day = Pattern.compile("(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})").matcher(text);
        return day.find() ? day(day) : Optional.empty();
    }

    private static Optional<LocalDate> day(Matcher found) {
        try {
            LocalDate day =
                    LocalDate.of(
                            Integer.parseInt(found.group(1)),
                            Integer.parseInt(found.group(2)),
                            Integer.parseInt(found.group(3)));
            return day.getYear() >= 1900 && day.getYear() < 2100
                    ? Optional.of(day)
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
