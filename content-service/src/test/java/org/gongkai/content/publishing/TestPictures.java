package org.gongkai.content.publishing;

import org.gongkai.content.media.Pictures;
import org.gongkai.publisher.picture.PictureReader;
import org.gongkai.publisher.picture.PictureSettings;

/** Pictures looked at as in the application, for tests without one. */
public final class TestPictures {
    private static final Pictures PICTURES =
            new PublishedPictures(new PictureReader(PictureSettings.usual()));

    private TestPictures() {}

    public static Pictures asPublished() {
        return PICTURES;
    }
}
