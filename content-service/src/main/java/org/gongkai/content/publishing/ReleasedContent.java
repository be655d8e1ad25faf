package org.gongkai.content.publishing;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.delivery.PublicContent;
import org.gongkai.content.delivery.PublicRelease;
import org.gongkai.content.library.PublicFiles;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.released.ReleaseSource;
import org.gongkai.publisher.released.ReleasedSite;
import org.gongkai.publisher.released.ReleasedSites;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The active release, as the publisher shows it. */
@Component
class ReleasedContent implements PublicContent, PublicFiles {
    private static final Logger log = LoggerFactory.getLogger(ReleasedContent.class);

    private final ReleasedSites sites;
    private final JdbcClient jdbc;
    private final @Nullable String origin;

    /**
     * @param origin scheme, host and port under which readers reach the site; blank if that is not
     *     configured
     */
    ReleasedContent(
            ReleaseSource source,
            JdbcClient jdbc,
            @Value("${gongkai.publisher.origin:}") String origin) {
        this.sites = new ReleasedSites(source);
        this.jdbc = jdbc;
        this.origin = origin.isBlank() ? null : origin.strip();
    }

    /** What of an edition neither its content nor the manifest says; it never changes. */
    record EditionMark(int number, long release) {}

    @Override
    public Optional<PublicRelease> active() {
        return sites.active().map(site -> new ReleasedView(site, sites, this::mark, origin));
    }

    @Override
    public Map<UUID, String> addresses(Digest asset, Collection<UUID> documents) {
        Map<UUID, String> addresses = new HashMap<>();
        try {
            sites.active()
                    .ifPresent(
                            site ->
                                    documents.forEach(
                                            each ->
                                                    address(site, asset, each)
                                                            .ifPresent(
                                                                    at ->
                                                                            addresses.put(
                                                                                    each, at))));
        } catch (RuntimeException e) {
            log.info("Where {} is public cannot be told now: {}", asset, e.getMessage());
        }
        return addresses;
    }

    private Optional<String> address(ReleasedSite site, Digest asset, UUID document) {
        return site.article(document)
                .flatMap(
                        article ->
                                Optional.ofNullable(article.assets().get(new Sha256(asset.hex()))))
                .map(file -> origin == null ? file.url() : origin + file.url());
    }

    /** So that the first reader after a start does not wait until every document has been read. */
    @EventListener(ApplicationReadyEvent.class)
    void getReady() {
        prepare();
    }

    /** So that the release can be delivered also if its publisher goes away. */
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void getReady(ReleaseActivated activated) {
        prepare();
    }

    private void prepare() {
        Thread.ofVirtual()
                .name("delivery")
                .start(
                        () -> {
                            try {
                                sites.active();
                            } catch (RuntimeException e) {
                                log.info("The delivery is not ready yet: {}", e.getMessage());
                            }
                        });
    }

    private EditionMark mark(UUID edition) {
        return jdbc.sql("select number, release_number from edition where id = :id")
                .param("id", edition)
                .query((row, n) -> new EditionMark(row.getInt(1), row.getLong(2)))
                .single();
    }
}
