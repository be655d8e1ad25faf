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
            where (:all or d.unit_key = any(:units))
            """;

    private final JdbcClient jdbc;

    BurnupRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many documents there are that were not discarded. */
    long documents(String campaign, boolean all, String[] units) {
        return jdbc.sql(
                        "select count(*) "
                                + FROM
                                + """
                                and exists (select from edition e where e.document_id = d.id and e.latest and e.state <> 'DISCARDED')
                                """)
                .params(Map.of("campaign", campaign, "all", all, "units", units))
                .query(Long.class)
                .single();
    }

    /** When each document passed the office for the first time, in time's order. */
    List<Instant> handedUp(String campaign, boolean all, String[] units) {
        return jdbc.sql(
                        """
                        select min(a.at) as at from approval a join edition e on e.id = a.edition_id
                            join document d on d.id = e.document_id
                            join section s on s.key = d.section_key and s.campaign_key = :campaign
                        where a.stage = 'OFFICE_REVIEW' and a.verdict = 'APPROVE' and (:all or d.unit_key = any(:units))
                        group by d.id order by at
                        """)
                .params(Map.of("campaign", campaign, "all", all, "units", units))
                .query((row, n) -> row.getObject("at", OffsetDateTime.class).toInstant())
                .list();
    }
}
