package org.gongkai.content.library;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.audit.Words;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.Page;
import org.gongkai.content.media.Assets;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** What editors change in their unit's library. Thread-safe. */
@Service
public class Library {
    /** How many documents a refusal names. */
    private static final int NAMED = 5;

    private final LibraryQueries queries;
    private final Uses uses;
    private final Assets assets;
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final AuditLog audit;
    private final Clock clock;

    Library(
            LibraryQueries queries,
            Uses uses,
            Assets assets,
            JdbcClient jdbc,
            TransactionOperations transactions,
            AuditLog audit,
            Clock clock) {
        this.queries = queries;
        this.uses = uses;
        this.assets = assets;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Says what a file is. Documents that use it stay as they are.
     *
     * @param version of what was read before; null for whatever there is
     * @throws NotAllowed if the actor is no editor of the unit
     * @throws NoSuchFile if the library does not have it
     * @throws AboutChanged if somebody else was faster
     */
    public void describe(
            Actor actor, UnitKey unit, Digest sha256, @Nullable Long version, About about) {
        requireEditor(actor, unit);
        transactions.executeWithoutResult(
                status -> {
                    int changed =
                            jdbc.sql(
                                            """
                                            update unit_asset set alt = :alt, source = :source, rights = :rights, rights_note = :note,
                                                about_version = about_version + 1, about_by = :by, about_at = :at
                                            where unit_key = :unit and sha256 = :sha256
                                                and (cast(:version as bigint) is null or about_version = :version)
                                            """)
                                    .param("alt", about.alt())
                                    .param("source", about.source())
                                    .param("rights", about.rights().name())
                                    .param("note", about.rightsNote())
                                    .param("by", actor.id().value())
                                    .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                                    .param("unit", unit.value())
                                    .param("sha256", sha256.bytes())
                                    .param("version", version)
                                    .update();
                    if (changed == 0) {
                        Item current = find(actor, unit, sha256);
                        throw new AboutChanged(current, version == null ? 0 : version);
                    }
                    audit.append(
                            AuditLog.SYSTEM,
                            actor.account(),
                            "file described",
                            Map.of(
                                    "sha256",
                                    sha256.hex(),
                                    "unit",
                                    unit.value(),
                                    "alt",
                                    new Words(about.alt()),
                                    "source",
                                    new Words(about.source()),
                                    "rights",
                                    about.rights().name(),
                                    "rightsNote",
                                    new Words(about.rightsNote())));
                });
    }

    /**
     * Removes a file from a unit's library. Its bytes go, too, once no library has it; a crash
     * before that leaves bytes that nothing names, which the sweep finds.
     *
     * @throws NotAllowed if the actor is no editor of the unit
     * @throws NoSuchFile if the library does not have it
     * @throws FileInUse if a revision of a document of the unit uses it, or it shows that a share
     *     of an assignment is done
     */
    public void remove(Actor actor, UnitKey unit, Digest sha256) {
        requireEditor(actor, unit);
        assets.alone(
                sha256,
                () -> {
                    lock(sha256);
                    Item file = find(actor, unit, sha256);
                    requireUnused(unit, file);
                    delete(unit, sha256);
                    audit.append(
                            AuditLog.SYSTEM,
                            actor.account(),
                            "file removed",
                            Map.of(
                                    "sha256", sha256.hex(),
                                    "unit", unit.value(),
                                    "fileName", new Words(file.fileName()),
                                    "bytes", file.asset().bytes()));
                });
        assets.erase(sha256);
    }

    /** Whoever is about to use it has finished, or finds it gone. */
    private void lock(Digest sha256) {
        jdbc.sql("select from asset where sha256 = :sha256 for update")
                .param("sha256", sha256.bytes())
                .query((row, n) -> true)
                .optional();
    }

    private void requireUnused(UnitKey unit, Item file) {
        Page<Use> found = uses.within(unit, file.asset().sha256(), NAMED);
        if (found.total() > 0) {
            throw new FileInUse(file.fileName(), found.items(), file.documents());
        }
        List<String> assignments =
                jdbc.sql(
                                """
                                select distinct c.title || ' #' || a.number from evidence v
                                    join assignment a on a.id = v.assignment_id join campaign c on c.key = a.campaign_key
                                where v.unit_key = :unit and v.sha256 = :sha256 and v.retracted_at is null order by 1
                                """)
                        .param("unit", unit.value())
                        .param("sha256", file.asset().sha256().bytes())
                        .query((row, n) -> row.getString(1))
                        .list();
        if (!assignments.isEmpty()) {
            throw new FileInUse(file.fileName(), assignments);
        }
    }

    private void delete(UnitKey unit, Digest sha256) {
        jdbc.sql("delete from unit_asset where unit_key = :unit and sha256 = :sha256")
                .param("unit", unit.value())
                .param("sha256", sha256.bytes())
                .update();
        jdbc.sql("select forget_file(:sha256)")
                .param("sha256", sha256.bytes())
                .query((row, n) -> true)
                .single();
    }

    private Item find(Actor actor, UnitKey unit, Digest sha256) {
        return queries.find(actor, unit, sha256).orElseThrow(() -> new NoSuchFile(unit, sha256));
    }

    private static void requireEditor(Actor actor, UnitKey unit) {
        if (!actor.holds(Role.EDITOR, unit)) {
            throw new NotAllowed(
                    "Only an editor of the unit %s changes its media library".formatted(unit));
        }
    }
}
