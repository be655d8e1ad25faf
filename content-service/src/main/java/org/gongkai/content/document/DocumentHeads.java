package org.gongkai.content.document;

import org.gongkai.content.kind.Label;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.review.ReviewRoute;
import org.gongkai.content.review.ReviewRouteRows;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/** The store of what belongs to documents for good, and of what their sections give them. */
@Repository
class DocumentHeads {
    private final JdbcClient jdbc;

    DocumentHeads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Locks the document until the transaction ends; false if there is none. */
    boolean lock(DocumentId id) {
        return jdbc.sql("select true from document where id = :id for update")
                .param("id", id.value())
                .query(Boolean.class)
                .optional()
                .isPresent();
    }

    Optional<DocumentId> imported(String importKey) {
        return jdbc.sql("select id from document where import_key = :key")
                .param("key", importKey)
                .query((row, n) -> new DocumentId(row.getObject(1, UUID.class)))
                .optional();
    }

    void insert(DocumentHead head, @Nullable String importKey, Actor by, Instant at) {
        jdbc.sql(
                        """
                        insert into document (id, kind, section_key, unit_key, path, import_key, created_by, created_at)
                        values (:id, :kind, :section, :unit, :path, :importKey, :by, :at)
                        """)
                .param("id", head.id().value())
                .param("kind", head.kind())
                .param("section", head.section())
                .param("unit", head.unit().value())
                .param("path", head.path().value())
                .param("importKey", importKey)
                .param("by", by.id().value())
                .param("at", Editions.timestamp(at))
                .update();
    }

    /**
     * What belongs to the document for good.
     *
     * @throws NoSuchDocument if there is none
     */
    DocumentHead find(DocumentId id) {
        return jdbc.sql(
                        """
                        select d.*, s.not_before from document d join section s on s.key = d.section_key where d.id = :id
                        """)
                .param("id", id.value())
                .query(
                        (row, n) ->
                                new DocumentHead(
                                        id,
                                        row.getString("kind"),
                                        row.getString("section_key"),
                                        new UnitKey(row.getString("unit_key")),
                                        new PublicPath(row.getString("path")),
                                        Editions.instant(row, "not_before")))
                .optional()
                .orElseThrow(() -> new NoSuchDocument(id));
    }

    /**
     * What a new edition gets: the route that the routing in force has for it, its section's
     * default for not-before.
     */
    record SectionRoute(ReviewRoute route, @Nullable Instant notBefore) {}

    /**
     * @throws ContentRefused if there is no such section
     */
    SectionRoute section(String key, String kind) {
        return jdbc.sql(
                        """
                        select s.not_before, t.key, t.version, t.stages, t.allowances, t.notified
                        from section s cross join lateral route_in_force(s.key, :kind) t
                        where s.key = :key
                        """)
                .param("key", key)
                .param("kind", kind)
                .query(
                        (row, n) ->
                                new SectionRoute(
                                        ReviewRouteRows.read(row, "key", "version"),
                                        Editions.instant(row, "not_before")))
                .optional()
                .orElseThrow(
                        () ->
                                new ContentRefused(
                                        "SECTION-UNKNOWN",
                                        "section",
                                        new Label(
                                                "没有“%s”这个栏目，请另选。".formatted(key),
                                                "There is no section “%s”; GET /api/v1/sections lists them."
                                                        .formatted(key))));
    }

    /** The next free path of a section's day. */
    PublicPath nextPath(String section, LocalDate day) {
        int number =
                jdbc.sql(
                                """
                                insert into path_counter (section_key, day, next) values (:section, :day, 2)
                                on conflict (section_key, day) do update set next = path_counter.next + 1
                                returning next - 1
                                """)
                        .param("section", section)
                        .param("day", day)
                        .query(Integer.class)
                        .single();
        return PublicPath.of(section, day, number);
    }
}
