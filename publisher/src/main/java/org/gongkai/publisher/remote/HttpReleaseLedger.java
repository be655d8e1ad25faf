package org.gongkai.publisher.remote;

import org.gongkai.publisher.ReleaseLedger;
import org.gongkai.publisher.ReleaseOutcome;
import org.gongkai.publisher.ReleaseRequest;
import org.springframework.http.HttpMethod;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The record of releases in a content service in another process.
 *
 * <p>An answer that is lost on the way is like a crash after the record: the next release or start
 * finishes or abandons what was recorded.
 */
final class HttpReleaseLedger implements ReleaseLedger {
    private final Peer contentService;

    HttpReleaseLedger(Peer contentService) {
        this.contentService = contentService;
    }

    @Override
    public Opened open(ReleaseRequest request) {
        return contentService
                .send(
                        HttpMethod.POST,
                        PublishingPort.RELEASES,
                        Map.of(),
                        Wire.Opening.of(request),
                        Opened.class)
                .orElseThrow(() -> new IllegalStateException("The content service gave no number"));
    }

    @Override
    public void activating(ReleaseOutcome outcome) {
        put(PublishingPort.ACTIVATING, outcome.number(), outcome);
    }

    @Override
    public void activated(long number) {
        put(PublishingPort.ACTIVATED, number, Map.of());
    }

    @Override
    public void failed(long number, String reason) {
        put(PublishingPort.FAILED, number, new Wire.Failure(reason));
    }

    @Override
    public Optional<ReleaseRequest> abandon() {
        return contentService
                .send(
                        HttpMethod.POST,
                        PublishingPort.ABANDON,
                        Map.of(),
                        Map.of(),
                        Wire.Opening.class)
                .map(Wire.Opening::request);
    }

    @Override
    public void settled(long number) {
        put(PublishingPort.SETTLED, number, Map.of());
    }

    @Override
    public Optional<ReleaseOutcome> interrupted() {
        return contentService.find(PublishingPort.INTERRUPTED, Map.of(), ReleaseOutcome.class);
    }

    @Override
    public Optional<ReleaseOutcome> active() {
        return contentService.find(PublishingPort.ACTIVE, Map.of(), ReleaseOutcome.class);
    }

    @Override
    public OptionalLong lastRemoval() {
        return contentService
                .find(PublishingPort.LAST_REMOVAL, Map.of(), Wire.Number.class)
                .map(found -> OptionalLong.of(found.number()))
                .orElse(OptionalLong.empty());
    }

    private void put(String path, long number, Object body) {
        contentService.send(HttpMethod.PUT, path, Map.of("number", number), body, Object.class);
    }
}
