package org.gongkai.content.breakdown;

import org.gongkai.content.assignment.Question;
import org.gongkai.content.assignment.Question.Doubt;
import org.gongkai.content.assignment.Question.Part;
import org.gongkai.content.campaign.Campaign;
import org.gongkai.content.campaign.Campaign.Milestone;
import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a cell says about when (完成时间): {@code 5月15日-5月 31日}, {@code ５月８日前}, {@code 持续发布}. The year
 * is the campaign's; “before” a day includes it (民法典, article 1259, of 以内 and 届满).
 *
 * @param start its first day
 * @param end its last day, included
 */
record WrittenDates(
        @Nullable LocalDate start,
        @Nullable LocalDate end,
        boolean continuing,
        List<Question> questions) {
    private static final String DAY =
            "(?:(?<y>\\d{4})(?<s>[年./-]))?(?<m>\\d{1,2})(?<t>[月./-])(?<d>\\d{1,2})[日号]?";
    private static final String TO = "[-—–―~〜至到]{1,2}";
    private static final String SECOND =
            "(?:(?:(?<y2>\\d{4})[年./-])?(?<m2>\\d{1,2})[月./-])?(?<d2>\\d{1,2})[日号]?";
    private static final Pattern SPAN =
            Pattern.compile("(?:自|从)?" + DAY + "起?" + TO + SECOND + "止?");
    private static final Pattern BEFORE = Pattern.compile(DAY + "(?:之|以)?前");
    private static final Pattern ON = Pattern.compile(DAY + "(?:当[天日])?");
    private static final Pattern FROM =
            Pattern.compile("(?:自|从)?" + DAY + "起?(?<then>持续.{0,4}|长期.{0,4}|(?:至|到)?活动结束)?");
    private static final Pattern MONTH_END =
            Pattern.compile("(?:(?<y>\\d{4})年)?(?<m>\\d{1,2})月底(?:之|以)?前?");
    private static final Pattern CONTINUING =
            Pattern.compile("持续(?:发布|更新|公开|推进|进行|开展)?|长期(?:坚持|发布|公开)?|常态化(?:发布|公开|推进)?");
    private static final Pattern IN_A_TEXT = Pattern.compile(DAY + "当[天日]");

    WrittenDates {
        questions = List.copyOf(questions);
    }

    /**
     * From when to when a campaign is, as far as its milestones say so.
     *
     * @param year null if it has no date at all
     */
    record Window(@Nullable Integer year, @Nullable LocalDate first, @Nullable LocalDate last) {
        static Window of(Campaign campaign, ZoneId zone) {
            Integer year =
                    Stream.of(
                                    Milestone.OPENING,
                                    Milestone.CLOSING,
                                    Milestone.PRE_REVIEW_DUE,
                                    Milestone.PREPARATION,
                                    Milestone.SUMMARIES_DUE)
                            .map(campaign.milestones()::get)
                            .filter(java.util.Objects::nonNull)
                            .findFirst()
                            .map(at -> at.atZone(zone).getYear())
                            .orElse(null);
            return new Window(
                    year,
                    day(campaign.milestones().get(Milestone.OPENING), zone, false),
                    day(campaign.milestones().get(Milestone.CLOSING), zone, true));
        }

        /** An end at midnight belongs to the day that it ends. */
        private static @Nullable LocalDate day(@Nullable Instant at, ZoneId zone, boolean ends) {
            if (at == null) {
                return null;
            }
            ZonedDateTime there = at.atZone(zone);
            return ends && there.toLocalTime().equals(LocalTime.MIDNIGHT)
                    ? there.toLocalDate().minusDays(1)
                    : there.toLocalDate();
        }
    }

    static WrittenDates read(String cell, Window window) {
        String text =
                Written.compact(cell)
                        .replaceAll("[。;,]+$", "")
                        .replaceFirst("^(?:于|在)", "")
                        .replaceFirst("(?:完成|报送|上报|办结)$", "");
        if (text.isEmpty()) {
            return unclear(Doubt.MISSING, cell);
        }
        if (CONTINUING.matcher(text).matches()) {
            return new WrittenDates(null, null, true, List.of());
        }
        if (text.equals("活动期间") && window.first() != null && window.last() != null) {
            return new WrittenDates(window.first(), window.last(), false, List.of());
        }
        return new Reading(cell, window).of(text);
    }

    /** The one day on which a text says that something happens, such as {@code 5月15日当天}. */
    static Optional<LocalDate> oneDayIn(String text, Window window) {
        Matcher day = IN_A_TEXT.matcher(Written.compact(text));
        return day.find()
                ? Optional.ofNullable(new Reading(text, window).day(day))
                : Optional.empty();
    }

    private static WrittenDates unclear(Doubt doubt, String cell) {
        return new WrittenDates(
                null,
                null,
                false,
                List.of(
                        doubt == Doubt.MISSING
                                ? new Question(Part.DATES, doubt)
                                : new Question(Part.DATES, doubt, Written.line(cell))));
    }

    /** One cell being read, with what turned out to be unclear. */
    private static final class Reading {
        private final String cell;
        private final Window window;
        private final List<Question> questions = new ArrayList<>();

        Reading(String cell, Window window) {
            this.cell = cell;
            this.window = window;
        }

        WrittenDates of(String text) {
            Matcher span = SPAN.matcher(text);
            if (span.matches()) {
                LocalDate start = day(span);
                String month = span.group("m2");
                String year = span.group("y2");
                LocalDate end =
                        date(
                                year == null ? span.group("y") : year,
                                month == null ? span.group("m") : month,
                                span.group("d2"));
                if (start != null && end != null && end.isBefore(start)) {
                    return unclear(Doubt.ENDS_BEFORE_IT_BEGINS, cell);
                }
                return found(start, end, false);
            }
            Matcher before = BEFORE.matcher(text);
            if (before.matches()) {
                return found(null, day(before), false);
            }
            Matcher on = ON.matcher(text);
            if (on.matches()) {
                LocalDate day = day(on);
                return found(day, day, false);
            }
            Matcher from = FROM.matcher(text);
            if (from.matches()) {
                String then = from.group("then");
                if (then == null) {
                    ask(Doubt.UNREADABLE_DATES, Written.line(cell)); // until when?
                    return found(day(from), null, false);
                }
                return then.endsWith("活动结束")
                        ? untilTheEnd(day(from))
                        : found(day(from), null, true);
            }
            Matcher monthEnd = MONTH_END.matcher(text);
            if (monthEnd.matches()) {
                return monthEnd(monthEnd);
            }
            return unclear(Doubt.UNREADABLE_DATES, cell);
        }

        private WrittenDates untilTheEnd(@Nullable LocalDate start) {
            return window.last() == null
                    ? unclear(Doubt.UNREADABLE_DATES, cell)
                    : found(start, window.last(), false);
        }

        private WrittenDates monthEnd(Matcher found) {
            LocalDate first = date(found.group("y"), found.group("m"), "1");
            return found(null, first == null ? null : YearMonth.from(first).atEndOfMonth(), false);
        }

        private WrittenDates found(
                @Nullable LocalDate start, @Nullable LocalDate end, boolean continuing) {
            boolean nothing = start == null && end == null && !continuing;
            return nothing && questions.isEmpty()
                    ? unclear(Doubt.UNREADABLE_DATES, cell)
                    : new WrittenDates(
                            start, end, continuing, questions.stream().distinct().toList());
        }

        @Nullable LocalDate day(Matcher found) {
            if (found.group("y") == null && found.group("t").equals("-")) {
                ask(Doubt.UNREADABLE_DATES, Written.line(cell)); // 5-15: a day, or two of a month?
                return null;
            }
            return date(found.group("y"), found.group("m"), found.group("d"));
        }

        private @Nullable LocalDate date(@Nullable String writtenYear, String month, String day) {
            Integer year = writtenYear == null ? window.year() : Integer.valueOf(writtenYear);
            if (year == null) {
                ask(Doubt.NO_YEAR, Written.line(cell));
                return null;
            }
            if (window.year() != null && !year.equals(window.year())) {
                ask(Doubt.OTHER_YEAR, year.toString(), window.year().toString());
            }
            try {
                return LocalDate.of(year, Integer.parseInt(month), Integer.parseInt(day));
            } catch (DateTimeException e) {
                ask(Doubt.NO_SUCH_DAY, Written.line(cell));
                return null;
            }
        }

        private void ask(Doubt doubt, String... about) {
            questions.add(new Question(Part.DATES, doubt, about));
        }
    }
}
