package org.gongkai.content.media;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.audit.Words;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.html.TitleText;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.util.unit.DataSize;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The media library. A file is on the disk before its row is in the database, so that a crash
 * leaves at worst a file that nobody names, which {@link #sweep} finds; what was acknowledged is
 * there. Thread-safe.
 */
@Service
public class Assets {
    private static final int LONGEST_NAME = 200;
    private static final Duration UNNAMED_FILES_STAY = Duration.ofDays(1);
    private static final RowMapper<Asset> ASSET =
            (row, n) ->
                    new Asset(
                            Digest.ofComputed(row.getBytes("sha256")),
                            row.getString("media_type"),
                            row.getLong("bytes"),
                            row.getObject("width", Integer.class),
                            row.getObject("height", Integer.class));

    private final FileStore store;
    private final FileTypes types;
    private final MediaSettings settings;
    private final Pictures pictures;
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final AuditLog audit;
    private final Clock clock;

    Assets(
            FileStore store,
            FileTypes types,
            MediaSettings settings,
            Pictures pictures,
            JdbcClient jdbc,
            TransactionOperations transactions,
            AuditLog audit,
            Clock clock) {
        this.store = store;
        this.types = types;
        this.settings = settings;
        this.pictures = pictures;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.audit = audit;
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
     */
    public Asset add(Actor actor, UnitKey unit, String name, InputStream bytes) {
        if (!actor.holds(Role.EDITOR, unit)) {
            throw new NotAllowed(
                    "Only an editor of the unit %s adds files to its media library"
                            .formatted(unit));
        }
        String fileName = fileName(name);
        try (Incoming incoming = store.receive(bytes, settings.largest().toBytes())) {
            String mediaType = mediaType(incoming, fileName);
            if (!mediaType.equals(Pictures.DRAWING)) {
                return take(incoming, mediaType, actor, unit, fileName, Set.of());
            }
            Pictures.Cleaned cleaned = pictures.clean(incoming.path(), fileName);
            try (Incoming clean =
                    store.receive(
                            new ByteArrayInputStream(cleaned.bytes()),
                            settings.largest().toBytes())) {
                return take(clean, mediaType, actor, unit, fileName, cleaned.removed());
            }
        } catch (FileStore.TooManyBytes e) {
            throw new FileRefused(
                    FileRefused.Reason.TOO_LARGE,
                    "“%s” is larger than %s. Make it smaller, or have an administrator raise gongkai.media.largest."
                            .formatted(fileName, readable(settings.largest())));
        } catch (IOException e) {
            throw new UncheckedIOException("“%s” could not be stored".formatted(fileName), e);
        }
    }

    private Asset take(
            Incoming incoming,
            String mediaType,
            Actor actor,
            UnitKey unit,
            String fileName,
            Set<String> removed) {
        Asset asset = look(incoming, mediaType, fileName);
        transactions.executeWithoutResult(
                status -> keep(incoming, actor, unit, fileName, asset, removed));
        return find(asset.sha256()).orElse(asset);
    }

    private String mediaType(Incoming incoming, String fileName) {
        if (incoming.bytes() == 0) {
            throw new FileRefused(
                    FileRefused.Reason.EMPTY,
                    "“%s” is empty. Send the file again.".formatted(fileName));
        }
        String mediaType = types.of(incoming.path(), fileName);
        if (!settings.allowed().contains(mediaType)) {
            throw new FileRefused(
                    FileRefused.Reason.UNSUPPORTED,
                    "“%s” is %s, which the media library does not take.%s It takes %s."
                            .formatted(
                                    fileName,
                                    mediaType,
                                    Pictures.remedy(mediaType),
                                    String.join(", ", settings.allowed())));
        }
        return mediaType;
    }

    private Asset look(Incoming incoming, String mediaType, String fileName) {
        if (!mediaType.startsWith("image/")) {
            return new Asset(incoming.digest(), mediaType, incoming.bytes(), null, null);
        }
        Pictures.Size size = size(incoming, fileName, mediaType);
        return new Asset(
                incoming.digest(), mediaType, incoming.bytes(), size.width(), size.height());
    }

    private Pictures.Size size(Incoming incoming, String fileName, String mediaType) {
        Pictures.Size size = pictures.look(incoming.path(), mediaType, fileName);
        if (size.pixels() > settings.mostPixels()) {
            throw new FileRefused(
                    FileRefused.Reason.TOO_COMPLEX,
                    "“%s” has %d × %d pixels; at most %,d in all are taken. Make the picture smaller."
                            .formatted(
                                    fileName, size.width(), size.height(), settings.mostPixels()));
        }
        return size;
    }

    /** The file before its row, and no erasure of the same bytes in between. */
    private void keep(
            Incoming incoming,
            Actor actor,
            UnitKey unit,
            String fileName,
            Asset asset,
            Set<String> removed) {
        lock("pg_advisory_xact_lock_shared", asset.sha256());
        try {
            incoming.keep();
        } catch (IOException e) {
            throw new UncheckedIOException("“%s” could not be stored".formatted(fileName), e);
        }
        record(actor, unit, fileName, asset, removed);
    }

    private void record(
            Actor actor, UnitKey unit, String fileName, Asset asset, Set<String> removed) {
        OffsetDateTime at = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        jdbc.sql(
                        """
                        insert into asset (sha256, media_type, bytes, width, height, uploaded_by, uploaded_at)
                        values (:sha256, :mediaType, :bytes, :width, :height, :by, :at) on conflict do nothing
                        """)
                .param("sha256", asset.sha256().bytes())
                .param("mediaType", asset.mediaType())
                .param("bytes", asset.bytes())
                .param("width", asset.width())
                .param("height", asset.height())
                .param("by", actor.id().value())
                .param("at", at)
                .update();
        int changed =
                jdbc.sql(
                                """
                                insert into unit_asset (unit_key, sha256, file_name, uploaded_by, uploaded_at)
                                values (:unit, :sha256, :fileName, :by, :at)
                                on conflict (unit_key, sha256) do update set file_name = excluded.file_name
                                where unit_asset.file_name <> excluded.file_name
                                """)
                        .param("unit", unit.value())
                        .param("sha256", asset.sha256().bytes())
                        .param("fileName", fileName)
                        .param("by", actor.id().value())
                        .param("at", at)
                        .update();
        if (changed > 0) {
            Map<String, Object> detail =
                    new HashMap<>(
                            Map.of(
                                    "sha256", asset.sha256().hex(),
                                    "unit", unit.value(),
                                    "fileName", new Words(fileName),
                                    "bytes", asset.bytes()));
            if (!removed.isEmpty()) {
                detail.put("removed", new Words(String.join(", ", removed)));
            }
            audit.append(AuditLog.SYSTEM, actor.account(), "uploaded", detail);
        }
    }

    /** What the media library knows of these bytes. */
    public Optional<Asset> find(Digest sha256) {
        return jdbc.sql("select * from asset where sha256 = :sha256")
                .param("sha256", sha256.bytes())
                .query(ASSET)
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
                .query(ASSET)
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
        for (Digest digest : old) {
            store.remove(digest);
        }
        return old;
    }

    /**
     * Erases the bytes of an asset that the database has erased; repeating it is harmless. What
     * somebody has uploaded again since stays.
     */
    public void erase(Digest sha256) {
        transactions.executeWithoutResult(
                status -> {
                    lock("pg_advisory_xact_lock", sha256);
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

    private void lock(String how, Digest sha256) {
        jdbc.sql("select " + how + "(hashtextextended(:sha256, 7020))")
                .param("sha256", sha256.hex())
                .query((row, n) -> true)
                .single();
    }

    /** The last part of a name as one clean line, cut to a length that every file system takes. */
    static String fileName(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String clean = TitleText.of(last);
        if (clean.isEmpty() || clean.equals(".") || clean.equals("..")) {
            return "file";
        }
        String extension = FileTypes.extension(clean);
        return clean.length() <= LONGEST_NAME
                ? clean
                : clean.substring(0, LONGEST_NAME - extension.length()).strip() + extension;
    }

    private static String readable(DataSize size) {
        return size.toMegabytes() >= 1 ? size.toMegabytes() + " MB" : size.toKilobytes() + " KB";
    }
}
