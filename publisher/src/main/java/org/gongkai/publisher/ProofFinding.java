package org.gongkai.publisher;

/**
 * One thing that is not what it has to be.
 *
 * @param subject the place of the file, or the id of the document, or what else it is about
 */
public record ProofFinding(Kind kind, String subject, String expected, String found) {

    /** What is wrong, and with what it can be put right. */
    public enum Kind {
        /** A file of the site has other bytes, or is no file. */
        TAMPERED("repair"),
        /** A file of the site is gone. */
        MISSING("repair"),
        /** Something is in the site that does not belong there. */
        EXTRA("repair"),
        /** The link to the current tree, or the record beside it, says something else. */
        LINK("repair"),
        /** The site shows another release than the record of releases says. */
        SITE("restart the publisher, or make a release"),
        /** The record of releases names another root than the manifest has. */
        LEDGER("restore the database from a backup, or make a release"),
        /** The kept manifest is not the one that the record of releases names. */
        MANIFEST("repair"),
        /** A manifest names another one as the one before than is kept. */
        CHAIN("restore the releases from a backup"),
        /** The store has other bytes under this digest. */
        OBJECT_DAMAGED("restore the releases from a backup; pages: rerender"),
        /** The store does not hold this digest. */
        OBJECT_MISSING("restore the releases from a backup; pages: rerender"),
        /** The site shows a document that is not live in the database. */
        NOT_LIVE("make a release"),
        /** The site does not show a document that is live in the database. */
        NOT_SHOWN("make a release"),
        /** The site shows another edition, or other bytes, than the database has. */
        EDITION("compare with a backup"),
        /** The database has other approvals than those by which a document became public. */
        APPROVALS("compare with a backup"),
        /** The site says otherwise of a withdrawn document than the database. */
        WITHDRAWAL("make a release"),
        /** The theme is another one now, so pages cannot be compared. */
        THEME("rerender with the version that made the release, or make a release"),
        /** The configuration is another one now, so pages cannot be compared. */
        CONFIGURATION("rerender with the configuration that made the release, or make a release"),
        /** A page is not what the approved bytes give. */
        PAGE("make a release");

        private final String remedy;

        Kind(String remedy) {
            this.remedy = remedy;
        }

        /** What puts it right. */
        public String remedy() {
            return remedy;
        }
    }

    /** For a log or a terminal. */
    public String line() {
        return "%s %s: expected %s, found %s".formatted(kind, subject, expected, found);
    }
}
