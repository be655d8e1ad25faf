package org.gongkai.content.document;

import org.gongkai.content.audit.Words;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.people.Standing;
import org.gongkai.content.review.Approval;
import org.gongkai.content.review.Opinion;
import org.gongkai.content.review.Remark;
import org.gongkai.content.review.ReviewStage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The store of verdicts, which are only ever added. */
@Repository
class Verdicts {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<Remark>> REMARKS = new TypeReference<>() {};

    private final JdbcClient jdbc;

    Verdicts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(EditionId edition, Approval approval) {
        PersonId onBehalfOf = approval.standing().onBehalfOf();
        jdbc.sql(
                        """
                        insert into approval (edition_id, stage, digest, person_id, on_behalf_of, verdict, comment,
                                              remarks, at)
                        values (:edition, :stage, :digest, :person, :onBehalfOf, :verdict, :comment,
                                :remarks::jsonb, :at)
                        """)
                .param("edition", edition.value())
                .param("stage", approval.stage().name())
                .param("digest", approval.digest().bytes())
                .param("person", approval.person().value())
                .param("onBehalfOf", onBehalfOf == null ? null : onBehalfOf.value(), Types.OTHER)
                .param("verdict", approval.verdict().name())
                .param("comment", approval.comment())
                .param("remarks", JSON.writeValueAsString(approval.remarks()))
                .param("at", Editions.timestamp(approval.at()))
                .update();
    }

    /** Every verdict on an edition, in their order. */
    List<Approval> on(EditionId edition) {
        return jdbc.sql(
                        """
                        select a.*, people_behind(a) as behind from approval a where edition_id = :edition order by id
                        """)
                .param("edition", edition.value())
                .query((row, n) -> approval(row))
                .list();
    }

    /** An opinion as the audit log tells it. */
    static Map<String, Object> told(Opinion opinion) {
        Map<String, Object> detail = new HashMap<>();
        if (!opinion.comment().isEmpty()) {
            detail.put("comment", new Words(opinion.comment()));
        }
        if (!opinion.remarks().isEmpty()) {
            detail.put("remarks", opinion.remarks().size());
        }
        return detail;
    }

    static List<Remark> remarks(ResultSet row) throws SQLException {
        return JSON.readValue(row.getString("remarks"), REMARKS);
    }

    static List<ReviewStage> stages(Array array) throws SQLException {
        return Arrays.stream((String[]) array.getArray()).map(ReviewStage::valueOf).toList();
    }

    private static Approval approval(ResultSet row) throws SQLException {
        UUID onBehalfOf = row.getObject("on_behalf_of", UUID.class);
        return new Approval(
                row.getLong("id"),
                ReviewStage.valueOf(row.getString("stage")),
                new PersonId(row.getObject("person_id", UUID.class)),
                new Standing(
                        onBehalfOf == null ? null : new PersonId(onBehalfOf),
                        PersonId.set(row.getArray("behind"))),
                Approval.Verdict.valueOf(row.getString("verdict")),
                row.getString("comment"),
                remarks(row),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                Digest.ofComputed(row.getBytes("digest")));
    }
}
