package org.gongkai.publisher.remote;

import org.gongkai.publisher.ContentSource;
import org.gongkai.publisher.PublishableContent;
import org.gongkai.publisher.Sha256;
import org.springframework.http.HttpMethod;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

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
    public PublishableContent read(long since, Instant at) {
        return contentService.get(
                PublishingPort.CONTENT + "?at={at}&since={since}",
                Map.of("at", at, "since", since),
                PublishableContent.class);
    }

    @Override
    public Map<Sha256, byte[]> forms(Collection<Sha256> digests) {
        if (digests.isEmpty()) {
            return Map.of();
        }
        Map<Sha256, byte[]> forms = new HashMap<>();
        contentService
                .send(
                        HttpMethod.POST,
                        PublishingPort.FORMS,
                        Map.of(),
                        new Wire.Digests(List.copyOf(digests)),
                        Wire.Forms.class)
                .orElseThrow()
                .forms()
                .forEach(form -> forms.put(Sha256.of(form), form));
        return forms;
    }

    @Override
    public Set<UUID> reversible(Collection<UUID> editions) {
        return contentService
                .send(
                        HttpMethod.POST,
                        PublishingPort.REVERSIBLE,
                        Map.of(),
                        new Wire.Editions(Set.copyOf(editions)),
                        Wire.Editions.class)
                .orElseThrow()
                .editions();
    }

    @Override
    public InputStream asset(Sha256 digest) throws IOException {
        return contentService.open(PublishingPort.ASSET, Map.of("digest", digest.hex()));
    }
}
