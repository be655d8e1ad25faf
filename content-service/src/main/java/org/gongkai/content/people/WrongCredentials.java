package org.gongkai.content.people;

/**
 * Account and password do not belong together; it does not say which is wrong. Answered with 401.
 */
public class WrongCredentials extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongCredentials() {
        super("Account or password is wrong");
    }
}
