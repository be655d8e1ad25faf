package org.gongkai.content.intake;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.Documents;
import org.gongkai.content.document.Draft;
import org.gongkai.content.document.NewDocument;
import org.gongkai.content.document.Version;
import org.gongkai.content.kind.Field;
import org.gongkai.content.kind.Kind;
import org.gongkai.content.kind.Kinds;
import org.gongkai.content.media.Assets;
import org.gongkai.content.media.FileDigest;
import org.gongkai.content.media.FileRefused;
import org.gongkai.content.media.Gate;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Imports files as drafts, one transaction each. A file is known again by section, unit and path:
 * the same bytes change nothing, other bytes become a new revision as long as nobody has touched
 * what the last import made. Thread-safe.
 */
@Service
class Imports {
    private final DocumentImporter importer;
    private final Documents documents;
    private final Assets assets;
    private final Gate gate;
    private final Originals originals;
    private final Kinds kinds;
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Clock clock;

    Imports(
            DocumentImporter importer,
            Documents documents,
            Assets assets,
            Gate gate,
            Kinds kinds,
            JdbcClient jdbc,
            TransactionOperations transactions,
            Clock clock) {
        this.importer = importer;
        this.documents = documents;
        this.assets = assets;
        this.gate = gate;
        this.originals = new Originals(assets);
        this.kinds = kinds;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What became of a file. */
    enum Outcome {
        CREATED,
        UPDATED,
        UNCHANGED
    }

    record Result(Outcome outcome, DocumentId document, String title, List<String> warnings) {}

    /**
     * Where a file belongs.
     *
     * @param path within the imported directory, with slashes
     * @param kind null takes the kind of the section's name, if a text alone makes one; else the
     *     usual one
     */
    record Target(String section, UnitKey unit, String path, @Nullable String kind) {
        Target {
            path = path.replace('\\', '/').strip();
            if (path.isEmpty() || path.length() > 1000 || path.indexOf('\0') >= 0) {
                throw new IllegalArgumentException(
                        "path: the file's place in its directory, at most 1000 characters");
            }
        }

        String key() {
            return section + "/" + unit + "/" + path;
        }

        String kindOrUsual(Kinds kinds) {
            return kind != null && !kind.isBlank()
                    ? kind
                    : kinds.find(section).filter(Kind::takesBareText).orElseGet(kinds::usual).key();
        }

        String fileName() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    private record Known(DocumentId document, Digest file, Digest revision) {}

    private record Latest(String title, String state, Digest revision, Version version) {}

    /**
     * Makes a body of HTML that was pasted; its pictures go into the unit's library.
     *
     * @throws NotAllowed if the actor is no editor of the unit
     * @throws FileRefused if nothing can be made of it
     */
    Proposal paste(Actor actor, UnitKey unit, String html) throws IOException {
        requireEditor(actor, unit);
        Path pictures = Files.createTempDirectory("gongkai-import");
        try {
            Proposal proposal = importer.paste(html, pictures);
            keep(actor, unit, "pasted", proposal);
            return proposal;
        } finally {
            removeAll(pictures);
        }
    }

    private static void requireEditor(Actor actor, UnitKey unit) {
        if (!actor.holds(Role.EDITOR, unit)) {
            throw new NotAllowed("Only an editor of the unit %s imports for it".formatted(unit));
        }
    }

    /**
     * Imports one file.
     *
     * @param attach whether the file itself is attached to the draft, too
     * @throws NotAllowed if the actor is no editor of the unit
     * @throws FileRefused if nothing can be made of it, or its draft has gone its own way
     */
    Result take(Actor actor, Target target, Path file, boolean attach) throws IOException {
        requireEditor(actor, target.unit());
        refuseIfErased(target);
        Digest digest = FileDigest.of(file);
        Optional<Known> known = known(target);
        if (known.isPresent() && known.get().file().equals(digest)) {
            return unchanged(known.get());
        }
        gate.scan(file, target.fileName());
        Path pictures = Files.createTempDirectory("gongkai-import");
        try {
            Proposal read = importer.read(file, target.fileName(), pictures);
            Original original =
                    attach
                            ? originals.attach(actor, target.unit(), target.fileName(), file)
                            : Original.NONE;
            Proposal proposal = read.withWarnings(original.warnings());
            return Objects.requireNonNull(
                    transactions.execute(
                            status -> write(actor, target, digest, proposal, original)));
        } finally {
            removeAll(pictures);
        }
    }

    private Result write(
            Actor actor, Target target, Digest file, Proposal proposal, Original original) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:key, 7016))")
                .param("key", target.key())
                .query((row, n) -> true)
                .single();
        Optional<Known> known = known(target);
        if (known.isEmpty()) {
            Documents.Written created =
                    documents.create(
                            actor,
                            new NewDocument(
                                    target.kindOrUsual(kinds),
                                    target.section(),
                                    target.unit(),
                                    draft(
                                            actor,
                                            target,
                                            target.kindOrUsual(kinds),
                                            proposal,
                                            original),
                                    target.key()));
            return remember(Outcome.CREATED, target, created, file, proposal);
        }
        if (known.get().file().equals(file)) {
            return unchanged(known.get());
        }
        Version seen = refuseIfOvertaken(target, known.get());
        String kind = kindOf(known.get().document());
        Documents.Written saved =
                documents.save(
                        actor,
                        known.get().document(),
                        seen,
                        draft(actor, target, kind, proposal, original));
        return remember(Outcome.UPDATED, target, saved, file, proposal);
    }

    private Draft draft(
            Actor actor, Target target, String kind, Proposal proposal, Original original) {
        keep(actor, target.unit(), target.fileName(), proposal);
        List<String> allowed =
                kinds.find(kind)
                        .map(found -> found.fields().stream().map(Field::key).toList())
                        .orElse(List.of());
        return new Draft(
                proposal.title(),
                proposal.body(),
                proposal.fields(allowed),
                proposal.tags().stream().limit(20).toList(),
                null,
                original.uses());
    }

    private void keep(Actor actor, UnitKey unit, String fileName, Proposal proposal) {
        for (Extracted.Picture picture : proposal.pictures()) {
            try (InputStream bytes = Files.newInputStream(picture.file())) {
                assets.add(actor, unit, pictureName(fileName, picture), bytes);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    /** A picture's name inside a document says nothing alone. */
    private static String pictureName(String fileName, Extracted.Picture picture) {
        String stem = fileName.replaceFirst("\\.[A-Za-z0-9]{1,9}$", "");
        return stem + "-" + picture.name().substring(picture.name().lastIndexOf('/') + 1);
    }

    private Result remember(
            Outcome outcome,
            Target target,
            Documents.Written written,
            Digest file,
            Proposal proposal) {
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
        return new Result(outcome, written.document(), proposal.title(), proposal.warnings());
    }

    /** An erased document keeps of its file's place only a digest, by which it is known again. */
    private void refuseIfErased(Target target) {
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
    private Version refuseIfOvertaken(Target target, Known known) {
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

    private Result unchanged(Known known) {
        return new Result(
                Outcome.UNCHANGED, known.document(), latest(known.document()).title(), List.of());
    }

    private Optional<Known> known(Target target) {
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

    private String kindOf(DocumentId document) {
        return jdbc.sql("select kind from document where id = :document")
                .param("document", document.value())
                .query(String.class)
                .single();
    }

    private static void removeAll(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(directory);
    }
}
