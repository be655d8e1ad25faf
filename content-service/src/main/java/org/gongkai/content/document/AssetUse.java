package org.gongkai.content.document;

import org.gongkai.content.canonical.Digest;

/**
 * A use of an asset by a revision, as it stands in the canonical form.
 *
 * @param mediaType what intake found in the bytes
 * @param fileName the name under which a reader downloads it
 * @param alt the alternative text; for a video, its text description
 * @param focalX the focal point in thousandths of the width from the left, 0 to 1000
 * @param focalY the focal point in thousandths of the height from the top, 0 to 1000
 */
public record AssetUse(
        Digest sha256,
        Role role,
        String mediaType,
        String fileName,
        String alt,
        String caption,
        int focalX,
        int focalY) {

    /** What the content uses an asset for. */
    public enum Role {
        LEAD,
        INLINE,
        ATTACHMENT,
        VIDEO,
        POSTER,
        /** What is said in the video, to be read (WebVTT). */
        CAPTIONS
    }

    public AssetUse {
        if (focalX < 0 || focalX > 1000 || focalY < 0 || focalY > 1000) {
            throw new IllegalArgumentException(
                    "A focal point lies between 0 and 1000, not at " + focalX + "," + focalY);
        }
    }

    boolean picture() {
        return mediaType.startsWith("image/") && (role == Role.LEAD || role == Role.INLINE);
    }
}
