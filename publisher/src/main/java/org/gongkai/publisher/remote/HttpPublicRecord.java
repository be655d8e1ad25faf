package org.gongkai.publisher.remote;

import org.gongkai.publisher.LiveEdition;
import org.gongkai.publisher.PublicRecord;
import org.gongkai.publisher.Withdrawal;
import org.springframework.http.HttpMethod;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The records of a content service in another process. */
final class HttpPublicRecord implements PublicRecord {
    private final Peer contentService;

    HttpPublicRecord(Peer contentService) {
        this.contentService = contentService;
    }

    @Override
    public List<UUID> live() {
        return contentService.get(PublishingPort.LIVE, Map.of(), Wire.Documents.class).documents();
    }

    @Override
    public List<LiveEdition> editions(Collection<UUID> documents) {
        return contentService
                .send(
                        HttpMethod.POST,
                        PublishingPort.EDITIONS,
                        Map.of(),
                        new Wire.Documents(List.copyOf(documents)),
                        Wire.LiveEditions.class)
                .orElseThrow()
                .editions();
    }

    @Override
    public List<Withdrawal> withdrawals() {
        return contentService
                .get(PublishingPort.WITHDRAWALS, Map.of(), Wire.Withdrawals.class)
                .withdrawals();
    }
}
