package org.gongkai.content.people;

import java.util.regex.Pattern;

/**
 * An e-mail address such as {@code zhang.san@example.gov.cn}: one mailbox of ASCII characters
 * without a name beside it (the addr-spec of RFC 5322 without quotes and comments, as HTML's {@code
 * input type=email} takes it), so that it can stand in a header as it is.
 */
public record EmailAddress(String value) {
    /** The longest address that fits the path of RFC 5321. */
    public static final int LONGEST = 254;

    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final Pattern SYNTAX =
            Pattern.compile(
                    "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@" + LABEL + "(?:\\." + LABEL + ")*");

    /**
     * @throws IllegalArgumentException for what is none
     */
    public EmailAddress {
        if (value.length() > LONGEST || !SYNTAX.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "Not an e-mail address: write one address such as zhang.san@example.gov.cn,"
                            + " without a name, at most %d characters; a domain in Chinese in its form xn--…"
                                    .formatted(LONGEST));
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
