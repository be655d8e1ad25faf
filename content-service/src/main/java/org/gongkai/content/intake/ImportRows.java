package org.gongkai.content.intake;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.Documents;
import org.gongkai.content.document.Version;
import org.gongkai.content.intake.Imports.Target;
import org.gongkai.content.media.FileRefused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Which file became which document, and what has become of that since. */
@Component
class ImportRows {
    private final JdbcClient jdbc;
    private final Clock clock;

    ImportRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Known(DocumentId document, Digest file, Digest revision) {}

    private record Latest(String title, String state, Digest revision, Version version) {}

    /** One import of a file at a time, until the transaction ends. */
    void lock(Target target) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:key, 7016))")
                .param("key", target.key())
                .query((row, n) -> true)
                .single();
    }

    void remember(Target target, Documents.Written written, Digest file) {
        jdbc.sql(
                        """
                        insert into imported_file (import_key, document_id, file_sha256, digest, imported_at)
                        values (:key, :document, :file, :digest, :at)
                        on conflict (import_key) do update
                        set file_sha256 = excluded.file_sha256, digest = excluded.digest, imported_at = excluded.imported_at
                        """)
                .param("key", target.key())
                .param("document", written.document().value())
                .param("file", file.bytes())
                .param("digest", written.digest().bytes())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** An erased document keeps of its file's place only a digest, by which it is known again. */
    void refuseIfErased(Target target) {
        jdbc.sql("select document_id from imported_file where import_key = erased_key(:key)")
                .param("key", target.key())
                .query(UUID.class)
                .optional()
                .ifPresent(
                        document -> {
                            throw new FileRefused(
                                    FileRefused.Reason.OVERTAKEN,
                                    "“%s” was imported as document %s, which was withdrawn for privacy and erased. If the file says nothing of that any more, import it under another name."
                                            .formatted(target.path(), document));
                        });
    }

    /** The version that nobody has edited since the last import. */
    Version refuseIfOvertaken(Target target, Known known) {
        Latest latest = latest(known.document());
        boolean untouched = latest.revision().equals(known.revision());
        if (!untouched || !List.of("DRAFT", "RETURNED", "PUBLISHED").contains(latest.state())) {
            throw new FileRefused(
                    FileRefused.Reason.OVERTAKEN,
                    "“%s” changed since it was imported as “%s” (document %s), but that %s. Change the document by hand, or import the file under another name."
                            .formatted(
                                    target.path(),
                                    latest.title(),
                                    known.document(),
                                    untouched
                                            ? "is " + latest.state() + " now"
                                            : "was edited since"));
        }
        return latest.version();
    }

    Optional<Known> known(Target target) {
        return jdbc.sql(
                        "select document_id, file_sha256, digest from imported_file where import_key = :key")
                .param("key", target.key())
                .query(
                        (row, n) ->
                                new Known(
                                        new DocumentId(row.getObject("document_id", UUID.class)),
                                        Digest.ofComputed(row.getBytes("file_sha256")),
                                        Digest.ofComputed(row.getBytes("digest"))))
                .optional();
    }

    private Latest latest(DocumentId document) {
        return jdbc.sql(
                        """
                        select title, state, digest, number, version from edition
                        where document_id = :document order by number desc limit 1
                        """)
                .param("document", document.value())
                .query(
                        (row, n) ->
                                new Latest(
                                        row.getString("title"),
                                        row.getString("state"),
                                        Digest.ofComputed(row.getBytes("digest")),
                                        new Version(row.getInt("number"), row.getLong("version"))))
                .single();
    }

    String title(DocumentId document) {
        return latest(document).title();
    }

    String kindOf(DocumentId document) {
        return jdbc.sql("select kind from document where id = :document")
                .param("document", document.value())
                .query(String.class)
                .single();
    }
}
