package org.gongkai.content.releaseset;

import org.gongkai.content.document.ContentRefused;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.DocumentQueries;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.UnitKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Which interpretation waits for which policy (POL-2). */
@Component
class InterpretedPolicies {
    private static final String PLACE = "fields.interprets";

    private final JdbcClient jdbc;
    private final DocumentQueries queries;

    InterpretedPolicies(JdbcClient jdbc, DocumentQueries queries) {
        this.jdbc = jdbc;
        this.queries = queries;
    }

    /** A policy that is not public. */
    record Policy(DocumentId document, UnitKey unit, String title) {}

    /** A policy that is not public, and a member of the same set that explains it. */
    record Pair(DocumentId interpretation, DocumentId policy) {}

    /**
     * The policy that a document explains.
     *
     * @throws ContentRefused if it explains none, or one that is public
     */
    Policy waitingPolicyOf(Actor by, DocumentId interpretation) {
        String interprets = queries.view(by, interpretation).content().fields().get("interprets");
        if (interprets == null) {
            throw new ContentRefused(
                    "POL-1",
                    PLACE,
                    "Document " + interpretation + " names no policy that it explains.");
        }
        UUID id = id(interprets);
        if (live(id)) {
            throw new ContentRefused(
                    "POL-2",
                    PLACE,
                    "The policy "
                            + id
                            + " is public already, so nothing has to wait for it: submit the interpretation as it is.");
        }
        return find(id).orElseThrow(
                        () ->
                                new ContentRefused(
                                        "POL-1",
                                        PLACE,
                                        "There is no policy document with the id " + id + "."));
    }

    /** The members that are handed in and explain a member which is not public yet. */
    List<Pair> handedIn(ReleaseSetId set) {
        return jdbc.sql(
                        """
                        select m.document_id, p.document_id as policy
                        from release_set_member m
                            join document d on d.id = m.document_id and d.kind = 'interpretation'
                            join edition e on e.document_id = d.id and e.latest and e.state in ('IN_REVIEW', 'APPROVED', 'HELD')
                            join revision r on r.digest = e.digest
                            join release_set_member p on p.set_id = m.set_id
                                and p.document_id::text = convert_from(r.canonical, 'UTF8')::json #>> '{fields,interprets}'
                        where m.set_id = :set
                            and not exists (select 1 from edition l where l.document_id = p.document_id and l.state = 'PUBLISHED')
                        order by m.document_id
                        """)
                .param("set", set.value())
                .query(
                        (row, n) ->
                                new Pair(
                                        new DocumentId(row.getObject("document_id", UUID.class)),
                                        new DocumentId(row.getObject("policy", UUID.class))))
                .list();
    }

    private static UUID id(String interprets) {
        try {
            return UUID.fromString(interprets);
        } catch (IllegalArgumentException e) {
            throw new ContentRefused(
                    "KIND-FIELD", PLACE, "“" + interprets + "” is not a document's id.");
        }
    }

    private boolean live(UUID policy) {
        return jdbc.sql(
                        "select exists (select 1 from edition where document_id = :id and state = 'PUBLISHED')")
                .param("id", policy)
                .query(Boolean.class)
                .single();
    }

    private Optional<Policy> find(UUID id) {
        return jdbc.sql(
                        """
                        select d.unit_key, e.title
                        from document d join edition e on e.document_id = d.id and e.latest
                        where d.id = :id and d.kind = 'policy'
                        """)
                .param("id", id)
                .query(
                        (row, n) ->
                                new Policy(
                                        new DocumentId(id),
                                        new UnitKey(row.getString("unit_key")),
                                        row.getString("title")))
                .optional();
    }
}
