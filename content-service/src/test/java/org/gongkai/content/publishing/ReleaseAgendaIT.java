package org.gongkai.content.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.content.engine.TestPostgres;
import org.gongkai.content.seed.RowsRead;
import org.gongkai.content.seed.Seed;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** Looking for the next release costs what waits, not what there is. */
class ReleaseAgendaIT {
    private static final int DOCUMENTS = 5_000;
    private static final Instant NOW = Instant.parse("2020-05-14T15:59:59Z");
    private static final Instant OPENING = NOW.plusSeconds(1);
    private static final TestPostgres DATABASE = TestPostgres.fresh();

    @BeforeAll
    static void fill() throws Exception {
        new Seed(DATABASE.owner(), 515).fill(DOCUMENTS);
        JdbcClient owner = JdbcClient.create(DATABASE.owner());
        owner.sql("alter table proposal disable trigger user").update();
        owner.sql(
                        """
                        with words as (select convert_to('{"form": "gongkai-site/1", "opening": "2020-05-14T16:00:00Z",
                            "closing": "2020-05-31T16:00:00Z"}', 'UTF8') as bytes)
                        insert into proposal (id, form, digest, canonical, proposed_at, approved_at)
                        select gen_random_uuid(), 'gongkai-site/1', sha256(bytes), bytes, '2020-05-01Z', '2020-05-01Z' from words
                        """)
                .update();
        owner.sql("alter table proposal enable trigger user").update();
        owner.sql(
                        "update edition set not_before = '2099-01-01Z' where latest and state = 'APPROVED'")
                .update();
        owner.sql("update section set publish_at_once = true where key = 's04'").update();
        owner.sql("analyze").update();
    }

    @Test
    void onlyWhatIsApprovedIsRead() throws Exception {
        try (var connection =
                new SingleConnectionDataSource(DATABASE.app().getConnection(), true)) {
            JdbcClient jdbc = JdbcClient.create(connection);
            ReleaseAgenda agenda = new ReleaseAgenda(jdbc, Clock.fixed(NOW, ZoneOffset.UTC), true);
            long approved =
                    jdbc.sql("select count(*) from edition where latest and state = 'APPROVED'")
                            .query(Long.class)
                            .single();
            RowsRead.Count read =
                    new RowsRead(jdbc)
                            .during(
                                    () -> {
                                        assertThat(agenda.due(NOW, Instant.EPOCH)).isEmpty();
                                        assertThat(agenda.next(NOW)).contains(OPENING);
                                    });
            assertThat(read.wholeTables()).isZero();
            assertThat(read.rows()).isLessThan(10 * approved);
        }
    }
}
