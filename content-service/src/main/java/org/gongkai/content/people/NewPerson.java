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

    public NewPerson {
        if (!ACCOUNT.matcher(account).matches()) {
            throw new IllegalArgumentException(
                    "Not an account (2 to 64 lower-case letters, digits, dots, hyphens): "
                            + account);
        }
        name = name.strip();
        if (name.isEmpty()
                || name.length() > 40
                || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "A person's name is one line of at most 40 characters");
        }
        if (password != null) {
            Passwords.require(password);
        }
    }

    @Override
    public String toString() {
        return "NewPerson[" + account + "]";
    }
}
