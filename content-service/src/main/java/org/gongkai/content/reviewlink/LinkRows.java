package org.gongkai.content.reviewlink;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.people.PersonId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The store of review links. */
@Repository
class LinkRows {
    private static final String SELECT =
            """
            select l.*, g.name, i.name as issuer
            from review_link l join person g on g.id = l.guest join person i on i.id = l.issued_by
            """;

    private final JdbcClient jdbc;

    LinkRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(ReviewLink link, PersonId issuedBy) {
        jdbc.sql(
                        """
                        insert into review_link (id, guest, issued_by, purpose, created_at, expires_at)
                        values (:id, :guest, :by, :purpose, :created, :expires)
                        """)
                .param("id", link.id())
                .param("guest", link.guest().value())
                .param("by", issuedBy.value())
                .param("purpose", link.purpose())
                .param("created", link.createdAt().atOffset(ZoneOffset.UTC))
                .param("expires", link.expiresAt().atOffset(ZoneOffset.UTC))
                .update();
        int ordinal = 0;
        for (ReviewLink.Item item : link.items()) {
            ordinal++;
            jdbc.sql(
                            """
                            insert into review_link_item (link_id, ordinal, document_id, digest)
                            values (:link, :ordinal, :document, :digest)
                            """)
                    .param("link", link.id())
                    .param("ordinal", ordinal)
                    .param("document", item.document().value())
                    .param("digest", item.digest().bytes())
                    .update();
        }
    }

    Optional<ReviewLink> find(UUID id) {
        return jdbc.sql(SELECT + " where l.id = :id")
                .param("id", id)
                .query((row, n) -> link(row))
                .optional();
    }

    /** Those that a person gave out, or all, the newest first. */
    List<ReviewLink> issued(PersonId by, boolean all) {
        return jdbc.sql(
                        SELECT
                                + " where :all or l.issued_by = :by order by l.created_at desc, l.id")
                .param("all", all)
                .param("by", by.value())
                .query((row, n) -> link(row))
                .list();
    }

    boolean revoke(UUID id, Instant at) {
        return jdbc.sql(
                                "update review_link set revoked_at = :at where id = :id and revoked_at is null")
                        .param("id", id)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    void use(UUID link, ReviewLink.Use use) {
        DocumentId document = use.document();
        jdbc.sql(
                        """
                        insert into review_link_use (link_id, at, action, document_id, address)
                        values (:link, :at, :action, :document, :address)
                        """)
                .param("link", link)
                .param("at", use.at().atOffset(ZoneOffset.UTC))
                .param("action", use.action().name())
                .param("document", document == null ? null : document.value(), Types.OTHER)
                .param("address", use.address())
                .update();
    }

    List<ReviewLink.Use> uses(UUID link) {
        return jdbc.sql("select * from review_link_use where link_id = :link order by id")
                .param("link", link)
                .query(
                        (row, n) ->
                                new ReviewLink.Use(
                                        row.getObject("at", OffsetDateTime.class).toInstant(),
                                        ReviewLink.Action.valueOf(row.getString("action")),
                                        document(row.getObject("document_id", UUID.class)),
                                        row.getString("address")))
                .list();
    }

    private ReviewLink link(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        OffsetDateTime revoked = row.getObject("revoked_at", OffsetDateTime.class);
        return new ReviewLink(
                id,
                new PersonId(row.getObject("guest", UUID.class)),
                row.getString("name"),
                row.getString("issuer"),
                row.getString("purpose"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                revoked == null ? null : revoked.toInstant(),
                items(id));
    }

    private List<ReviewLink.Item> items(UUID link) {
        return jdbc.sql("select * from review_link_item where link_id = :link order by ordinal")
                .param("link", link)
                .query(
                        (row, n) ->
                                new ReviewLink.Item(
                                        new DocumentId(row.getObject("document_id", UUID.class)),
                                        Digest.ofComputed(row.getBytes("digest"))))
                .list();
    }

    private static @Nullable DocumentId document(@Nullable UUID id) {
        return id == null ? null : new DocumentId(id);
    }
}
