package org.gongkai.content.document;

import org.springframework.dao.DataAccessException;

/**
 * The document was withdrawn for privacy, and until its content is erased nothing of it goes
 * forward. The database refuses it, whoever asks. Answered with 409.
 */
public class BeingErased extends DataAccessException {
    private static final long serialVersionUID = 1L;

    /** The SQL state with which the database says so. */
    static final String SQL_STATE = "GK040";

    BeingErased(Throwable cause) {
        super(
                "The document was withdrawn for privacy and its content is being erased. Begin anew once"
                        + " that is done.",
                cause);
    }
}
