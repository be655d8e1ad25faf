package org.gongkai.content.workbench;

/** A video that a form sent is being converted, and the form has waited long enough. */
final class StillConverting extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String fileName;

    StillConverting(String fileName) {
        super("“%s” is being converted".formatted(fileName));
        this.fileName = fileName;
    }

    String fileName() {
        return fileName;
    }
}
