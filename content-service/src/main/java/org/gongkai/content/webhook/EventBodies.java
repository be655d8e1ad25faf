package org.gongkai.content.webhook;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.EditionMoved;
import org.gongkai.content.document.EditionState;
import org.gongkai.content.document.WithdrawalReason;
import org.gongkai.content.publishing.PublicAddress;
import org.gongkai.content.publishing.ReleaseActivated;
import org.gongkai.content.review.ReviewStage;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What an event tells: ids, digests, states, addresses. It names no person, and has no word of a
 * document, not even the title of a public one: a delivery may be tried again for a day and is kept
 * for weeks, in which the document can be withdrawn for privacy.
 */
@Component
class EventBodies {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;
    private final PublicAddress address;

    EventBodies(JdbcClient jdbc, PublicAddress address) {
        this.jdbc = jdbc;
        this.address = address;
    }

    private record Envelope(
            UUID id, EventType type, Instant timestamp, long sequence, Object data) {}

    /**
     * About an edition.
     *
     * @param path of the document if it is public or ever was
     * @param reason why it was withdrawn
     */
    record OfEdition(
            UUID document,
            UUID edition,
            int number,
            String digest,
            EditionState stateBefore,
            @Nullable ReviewStage stageBefore,
            EditionState state,
            @Nullable ReviewStage stage,
            @Nullable String path,
            @Nullable URI url,
            @Nullable WithdrawalReason reason) {}

    /** About a release. */
    record OfRelease(
            long release, Instant instant, String manifest, int published, int removed, int held) {}

    /** About a subscription itself. */
    record OfWebhook(UUID webhook) {}

    /** The text that is signed and sent. */
    String text(UUID event, EventType type, Instant at, long sequence, Object data) {
        return JSON.writeValueAsString(new Envelope(event, type, at, sequence, data));
    }

    /** Empty for a draft that was never handed in: others do not learn that there was one. */
    Optional<OfEdition> about(EditionMoved moved) {
        return jdbc.sql(
                        """
                        select e.number, e.digest, e.stage, e.withdrawal_reason,
                            case when d.first_published_at is not null then d.path end as path
                        from edition e join document d on d.id = e.document_id
                        where e.id = :edition and (e.submitted_at is not null or e.state <> 'DISCARDED')
                        """)
                .param("edition", moved.edition().value())
                .query((row, n) -> about(moved, row))
                .optional();
    }

    private OfEdition about(EditionMoved moved, ResultSet row) throws SQLException {
        String stage = row.getString("stage");
        String path = row.getString("path");
        String reason = row.getString("withdrawal_reason");
        return new OfEdition(
                moved.document().value(),
                moved.edition().value(),
                row.getInt("number"),
                Digest.ofComputed(row.getBytes("digest")).hex(),
                moved.from(),
                moved.stage(),
                moved.to(),
                stage == null ? null : ReviewStage.valueOf(stage),
                path,
                path == null ? null : address.of(path),
                reason == null ? null : WithdrawalReason.valueOf(reason));
    }

    static OfRelease about(ReleaseActivated release) {
        return new OfRelease(
                release.number(),
                release.instant(),
                release.manifest(),
                release.published(),
                release.removed(),
                release.held());
    }
}
