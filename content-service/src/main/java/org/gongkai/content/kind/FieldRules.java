package org.gongkai.content.kind;

import org.gongkai.content.html.TitleText;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Judges the value of one field by what its declaration says; every refusal names a remedy. */
final class FieldRules {
    /** No document that is published on the web is older. */
    private static final int FIRST_YEAR = 1900;

    private static final int SHOWN = 60;
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private FieldRules() {}

    /** What is wrong with a value, or with its absence; empty if nothing is. */
    static Optional<Shortcoming> judge(Field field, String value, LocalDate today) {
        Field.Relation relation = field.relation();
        String rule = relation == null ? "KIND-FIELD" : relation.rule();
        if (value.isBlank()) {
            return field.required()
                    ? Optional.of(
                            shortcoming(
                                    rule, field, "“%s”为必填，请填写。", "“%s” is required; fill it in."))
                    : Optional.empty();
        }
        if (value.length() > field.longest()) {
            return Optional.of(
                    shortcoming(
                            "KIND-FIELD",
                            field,
                            "“%s”有 " + value.length() + " 个字符，最多 " + field.longest() + " 个，请缩短。",
                            "“%s” has "
                                    + value.length()
                                    + " characters; shorten it to at most "
                                    + field.longest()
                                    + "."));
        }
        return switch (field.type()) {
            case TEXT -> Optional.empty();
            case LINE -> line(field, value);
            case DATE -> date(field, value, today);
            case DOCUMENT ->
                    isId(value)
                            ? Optional.empty()
                            : Optional.of(
                                    said(
                                            rule,
                                            field,
                                            value,
                                            "不是稿件编号，请填写稿件页地址中的编号。",
                                            "is not a document's id; take it from the address of the document."));
            case CHOICE -> choice(field, value);
        };
    }

    private static Optional<Shortcoming> line(Field field, String value) {
        Field.Format format = field.format();
        if (format == null || Pattern.compile(format.pattern()).matcher(value).matches()) {
            return Optional.empty();
        }
        return Optional.of(
                said(
                        "KIND-FIELD",
                        field,
                        value,
                        "格式不对。" + format.remedy().zh(),
                        "is not written as it should be. " + format.remedy().en()));
    }

    private static Optional<Shortcoming> date(Field field, String value, LocalDate today) {
        Optional<LocalDate> day = day(value);
        if (day.isEmpty()) {
            return Optional.of(
                    said(
                            "KIND-FIELD",
                            field,
                            value,
                            "不是日期，请写成 2020-05-15 的样子。",
                            "is not a day; write it as 2020-05-15."));
        }
        if (field.notAfterToday() && day.get().isAfter(today)) {
            return Optional.of(
                    said(
                            "KIND-FIELD",
                            field,
                            value,
                            "晚于今天（" + today + "），请改为文件实际的日期。",
                            "is later than today, " + today + "; give the day that it bears."));
        }
        return Optional.empty();
    }

    private static Optional<Shortcoming> choice(Field field, String value) {
        List<Field.Choice> choices = field.choices();
        return choices.stream().anyMatch(choice -> choice.value().equals(value))
                ? Optional.empty()
                : Optional.of(
                        said(
                                "KIND-FIELD",
                                field,
                                value,
                                choices.stream()
                                        .map(choice -> choice.label().zh())
                                        .collect(Collectors.joining("、", "不在可选范围内，请选择：", "。")),
                                choices.stream()
                                        .map(Field.Choice::value)
                                        .collect(Collectors.joining(", ", "is none of ", "."))));
    }

    private static Optional<LocalDate> day(String value) {
        if (!DAY.matcher(value).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(value)).filter(day -> day.getYear() >= FIRST_YEAR);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Whether a value is the id of a document as ids are written. */
    static boolean isId(String value) {
        try {
            return UUID.fromString(value).toString().equals(value);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** A refusal that names field, value and remedy. */
    static Shortcoming said(String rule, Field field, String value, String zh, String en) {
        String shown =
                value.length() <= SHOWN ? value : TitleText.of(value.substring(0, SHOWN)) + "…";
        return new Shortcoming(
                rule,
                "fields." + field.key(),
                new Label(
                        "%s“%s”%s".formatted(field.label().zh(), shown, zh),
                        "%s “%s” %s".formatted(field.label().en(), shown, en)));
    }

    private static Shortcoming shortcoming(String rule, Field field, String zh, String en) {
        return new Shortcoming(
                rule,
                "fields." + field.key(),
                new Label(zh.formatted(field.label().zh()), en.formatted(field.label().en())));
    }
}
