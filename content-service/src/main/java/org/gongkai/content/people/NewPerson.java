package org.gongkai.content.people;

import org.jspecify.annotations.Nullable;

import java.util.regex.Pattern;

/**
 * A person to add.
 *
 * @param account what the person signs in with: lower-case Latin letters, digits, dots, hyphens
 * @param password null for an account that cannot sign in with a password
 */
public record NewPerson(String account, String name, @Nullable String password) {
    private static final Pattern ACCOUNT = Pattern.compile("[a-z][a-z0-9.-]{1,63}");

    private static final int LONGEST_NAME = 40;

    public NewPerson {
        if (!ACCOUNT.matcher(account).matches()) {
            throw new IllegalArgumentException(
                    "Not an account (2 to 64 lower-case letters, digits, dots, hyphens): "
                            + account);
        }
        name = name.strip();
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "A person's name is one line of at most 40 characters");
        }
        if (password != null) {
            Passwords.require(password);
        }
    }

    /** Whether somebody can be called so: one line of at most 40 characters. */
    public static boolean isName(String text) {
        String name = text.strip();
        return !name.isEmpty()
                && name.length() <= LONGEST_NAME
                && name.chars().noneMatch(Character::isISOControl);
    }

    @Override
    public String toString() {
        return "NewPerson[" + account + "]";
    }
}
