package org.gongkai.publisher.remote;

import org.gongkai.publisher.ContentSource;
import org.gongkai.publisher.PublishableContent;
import org.gongkai.publisher.Sha256;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;

/**
 * Approved content from a content service in another process. Its bytes are hashed again on this
 * side: nothing that changed on the way is published.
 */
final class HttpContentSource implements ContentSource {
    private final Peer contentService;

    HttpContentSource(Peer contentService) {
        this.contentService = contentService;
    }

    @Override
    public PublishableContent read(Instant at) {
        return contentService.get(
                PublishingPort.CONTENT + "?at={at}", Map.of("at", at), PublishableContent.class);
    }

    @Override
    public InputStream asset(Sha256 digest) throws IOException {
        return contentService.open(PublishingPort.ASSET, Map.of("digest", digest.hex()));
    }
}
