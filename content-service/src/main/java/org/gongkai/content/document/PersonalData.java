package org.gongkai.content.document;

import org.gongkai.content.kind.Label;
import org.gongkai.content.kind.Shortcoming;
import org.jsoup.Jsoup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PII-1: numbers that belong to one person. Identity numbers by their check digit (GB 11643), bank
 * cards by theirs (ISO/IEC 7812-1, Luhn), mobile numbers by their form. A finding shows the ends of
 * a number only.
 */
final class PersonalData {
    private static final Pattern IDENTITY =
            Pattern.compile(
                    "(?<![0-9A-Za-z])[1-9]\\d{5}(?:19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])\\d{3}[0-9Xx](?![0-9A-Za-z])");
    private static final Pattern CARD =
            Pattern.compile(
                    "(?<![0-9A-Za-z])[3-6]\\d{3}(?:[ -]?\\d{4}){3}(?:[ -]?\\d{1,3})?(?!\\d)");
    private static final Pattern MOBILE =
            Pattern.compile("(?<![0-9A-Za-z])1[3-9]\\d[ -]?\\d{4}[ -]?\\d{4}(?!\\d)");
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK = "10X98765432";

    private PersonalData() {}

    /** Findings, each by the place that it is about; none keeps a draft back by itself. */
    static List<Shortcoming> in(Content content) {
        Map<String, String> places = new LinkedHashMap<>();
        places.put("title", content.title());
        places.put("body", Jsoup.parseBodyFragment(content.body()).text());
        content.fields().forEach((key, value) -> places.put("fields." + key, value));
        StringBuilder said = new StringBuilder();
        content.assets()
                .forEach(
                        use ->
                                said.append(use.alt())
                                        .append('\n')
                                        .append(use.caption())
                                        .append('\n'));
        places.put("assets", said.toString());
        List<Shortcoming> found = new ArrayList<>();
        places.forEach((place, text) -> look(place, text, found));
        return found;
    }

    private static void look(String place, String text, List<Shortcoming> found) {
        Set<String> told = new LinkedHashSet<>();
        Matcher identity = IDENTITY.matcher(text);
        while (identity.find()) {
            if (identityNumber(identity.group()) && told.add(identity.group())) {
                found.add(finding(place, identity.group(), "身份证号", "an identity number"));
            }
        }
        Matcher card = CARD.matcher(text);
        while (card.find()) {
            String digits = card.group().replaceAll("\\D", "");
            if (luhn(digits) && told.add(digits)) {
                found.add(finding(place, digits, "银行卡号", "a bank card number"));
            }
        }
        Matcher mobile = MOBILE.matcher(text);
        while (mobile.find()) {
            String digits = mobile.group().replaceAll("\\D", "");
            if (told.add(digits)) {
                found.add(finding(place, digits, "手机号码", "a mobile number"));
            }
        }
    }

    private static Shortcoming finding(String place, String number, String zh, String en) {
        String ends = number.substring(0, 3) + "…" + number.substring(number.length() - 2);
        return new Shortcoming(
                "PII-1",
                place,
                new Label(
                        "“%s”像是%s，请确认可以公开，否则去掉。".formatted(ends, zh),
                        "“%s” looks like %s; make sure that it may be public, or remove it."
                                .formatted(ends, en)));
    }

    private static boolean identityNumber(String number) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (number.charAt(i) - '0');
        }
        return CHECK.charAt(sum % 11) == Character.toUpperCase(number.charAt(17));
    }

    private static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighed = i % 2 == 0 ? digit : digit * 2;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum % 10 == 0;
    }
}
