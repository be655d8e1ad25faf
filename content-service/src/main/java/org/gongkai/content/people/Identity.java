package org.gongkai.content.people;

/**
 * Somebody at an identity provider (OpenID Connect Core 1.0, section 2): the provider's issuer and
 * the subject, which it never gives to anybody else. Names and addresses are no identity: they
 * change hands.
 */
public record Identity(String issuer, String subject) {
    private static final int LONGEST_ISSUER = 500;
    private static final int LONGEST_SUBJECT = 255;

    public Identity {
        require("issuer", issuer, LONGEST_ISSUER);
        require("subject", subject, LONGEST_SUBJECT);
    }

    private static void require(String what, String value, int longest) {
        if (value.isBlank()
                || value.length() > longest
                || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "An identity's %s is one line of 1 to %d characters".formatted(what, longest));
        }
    }
}
