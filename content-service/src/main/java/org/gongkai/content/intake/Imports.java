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
import org.gongkai.content.media.Alarm;
import org.gongkai.content.media.Assets;
import org.gongkai.content.media.FileDigest;
import org.gongkai.content.media.FileRefused;
import org.gongkai.content.media.Gate;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
    private final Alarm alarm;
    private final Originals originals;
    private final Kinds kinds;
    private final ImportRows rows;
    private final TransactionOperations transactions;

    Imports(
            DocumentImporter importer,
            Documents documents,
            Assets assets,
            Gate gate,
            Alarm alarm,
            Kinds kinds,
            ImportRows rows,
            TransactionOperations transactions) {
        this.importer = importer;
        this.documents = documents;
        this.assets = assets;
        this.gate = gate;
        this.alarm = alarm;
        this.originals = new Originals(assets);
        this.kinds = kinds;
        this.rows = rows;
        this.transactions = transactions;
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
        rows.refuseIfErased(target);
        Digest digest = FileDigest.of(file);
        Optional<ImportRows.Known> known = rows.known(target);
        if (known.isPresent() && known.get().file().equals(digest)) {
            return unchanged(known.get());
        }
        known.ifPresent(before -> rows.refuseIfOvertaken(target, before));
        scan(actor, target, file);
        Path pictures = Files.createTempDirectory("gongkai-import");
        try {
            Proposal read = importer.read(file, target.fileName(), pictures);
            Original original =
                    attach
                            ? originals.attach(actor, target.unit(), target.fileName(), file)
                            : Original.NONE;
            Proposal proposal = read.withWarnings(original.warnings());
            // Each in a transaction of its own: many at once would lock each other out.
            keep(actor, target.unit(), target.fileName(), proposal);
            return Objects.requireNonNull(
                    transactions.execute(
                            status -> write(actor, target, digest, proposal, original)));
        } finally {
            removeAll(pictures);
        }
    }

    private void scan(Actor actor, Target target, Path file) {
        try {
            gate.scan(file, target.fileName());
        } catch (FileRefused e) {
            alarm.raise(actor, target.unit(), target.fileName(), e);
            throw e;
        }
    }

    private Result write(
            Actor actor, Target target, Digest file, Proposal proposal, Original original) {
        rows.lock(target);
        Optional<ImportRows.Known> known = rows.known(target);
        if (known.isEmpty()) {
            Documents.Written created =
                    documents.create(
                            actor,
                            new NewDocument(
                                    target.kindOrUsual(kinds),
                                    target.section(),
                                    target.unit(),
                                    draft(target.kindOrUsual(kinds), proposal, original),
                                    target.key()));
            return remember(Outcome.CREATED, target, created, file, proposal);
        }
        if (known.get().file().equals(file)) {
            return unchanged(known.get());
        }
        Version seen = rows.refuseIfOvertaken(target, known.get());
        String kind = rows.kindOf(known.get().document());
        Documents.Written saved =
                documents.save(
                        actor, known.get().document(), seen, draft(kind, proposal, original));
        return remember(Outcome.UPDATED, target, saved, file, proposal);
    }

    private Draft draft(String kind, Proposal proposal, Original original) {
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
        rows.remember(target, written, file);
        return new Result(outcome, written.document(), proposal.title(), proposal.warnings());
    }

    private Result unchanged(ImportRows.Known known) {
        return new Result(
                Outcome.UNCHANGED, known.document(), rows.title(known.document()), List.of());
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
