package org.gongkai.publisher.picture;

import org.jspecify.annotations.Nullable;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;

/**
 * A picture as its decoder left it: as it was stored, its colours still of its own kind. What comes
 * out of it is upright and sRGB; that is done to the few pixels that are shown, not to all.
 *
 * @param samples one byte each: gray, three of the meaning, or {@link
 *     BufferedImage#TYPE_4BYTE_ABGR_PRE}
 * @param profile null for sRGB
 */
record Decoded(
        BufferedImage samples,
        Colours.Meaning meaning,
        byte @Nullable [] profile,
        Orientation orientation)
        implements Pixels {

    @Override
    public int width() {
        return orientation.turned() ? samples.getHeight() : samples.getWidth();
    }

    @Override
    public int height() {
        return orientation.turned() ? samples.getWidth() : samples.getHeight();
    }

    @Override
    public Picture at(int width) {
        int shown = Math.min(width, width());
        int high = shown == width() ? height() : Picture.heightFor(shown, width(), height());
        BufferedImage scaled =
                shown == width() && high == height()
                        ? samples
                        : Picture.scaled(
                                samples,
                                new Rectangle(samples.getWidth(), samples.getHeight()),
                                orientation.turned() ? high : shown,
                                orientation.turned() ? shown : high);
        return new Picture(
                opaqueIfItIs(orientation.upright(Colours.srgb(scaled, meaning, profile))));
    }

    /** Many programs save a way to be transparent without using it. */
    private static BufferedImage opaqueIfItIs(BufferedImage picture) {
        if (!picture.getColorModel().hasAlpha()) {
            return picture;
        }
        AreaResizer.Samples from = AreaResizer.Samples.of(picture);
        for (int at = from.origin(); at < from.data().length; at += 4) {
            if (from.data()[at] != -1) {
                return picture;
            }
        }
        BufferedImage opaque =
                new BufferedImage(
                        picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        byte[] to = AreaResizer.Samples.of(opaque).data();
        for (int in = from.origin(), out = 0; out < to.length; in += 4, out += 3) {
            System.arraycopy(from.data(), in + 1, to, out, 3);
        }
        return opaque;
    }
}
