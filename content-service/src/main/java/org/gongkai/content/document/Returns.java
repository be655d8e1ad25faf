package org.gongkai.content.document;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Why documents came back: what the last reviewer said who returned them. Thread-safe. */
@Component
public class Returns {
    private final JdbcClient jdbc;

    Returns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What was said and by whom. */
    public record Said(String account, String comment) {}

    /**
     * Of each document whose latest edition was returned by a reviewer.
     *
     * @param documents those that the caller may show
     */
    @Transactional(readOnly = true)
    public Map<DocumentId, Said> of(Collection<DocumentId> documents) {
        Map<DocumentId, Said> said = new HashMap<>();
        jdbc.sql(
                        """
                        select e.document_id, p.account, a.comment
                        from unnest(:documents) d(id)
                            cross join lateral (select * from edition e where e.document_id = d.id order by e.number desc limit 1) e
                            cross join lateral (select * from approval a where a.edition_id = e.id order by a.at desc limit 1) a
                            join person p on p.id = a.person_id
                        where e.state = 'RETURNED' and a.verdict = 'RETURN'
                        """)
                .param("documents", documents.stream().map(DocumentId::value).toArray(UUID[]::new))
                .query(
                        row -> {
                            said.put(
                                    new DocumentId(row.getObject("document_id", UUID.class)),
                                    new Said(row.getString("account"), row.getString("comment")));
                        });
        return said;
    }
}
