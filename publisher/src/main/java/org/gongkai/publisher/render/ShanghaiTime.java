package org.gongkai.publisher.render;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** Instants as the pages write them, in the zone of the site. */
final class ShanghaiTime {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private ShanghaiTime() {}

    /** {@code yyyy-mm-dd}. */
    static String date(Instant at) {
        return minute(at).substring(0, 10);
    }

    /** {@code yyyy-mm-dd hh:mm}, the form of the tag {@code PubDate}. */
    static String minute(Instant at) {
        ZonedDateTime local = at.atZone(ZONE);
        StringBuilder text = new StringBuilder(16);
        pad(text, local.getYear(), 4).append('-');
        pad(text, local.getMonthValue(), 2).append('-');
        pad(text, local.getDayOfMonth(), 2).append(' ');
        pad(text, local.getHour(), 2).append(':');
        return pad(text, local.getMinute(), 2).toString();
    }

    /** ISO 8601 with seconds and offset, as feeds and scripts read it. */
    static String iso(Instant at) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(ZONE).withNano(0));
    }

    /** Month and day in Chinese, such as 5月15日. */
    static String monthAndDay(Instant at) {
        ZonedDateTime local = at.atZone(ZONE);
        return local.getMonthValue() + "月" + local.getDayOfMonth() + "日";
    }

    /** A date {@code yyyy-mm-dd} as 2020年5月15日; what is no such date stays as it is written. */
    static String inWords(String date) {
        try {
            LocalDate day = LocalDate.parse(date);
            return day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
        } catch (DateTimeParseException e) {
            return date;
        }
    }

    /** A month {@code yyyy-mm} as 2020年5月. */
    static String monthInWords(String month) {
        return month.substring(0, 4) + "年" + Integer.parseInt(month, 5, 7, 10) + "月";
    }

    /** The days from opening to closing, such as 2020年5月15日—5月31日. */
    static String window(Instant opening, Instant closing) {
        ZonedDateTime first = opening.atZone(ZONE);
        ZonedDateTime last = closing.minusSeconds(1).atZone(ZONE);
        String year = first.getYear() == last.getYear() ? "" : last.getYear() + "年";
        return first.getYear()
                + "年"
                + monthAndDay(opening)
                + "—"
                + year
                + monthAndDay(last.toInstant());
    }

    private static StringBuilder pad(StringBuilder text, int number, int width) {
        String digits = Integer.toString(number);
        return text.append("0".repeat(Math.max(0, width - digits.length()))).append(digits);
    }
}
