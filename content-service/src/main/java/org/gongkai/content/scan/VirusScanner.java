package org.gongkai.content.scan;

import java.nio.file.Path;

/** Judges files before they are taken. Thread-safe. */
public interface VirusScanner {

    /** What the scanner says of a file. */
    sealed interface Verdict {
        /** Nothing was found. */
        record Clean() implements Verdict {}

        /**
         * The file is not to be taken.
         *
         * @param signature the scanner's name of what it found
         */
        record Infected(String signature) implements Verdict {}

        /** The scanner will never judge it, because it is larger than what it is set up to read. */
        record TooLarge() implements Verdict {}

        /** No scanner is configured. */
        record NotAsked() implements Verdict {}
    }

    /**
     * Judges a file; its bytes are streamed.
     *
     * @throws ScannerAway if there is no verdict now; the file must not be taken, and may be asked
     *     about again
     */
    Verdict scan(Path file);
}
