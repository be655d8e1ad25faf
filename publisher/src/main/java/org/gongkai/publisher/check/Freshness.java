package org.gongkai.publisher.check;

import org.gongkai.publisher.Finding;
import org.gongkai.publisher.approved.SiteText;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * VETO-3: what readers expect to be new must not grow old while the campaign is open: the home page
 * and sections of news within two weeks, sections of notices and policies within six months. Warns
 * some days before.
 */
final class Freshness implements Rule {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Term NEWS = new Term(Period.ofWeeks(2), Period.ofDays(4));
    private static final Term PAPERS = new Term(Period.ofMonths(6), Period.ofMonths(1));

    /**
     * @param within how long something stays new
     * @param notice how long before the end of that it is said
     */
    private record Term(Period within, Period notice) {}

    @Override
    public String id() {
        return "VETO-3";
    }

    @Override
    public String looksAt() {
        return "While the campaign is open, the home page and sections of news get something new within two weeks, notices and policies within six months";
    }

    @Override
    public String source() {
        return VetoRules.SOURCE;
    }

    @Override
    public Finding.Severity severity() {
        return Finding.Severity.WARN;
    }

    @Override
    public void site(CheckedSite site, Consumer<Finding> findings) {
        SiteText text = site.text();
        if (site.at().isBefore(text.opening()) || !site.at().isBefore(text.closing())) {
            return;
        }
        text.sections().stream()
                .map(section -> site.newestIn(section.key()))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder())
                .ifPresent(newest -> look("The home page", NEWS, newest, site.at(), findings));
        for (SiteText.Section section : text.sections()) {
            Term term = term(section.columnType());
            if (term != null) {
                String what = "The section %s (%s)".formatted(section.name(), section.columnType());
                site.newestIn(section.key())
                        .ifPresent(newest -> look(what, term, newest, site.at(), findings));
            }
        }
    }

    private static @Nullable Term term(String columnType) {
        if (columnType.contains("动态") || columnType.contains("要闻")) {
            return NEWS;
        }
        return columnType.equals("通知公告") || columnType.equals("政策文件") ? PAPERS : null;
    }

    private void look(
            String what, Term term, Instant newest, Instant at, Consumer<Finding> findings) {
        ZonedDateTime until = newest.atZone(SHANGHAI).plus(term.within());
        if (at.atZone(SHANGHAI).isBefore(until.minus(term.notice()))) {
            return;
        }
        LocalDate last = newest.atZone(SHANGHAI).toLocalDate();
        findings.accept(
                onSite(
                        null,
                        (at.isBefore(until.toInstant())
                                        ? "%s last got something new on %s and must again by %s: publish something there"
                                        : "%s last got something new on %s and should have again by %s: publish something there")
                                .formatted(what, last, until.toLocalDate())));
    }
}
