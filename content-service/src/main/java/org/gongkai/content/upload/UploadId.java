package org.gongkai.content.upload;

import java.util.UUID;

/** The name of an upload. */
record UploadId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
