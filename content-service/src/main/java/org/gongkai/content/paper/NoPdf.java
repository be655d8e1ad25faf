package org.gongkai.content.paper;

/** A paper cannot be had as PDF here and now; its docx can. Answered with 503. */
public class NoPdf extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoPdf(String message) {
        super(message);
    }

    NoPdf(String message, Throwable cause) {
        super(message, cause);
    }
}
