package org.gongkai.content.assignment;

import java.util.List;

/**
 * Something about assignments that is not done, and why; nothing was changed. Answered with 409 if
 * the state of things does not allow it, otherwise with 422; with 400 if no such value can be.
 */
public class AssignmentRefused extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final Why why;
    private final transient List<Object> about;

    AssignmentRefused(Why why, String message, Object... about) {
        super(message);
        this.why = why;
        this.about = List.of(about);
    }

    /** Why it is refused. */
    public enum Why {
        /** The text is empty or too long. */
        TEXT(false),
        /** The heading is too long. */
        BLOCK(false),
        /** It ends before it begins, or goes on and has an end. */
        DATES(false),
        /** The number is out of range. */
        NUMBER(false),
        /** Two rows have the number. */
        NUMBER_TWICE(false),
        /** No such unit. */
        UNIT(false),
        /** Somebody changed it meanwhile. */
        STALE(true),
        /** It is issued, and does not change before it is withdrawn. */
        ISSUED(true),
        /** It is not issued. */
        NOT_ISSUED(true),
        /** It was issued once and stays on record. */
        ON_RECORD(true),
        /** It has open questions, and is not issued before they are settled. */
        QUESTIONS(true),
        /** No unit is responsible. */
        NO_UNITS(true),
        /** It neither ends nor goes on. */
        NO_END(true),
        /** The title or the words of the circular do not fit. */
        CIRCULAR(false),
        /** The person is not active in the unit. */
        LIAISON(false),
        /** The unit has no share of it. */
        NO_SHARE(true),
        /** Neither a document nor a publication elsewhere with a link or a file. */
        NO_EVIDENCE(false),
        /** A publication elsewhere is not on the portal: what is there is a document. */
        CHANNEL(false),
        /** Not an address on the web. */
        LINK(false),
        /** The unit's library does not have the file. */
        FILE(false),
        /** Not a document of the unit. */
        DOCUMENT(false),
        /** The document is evidence of it already. */
        DOCUMENT_TWICE(true),
        /** A publication has no time, or one that has not come. */
        TIME(false),
        /** It was published before the campaign began. */
        TOO_EARLY(false),
        /** The remark is too long. */
        REMARK(false);

        private final boolean conflict;

        Why(boolean conflict) {
            this.conflict = conflict;
        }

        /** Whether the state of things does not allow it. */
        public boolean conflict() {
            return conflict;
        }
    }

    public Why why() {
        return why;
    }

    /** What the words of the refusal quote. */
    public List<Object> about() {
        return about;
    }
}
