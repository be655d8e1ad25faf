package org.gongkai.content.upload;

/** There is no such upload, it is over, or it is somebody else's: these look the same. */
final class NoSuchUpload extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoSuchUpload() {
        super("There is no such upload, or it has expired. Begin again with POST /api/v1/uploads.");
    }
}
