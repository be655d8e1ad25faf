package org.gongkai.content.intake;

/** Numbers as word processors count paragraphs. */
final class Numerals {
    private static final String[] DIGITS = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    private static final String[] PLACES = {"", "十", "百", "千"};
    private static final int[] ROMAN = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};
    private static final String[] LETTERS = {
        "M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"
    };

    private Numerals() {}

    /**
     * @param format the name that Office Open XML gives to the way of counting (17.18.59)
     */
    static String of(String format, int number) {
        if (number < 1 || number > 9999) {
            return Integer.toString(number);
        }
        return switch (format) {
            case "chineseCounting",
                    "chineseCountingThousand",
                    "japaneseCounting",
                    "ideographDigital",
                    "chineseLegalSimplified",
                    "taiwaneseCounting" ->
                    han(number);
            case "upperLetter" -> letters(number, 'A');
            case "lowerLetter" -> letters(number, 'a');
            case "upperRoman" -> roman(number);
            case "lowerRoman" -> roman(number).toLowerCase(java.util.Locale.ROOT);
            case "decimalEnclosedCircle", "decimalEnclosedCircleChinese" ->
                    number <= 20 ? Character.toString('①' + number - 1) : Integer.toString(number);
            case "decimalZero" -> number < 10 ? "0" + number : Integer.toString(number);
            case "decimalFullWidth", "decimalFullWidth2" -> fullWidth(number);
            default -> Integer.toString(number);
        };
    }

    /** 一, 十, 十一, 二十, 一百零一. */
    private static String han(int number) {
        StringBuilder han = new StringBuilder();
        String digits = Integer.toString(number);
        boolean gap = false;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            int place = digits.length() - 1 - i;
            if (digit == 0) {
                gap = true;
                continue;
            }
            if (gap) {
                han.append("零");
                gap = false;
            }
            boolean ten = digit == 1 && place == 1 && han.isEmpty();
            han.append(ten ? "" : DIGITS[digit]).append(PLACES[place]);
        }
        return han.toString();
    }

    /** a, b, … z, aa, bb, as Word goes on. */
    private static String letters(int number, char first) {
        return Character.toString(first + (number - 1) % 26).repeat(1 + (number - 1) / 26);
    }

    private static String roman(int number) {
        StringBuilder roman = new StringBuilder();
        int left = number;
        for (int i = 0; i < ROMAN.length; i++) {
            while (left >= ROMAN[i]) {
                roman.append(LETTERS[i]);
                left -= ROMAN[i];
            }
        }
        return roman.toString();
    }

    private static String fullWidth(int number) {
        StringBuilder wide = new StringBuilder();
        Integer.toString(number).chars().forEach(c -> wide.append((char) (c - '0' + '０')));
        return wide.toString();
    }
}
