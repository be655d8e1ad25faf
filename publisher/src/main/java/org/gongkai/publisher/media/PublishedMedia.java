package org.gongkai.publisher.media;

import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.render.PublicAsset;

import java.util.Map;

/**
 * An asset that is ready to be public.
 *
 * @param asset what pages see of it
 * @param entries what the manifest says of it, by path
 */
public record PublishedMedia(PublicAsset asset, Map<String, Manifest.Entry> entries) {
    public PublishedMedia {
        entries = Map.copyOf(entries);
    }
}
