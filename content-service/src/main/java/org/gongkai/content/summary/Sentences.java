package org.gongkai.content.summary;

import org.gongkai.content.assignment.Channel;
import org.gongkai.content.figures.Figures;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Says figures in Chinese sentences, as a summary to a superior says them: what was taken on and
 * done, what was published where, what came late. What there is nothing of is said once or left
 * out, never as “0 项”.
 */
public final class Sentences {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("y年M月d日H时mm分", Locale.CHINA);
    private static final Map<Channel, String> ELSEWHERE =
            Map.of(
                    Channel.NEW_MEDIA, "政务新媒体",
                    Channel.TRADITIONAL_MEDIA, "传统新闻媒体",
                    Channel.SERVICE_SITE, "政务服务网");

    private Sentences() {}

    /**
     * The sentences, one paragraph each.
     *
     * @param unit its name; null for the district
     * @param asOf said where the campaign is not closed
     */
    public static List<String> of(
            @Nullable String unit, Figures figures, Instant asOf, boolean closed, ZoneId zone) {
        List<String> said = new ArrayList<>();
        String when =
                closed
                        ? "活动期间，"
                        : "截至" + MINUTE.withZone(zone).format(asOf).replace("时00分", "时") + "，";
        said.add(when + shares(unit, figures));
        said.add(publications(figures, closed));
        String late = lateness(figures);
        if (!late.isEmpty()) {
            said.add(late);
        }
        if (figures.emergencies() > 0) {
            said.add(emergencies(figures));
        }
        return said;
    }

    private static String shares(@Nullable String unit, Figures f) {
        String who =
                unit != null ? unit : f.units() == 0 ? "全区尚无单位参加" : "全区%d个单位".formatted(f.units());
        if (unit == null && f.units() == 0) {
            return who + "。";
        }
        if (f.shares() == 0) {
            return who + "没有承担任务分解表中的任务。";
        }
        StringBuilder said =
                new StringBuilder(
                        unit == null
                                ? "%s共承担任务%d项次".formatted(who, f.shares())
                                : "%s承担任务%d项".formatted(who, f.shares()));
        if (f.done() == f.shares()) {
            said.append(f.shares() == 1 ? "，已经完成" : "，已全部完成");
            if (f.doneLate() > 0) {
                said.append(
                        f.doneLate() == f.shares()
                                ? f.shares() == 1 ? "，但超过了期限" : "，但均超过了期限"
                                : "，其中%s超过期限".formatted(count(unit, f.doneLate())));
            }
        } else if (f.done() == 0) {
            said.append(f.shares() == 1 ? "，尚未完成" : "，均未完成");
            if (f.overdue() > 0) {
                said.append(
                        f.overdue() == f.shares()
                                ? "，已经逾期"
                                : "，其中%s已经逾期".formatted(count(unit, f.overdue())));
            }
        } else {
            said.append("，完成").append(count(unit, f.done()));
            if (f.doneLate() > 0) {
                said.append(
                        f.doneLate() == f.done()
                                ? "（超过期限）"
                                : "（其中%s超过期限）".formatted(count(unit, f.doneLate())));
            }
            said.append("，").append(count(unit, f.shares() - f.done())).append("尚未完成");
            if (f.overdue() > 0) {
                said.append(
                        f.overdue() == f.shares() - f.done()
                                ? "，已经逾期"
                                : "，其中%s已经逾期".formatted(count(unit, f.overdue())));
            }
        }
        return said.append("。").toString();
    }

    private static String count(@Nullable String unit, int number) {
        return number + (unit == null ? "项次" : "项");
    }

    private static String publications(Figures f, boolean closed) {
        List<String> places = new ArrayList<>();
        if (f.on(Channel.PORTAL) > 0) {
            places.add("门户网站%d篇".formatted(f.on(Channel.PORTAL)));
        }
        for (Channel channel :
                List.of(Channel.NEW_MEDIA, Channel.TRADITIONAL_MEDIA, Channel.SERVICE_SITE)) {
            if (f.on(channel) > 0) {
                places.add("%s%d条".formatted(ELSEWHERE.get(channel), f.on(channel)));
            }
        }
        if (places.isEmpty()) {
            return closed ? "没有发布信息。" : "尚未发布信息。";
        }
        StringBuilder said = new StringBuilder("发布信息：").append(String.join("，", places));
        if (f.withdrawn() > 0) {
            said.append("；其后撤下").append(f.withdrawn()).append("篇");
        }
        int waiting = f.documents() - f.published();
        if (waiting > 0) {
            said.append("；另有%d篇稿件%s公开".formatted(waiting, closed ? "没有" : "尚未"));
        }
        return said.append("。").toString();
    }

    private static String lateness(Figures f) {
        if (f.documents() == 0) {
            return "";
        }
        return f.late() == 0 ? "稿件没有迟交。" : "迟交稿件%d篇次，均说明了理由。".formatted(f.late());
    }

    private static String emergencies(Figures f) {
        String said = "使用应急发布%d次".formatted(f.emergencies());
        if (f.emergenciesOpen() == 0) {
            return said + "，事后均已补审。";
        }
        return f.emergenciesOpen() == f.emergencies()
                ? said + "，尚未补审。"
                : said + "，其中%d次尚未补审。".formatted(f.emergenciesOpen());
    }
}
