package org.gongkai.content.supervision;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

/** When documents of a campaign went up to the municipal pre-review. */
@Repository
class BurnupRows {
    private static final String FROM =
            """
            from document d join section s on s.key = d.section_key and s.campaign_key = :campaign
                join edition n on n.document_id = d.id and n.latest and n.state <> 'DISCARDED'
            """;
    private static final String SEEN = " where (:all or d.unit_key = any(:units))";

    private final JdbcClient jdbc;

    BurnupRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many documents there are, but for the discarded. */
    long documents(String campaign, boolean all, String[] units) {
        return jdbc.sql("select count(*) " + FROM + SEEN)
                .params(Map.of("campaign", campaign, "all", all, "units", units))
                .query(Long.class)
                .single();
    }

    /** When each of them passed the office for the first time, in time's order. */
    List<Instant> handedUp(String campaign, boolean all, String[] units) {
        return jdbc.sql(
                        "select min(a.at) as at "
                                + FROM
                                + """
                                 join edition e on e.document_id = d.id
                                    join approval a on a.edition_id = e.id
                                        and a.stage = 'OFFICE_REVIEW' and a.verdict = 'APPROVE'
                                """
                                + SEEN
                                + " group by d.id order by at")
                .params(Map.of("campaign", campaign, "all", all, "units", units))
                .query((row, n) -> row.getObject("at", OffsetDateTime.class).toInstant())
                .list();
    }
}
