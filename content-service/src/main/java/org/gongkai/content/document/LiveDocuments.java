package org.gongkai.content.document;

import org.gongkai.content.people.UnitKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** What readers see now of some units, also while a next edition is under way. Thread-safe. */
@Component
public class LiveDocuments {
    private final JdbcClient jdbc;

    LiveDocuments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A document that is public.
     *
     * @param title that readers see
     * @param underWay whether a next edition is being written or reviewed
     */
    public record Live(
            DocumentId id, String title, String section, Instant publishedAt, boolean underWay) {}

    /** What became public last, the newest first. */
    @Transactional(readOnly = true)
    public List<Live> newest(Collection<UnitKey> units, int most) {
        return jdbc.sql(
                        """
                        select l.document_id, l.title, l.section_key, l.published_at, exists (
                            select 1 from edition o where o.document_id = l.document_id
                            and o.state in ('DRAFT', 'IN_REVIEW', 'RETURNED', 'APPROVED', 'HELD')) as under_way
                        from edition l where l.state = 'PUBLISHED' and l.unit_key = any(:units)
                        order by l.published_at desc, l.id limit :most
                        """)
                .param("units", units.stream().map(UnitKey::value).toArray(String[]::new))
                .param("most", most)
                .query(
                        (row, n) ->
                                new Live(
                                        new DocumentId(row.getObject("document_id", UUID.class)),
                                        row.getString("title"),
                                        row.getString("section_key"),
                                        row.getObject("published_at", OffsetDateTime.class)
                                                .toInstant(),
                                        row.getBoolean("under_way")))
                .list();
    }
}
