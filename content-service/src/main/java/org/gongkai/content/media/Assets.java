package org.gongkai.content.media;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The media library. A file is on the disk before its row is in the database, so that a crash
 * leaves at worst a file that nobody names, which {@link #sweep} finds; what was acknowledged is
 * there. Thread-safe.
 */
@Service
public class Assets {
    private static final Duration UNNAMED_FILES_STAY = Duration.ofDays(1);
    private static final UUID NO_UPLOAD = new UUID(0, 0);
    private static final Keeping KEPT = new Keeping(NO_UPLOAD, asset -> {});

    private final FileStore store;
    private final Reception reception;
    private final Quotas quotas;
    private final Alarm alarm;
    private final AssetRows rows;
    private final FilmRows films;
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Clock clock;

    Assets(
            FileStore store,
            Reception reception,
            Quotas quotas,
            Alarm alarm,
            JdbcClient jdbc,
            TransactionOperations transactions,
            AuditLog audit,
            Clock clock) {
        this.store = store;
        this.reception = reception;
        this.quotas = quotas;
        this.alarm = alarm;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.rows = new AssetRows(jdbc, audit);
        this.films = new FilmRows(jdbc);
        this.clock = clock;
    }

    /**
     * Takes a file into a unit's media library. When this returns, file and row survive a crash.
     * The same bytes again are no error: the unit has them once, under the newest name. Of a
     * drawing, what is kept, and what gives the digest, is what cleaning leaves of it.
     *
     * @param name the name that the file came with; only its last part is used
     * @throws NotAllowed if the actor is no editor of the unit
     * @throws FileRefused if the file is not taken
     * @throws org.gongkai.content.scan.ScannerAway if it cannot be judged now
     */
    public Asset add(Actor actor, UnitKey unit, String name, InputStream bytes) {
        return take(actor, unit, name, () -> reception.receive(bytes, name), KEPT);
    }

    /**
     * The same for a file that lies on this machine, and stays there.
     *
     * @param upload has reserved room for it
     * @param alongside is done in the same transaction
     */
    public Asset add(
            Actor actor,
            UnitKey unit,
            String name,
            Path file,
            UUID upload,
            Consumer<Asset> alongside) {
        return take(
                actor,
                unit,
                name,
                () -> reception.adopt(file, name),
                new Keeping(upload, alongside));
    }

    private record Keeping(UUID upload, Consumer<Asset> alongside) {}

    private Asset take(
            Actor actor,
            UnitKey unit,
            String name,
            Supplier<Reception.Received> arrival,
            Keeping keeping) {
        requireEditor(actor, unit);
        try (Reception.Received received = arrival.get()) {
            received.incoming().sendAhead();
            transactions.executeWithoutResult(status -> keep(actor, unit, received, keeping));
            return find(received.asset().sha256()).orElse(received.asset());
        } catch (FileRefused e) {
            alarm.raise(actor, unit, name, e);
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("“%s” could not be stored".formatted(name), e);
        }
    }

    /**
     * Says before a file comes whether it could be taken at all; within a transaction.
     *
     * @throws NotAllowed if the actor is no editor of the unit
     * @throws FileRefused if it is too large, or the library has no room for it
     */
    public void requireRoom(Actor actor, UnitKey unit, String name, long bytes) {
        requireEditor(actor, unit);
        reception.requireSize(bytes, name);
        quotas.require(unit, bytes, Reception.fileName(name), NO_UPLOAD);
    }

    private static void requireEditor(Actor actor, UnitKey unit) {
        if (!actor.holds(Role.EDITOR, unit)) {
            throw new NotAllowed(
                    "Only an editor of the unit %s adds files to its media library"
                            .formatted(unit));
        }
    }

    /** The file before its row, and no erasure of the same bytes in between. */
    private void keep(Actor actor, UnitKey unit, Reception.Received received, Keeping keeping) {
        Asset asset = received.asset();
        String fileName = received.fileName();
        lock("pg_advisory_xact_lock_shared", asset.sha256());
        if (fileName(unit, asset.sha256()).isEmpty()) {
            quotas.require(unit, asset.bytes(), fileName, keeping.upload());
        }
        keep(received.incoming(), fileName);
        rows.record(actor, unit, fileName, asset, received.passed(), clock.instant());
        if (asset.video()) {
            films.add(asset.sha256(), received.duration());
        }
        keeping.alongside().accept(asset);
    }

    /**
     * Keeps a file that the system has made. It is in nobody's library; its row keeps it from the
     * sweep.
     *
     * @param file stays the caller's
     * @param alongside is done in the same transaction
     */
    public Asset keepMade(Actor actor, Path file, String mediaType, Consumer<Asset> alongside) {
        try (Incoming incoming = store.adopt(file)) {
            incoming.sendAhead();
            Asset asset = new Asset(incoming.digest(), mediaType, incoming.bytes(), null, null);
            transactions.executeWithoutResult(
                    status -> {
                        lock("pg_advisory_xact_lock_shared", asset.sha256());
                        keep(incoming, file.toString());
                        rows.bytes(actor, asset, clock.instant());
                        alongside.accept(asset);
                    });
            return asset;
        } catch (IOException e) {
            throw new UncheckedIOException("“%s” could not be stored".formatted(file), e);
        }
    }

    private static void keep(Incoming incoming, String name) {
        try {
            incoming.keep();
        } catch (IOException e) {
            throw new UncheckedIOException("“%s” could not be stored".formatted(name), e);
        }
    }

    /**
     * Says of a video what it was made of; within the transaction that adds it.
     *
     * @param original the digest of the file that was sent
     */
    public void made(Digest video, Digest original, boolean converted, @Nullable Digest poster) {
        films.made(video, original, converted, poster);
    }

    /** What is known of a video beside its size; empty for anything else. */
    public Optional<Film> film(Digest sha256) {
        return films.find(sha256);
    }

    /** The video in the unit's library that was made of those bytes before. */
    public Optional<Asset> madeOf(UnitKey unit, Digest original) {
        return films.madeOf(unit, original);
    }

    /** How much of its room a unit's library takes. */
    public Room room(UnitKey unit) {
        return quotas.room(unit, NO_UPLOAD);
    }

    /** What was found inside an asset when it was taken. */
    public List<Finding> findings(Digest sha256) {
        return rows.findings(sha256);
    }

    /** What the media library knows of these bytes. */
    public Optional<Asset> find(Digest sha256) {
        return jdbc.sql("select * from asset where sha256 = :sha256")
                .param("sha256", sha256.bytes())
                .query(AssetRows.ASSET)
                .optional();
    }

    /**
     * The asset if the actor may see it: units see what is in their library; office and municipal
     * reviewers, publishers and supervisors see what anything submitted or public uses.
     */
    public Optional<Asset> find(Actor actor, Digest sha256) {
        boolean overseer =
                List.of(
                                Role.OFFICE_REVIEWER,
                                Role.MUNICIPAL_REVIEWER,
                                Role.PUBLISHER,
                                Role.SUPERVISOR)
                        .stream()
                        .anyMatch(actor::holds);
        return jdbc.sql(
                        """
                        select a.* from asset a where a.sha256 = :sha256 and (
                            exists (select 1 from unit_asset u
                                    where u.sha256 = a.sha256 and u.unit_key = any(:units))
                            or (:overseer and exists (
                                select 1 from revision_asset r
                                join edition_revision v on v.digest = r.digest
                                join edition e on e.id = v.edition_id
                                where r.sha256 = a.sha256
                                    and (v.handed_in_at is not null or v.ordinal = e.handed_in_revision))))
                        """)
                .param("sha256", sha256.bytes())
                .param("units", actor.units().stream().map(UnitKey::value).toArray(String[]::new))
                .param("overseer", overseer)
                .query(AssetRows.ASSET)
                .optional();
    }

    /** The name under which a unit knows the asset. */
    public Optional<String> fileName(UnitKey unit, Digest sha256) {
        return jdbc.sql(
                        "select file_name from unit_asset where unit_key = :unit and sha256 = :sha256")
                .param("unit", unit.value())
                .param("sha256", sha256.bytes())
                .query(String.class)
                .optional();
    }

    /** The bytes. */
    public Optional<Resource> open(Digest sha256) {
        return store.open(sha256);
    }

    /**
     * Removes files that no row names: what a crash between file and row left. Young ones stay,
     * because their row may be on its way.
     *
     * @return what was removed
     */
    public List<Digest> sweep() throws IOException {
        Instant before = clock.instant().minus(UNNAMED_FILES_STAY);
        List<Digest> old = new ArrayList<>();
        store.each(
                (digest, kept) -> {
                    if (kept.isBefore(before) && find(digest).isEmpty()) {
                        old.add(digest);
                    }
                });
        old.forEach(this::erase);
        return old;
    }

    /**
     * Erases the bytes of an asset that the database has erased; repeating it is harmless. What
     * somebody has uploaded again since stays.
     */
    public void erase(Digest sha256) {
        alone(
                sha256,
                () -> {
                    if (find(sha256).isEmpty()) {
                        try {
                            store.remove(sha256);
                        } catch (IOException e) {
                            throw new UncheckedIOException(
                                    "File %s could not be erased".formatted(sha256), e);
                        }
                    }
                });
    }

    /** Does something in a transaction, while nobody takes these bytes in or erases them. */
    public void alone(Digest sha256, Runnable work) {
        transactions.executeWithoutResult(
                status -> {
                    lock("pg_advisory_xact_lock", sha256);
                    work.run();
                });
    }

    private void lock(String how, Digest sha256) {
        jdbc.sql("select " + how + "(hashtextextended(:sha256, 7020))")
                .param("sha256", sha256.hex())
                .query((row, n) -> true)
                .single();
    }
}
