package org.gongkai.content.notice;

/** What was to be said to the notice has been said. Answered with 409. */
public class NoticeSettled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoticeSettled(String message) {
        super(message);
    }
}
