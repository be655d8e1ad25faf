package org.gongkai.publisher.picture;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;

import java.io.IOException;
import java.util.Iterator;

import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/**
 * The decoders that may see bytes from outside, each named: whatever else is on the class path and
 * registers itself is never asked. Java's own for JPEG, PNG and GIF, TwelveMonkeys' for other JPEGs
 * and for WebP.
 */
final class Decoders {
    private Decoders() {}

    /**
     * The library that writes WebP brings a decoder of foreign code. Nobody in this process is to
     * find it, who asks Java for whatever reads a picture.
     */
    static void forgetForeign() {
        Object foreign =
                IIORegistry.getDefaultInstance()
                        .getServiceProviderByClass(
                                com.luciad.imageio.webp.WebPImageReaderSpi.class);
        if (foreign != null) {
            IIORegistry.getDefaultInstance().deregisterServiceProvider(foreign);
        }
    }

    static ImageReader of(Format format) {
        return switch (format) {
            case JPEG -> named("com.sun.imageio.plugins.jpeg.JPEGImageReaderSpi");
            case PNG -> named("com.sun.imageio.plugins.png.PNGImageReaderSpi");
            case GIF -> named("com.sun.imageio.plugins.gif.GIFImageReaderSpi");
            case WEBP -> named(WebPImageReaderSpi.class.getName());
            case HEIC, OTHER -> throw new IllegalArgumentException("There is no decoder");
        };
    }

    /**
     * For JPEGs that Java's decoder does not read, or reads wrongly: inks, lossless, broken heads.
     */
    static ImageReader ofOddJpeg() {
        return named(JPEGImageReaderSpi.class.getName());
    }

    private static ImageReader named(String provider) {
        Iterator<ImageReaderSpi> all =
                IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, false);
        while (all.hasNext()) {
            ImageReaderSpi each = all.next();
            if (each.getClass().getName().equals(provider)) {
                try {
                    return each.createReaderInstance(null);
                } catch (IOException e) {
                    throw new IllegalStateException("A decoder cannot be made: " + provider, e);
                }
            }
        }
        throw new IllegalStateException("This Java lacks the decoder " + provider);
    }
}
