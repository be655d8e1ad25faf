package org.gongkai.content.reading;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * Notes which bytes of a document a person opened last. It proves no reading; it keeps a person
 * from approving by a tick in a list what was never on the screen. Thread-safe.
 */
@Component
public class Readings {
    private final JdbcClient jdbc;
    private final Clock clock;

    Readings(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Notes that these bytes are on this person's screen. */
    @Transactional
    public void note(Actor actor, UUID document, Digest digest) {
        jdbc.sql(
                        """
                        insert into reading (person_id, document_id, digest, at)
                        values (:person, :document, :digest, :at)
                        on conflict (person_id, document_id) do update set digest = excluded.digest, at = excluded.at
                        where reading.digest <> excluded.digest
                        """)
                .param("person", actor.id().value())
                .param("document", document)
                .param("digest", digest.bytes())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Whether these very bytes are what the person opened last of the document. */
    @Transactional(readOnly = true)
    public boolean noted(Actor actor, UUID document, Digest digest) {
        return jdbc.sql(
                        """
                        select exists (select 1 from reading
                            where person_id = :person and document_id = :document and digest = :digest)
                        """)
                .param("person", actor.id().value())
                .param("document", document)
                .param("digest", digest.bytes())
                .query(Boolean.class)
                .single();
    }
}
