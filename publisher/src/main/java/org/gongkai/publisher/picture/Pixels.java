package org.gongkai.publisher.picture;

/** The pixels of a picture that was decoded once. */
public interface Pixels {
    /** The width as it is shown. */
    int width();

    /** The height as it is shown. */
    int height();

    /** The picture as it is shown at a width; never enlarged. */
    Picture at(int width);
}
