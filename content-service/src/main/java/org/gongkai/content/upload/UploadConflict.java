package org.gongkai.content.upload;

/** A request that does not fit to what has arrived. Answered with the status of the protocol. */
final class UploadConflict extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    private UploadConflict(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }

    static UploadConflict offset(long expected, long sent) {
        return new UploadConflict(
                409,
                "The upload goes on at byte %d, not at %d. Ask for its offset with HEAD."
                        .formatted(expected, sent));
    }

    static UploadConflict overtaken() {
        return new UploadConflict(
                409,
                "Another request took this upload over. Ask for its offset with HEAD, and send from one place only.");
    }

    static UploadConflict settled() {
        return new UploadConflict(
                409, "The upload is complete; GET it to see what became of the file.");
    }

    static UploadConflict longer(long bytes) {
        return new UploadConflict(
                413, "More bytes came than the %d that Upload-Length said.".formatted(bytes));
    }

    /** 460 Checksum Mismatch, of the protocol's extension. */
    static UploadConflict checksum() {
        return new UploadConflict(
                460, "These bytes are not those of Upload-Checksum. Send them again.");
    }
}
