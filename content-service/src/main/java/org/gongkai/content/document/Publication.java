package org.gongkai.content.document;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.audit.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What a release does to editions. Only the record of releases calls this, in the transaction that
 * marks the release; doing the same twice is harmless.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Publication {
    static final String BY = "system";

    private final JdbcClient jdbc;
    private final Editions editions;
    private final PublishedEditions published;
    private final AuditLog audit;
    private final ChangeLog changes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Publication(
            JdbcClient jdbc,
            Editions editions,
            PublishedEditions published,
            AuditLog audit,
            ChangeLog changes,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.editions = editions;
        this.published = published;
        this.audit = audit;
        this.changes = changes;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Keeps release sets, and all documents that a release changes, as they are until the
     * transaction ends. The record of a release begins with it, and every other command takes its
     * locks in the same order: sets, documents, then what all share.
     */
    public void settle(List<EditionId> editions, List<DocumentId> removed) {
        standStill();
        jdbc.sql(
                        """
                        select d.id from document d
                        where d.id = any(:removed) or d.id in (select document_id from edition where id = any(:editions))
                        order by d.id for update
                        """)
                .param("removed", removed.stream().map(DocumentId::value).toArray(UUID[]::new))
                .param("editions", editions.stream().map(EditionId::value).toArray(UUID[]::new))
                .query(UUID.class)
                .list();
    }

    /** Keeps release sets as they are; the first lock of whatever the record of releases does. */
    public void standStill() {
        jdbc.sql("select release_sets_stand_still()").query((row, n) -> true).single();
    }

    /**
     * Keeps editions from being recalled while a release makes them public, and their release sets
     * from being changed.
     *
     * @throws ReleaseOvertaken if one of them is no longer approved, or the rest of its release set
     *     does not go with it
     */
    public void reserve(List<EditionId> approved, long release) {
        if (approved.isEmpty()) {
            return;
        }
        // Whoever recalls one of them holds its document, and comes wholly before or after this.
        settle(approved, List.of());
        UUID[] ids = approved.stream().map(EditionId::value).toArray(UUID[]::new);
        int reserved =
                jdbc.sql(
                                """
                                update edition set release_number = :release,
                                    release_set = (select m.set_id from release_set_member m
                                                   where m.document_id = edition.document_id)
                                where id = any(:ids) and state = 'APPROVED'
                                """)
                        .param("release", release)
                        .param("ids", ids)
                        .update();
        if (reserved < ids.length) {
            throw new ReleaseOvertaken(ids.length - reserved);
        }
        List<String> apart = setsThatWouldGoInPart(release);
        if (!apart.isEmpty()) {
            throw new ReleaseOvertaken(apart);
        }
    }

    /**
     * The sets of which a release reserved some members, while others are neither public nor
     * reserved with them.
     */
    private List<String> setsThatWouldGoInPart(long release) {
        return jdbc.sql(
                        """
                        select s.name from release_set s
                        where s.id in (select e.release_set from edition e
                                       where e.release_number = :release and e.state = 'APPROVED')
                          and exists (select 1 from release_set_standing o join edition e on e.id = o.edition_id
                                      where o.set_id = s.id and o.readiness <> 'PUBLIC'
                                        and e.release_number is distinct from :release)
                        order by s.name
                        """)
                .param("release", release)
                .query((row, n) -> row.getString("name"))
                .list();
    }

    /** Lets editions be recalled again, because the release did not happen. */
    public void unreserve(long release) {
        settle(
                jdbc.sql(
                                "select id from edition where release_number = :release and state = 'APPROVED'")
                        .param("release", release)
                        .query((row, n) -> new EditionId(row.getObject(1, UUID.class)))
                        .list(),
                List.of());
        jdbc.sql(
                        "update edition set release_number = null, release_set = null where release_number = :release and state = 'APPROVED'")
                .param("release", release)
                .update();
    }

    /**
     * Marks editions public and those before them superseded. The release instant is their public
     * date. What is marked already is passed over.
     */
    public void published(List<EditionId> ids, long release, Instant at) {
        published.mark(ids, release, at);
    }

    /** Keeps an approved edition back, with what the conformance gate found. */
    public void held(EditionId id, long release, String reason) {
        Edition edition = approved(id);
        if (edition == null) {
            return;
        }
        jdbc.sql(
                        """
                        update edition set state = 'HELD', held_reason = :reason, release_number = null,
                            release_set = null, changed_at = :now, version = version + 1
                        where id = :id
                        """)
                .param("reason", reason)
                .param("now", Editions.timestamp(clock.instant()))
                .param("id", id.value())
                .update();
        audit.append(
                edition.document().toString(),
                BY,
                "held",
                Map.of(
                        "edition",
                        edition.number(),
                        "release",
                        release,
                        "reason",
                        new Words(reason)));
        change(ChangeLog.Kind.HELD, edition);
        moved(edition, EditionState.HELD, "held");
    }

    /**
     * Looks once more, before the switch, whether an earlier release can be gone back to.
     *
     * @throws ReleaseOvertaken if an edition was withdrawn meanwhile, or a next one is under way
     */
    public void reserveReversal(List<EditionId> takenBack, List<EditionId> restored) {
        if (takenBack.isEmpty()) {
            return;
        }
        settle(Stream.concat(takenBack.stream(), restored.stream()).toList(), List.of());
        int possible =
                jdbc.sql(
                                """
                                select count(*) from edition e
                                where ((e.id = any(:back) and e.state = 'PUBLISHED')
                                        or (e.id = any(:again) and e.state = 'SUPERSEDED'))
                                    and not exists (
                                        select from edition o where o.document_id = e.document_id
                                            and o.state in ('DRAFT', 'IN_REVIEW', 'RETURNED', 'APPROVED', 'HELD'))
                                """)
                        .param(
                                "back",
                                takenBack.stream().map(EditionId::value).toArray(UUID[]::new))
                        .param(
                                "again",
                                restored.stream().map(EditionId::value).toArray(UUID[]::new))
                        .query(Integer.class)
                        .single();
        int all = takenBack.size() + restored.size();
        if (possible < all) {
            throw new ReleaseOvertaken(all - possible);
        }
    }

    /**
     * Takes a public edition back, because an earlier release was gone back to: it is held until a
     * person lets it go. If a later edition of the document was begun, it is superseded instead, so
     * that the later one can go on.
     *
     * @return its document, empty if it was not public any more
     */
    public Optional<DocumentId> takenBack(EditionId id, long release) {
        Edition edition = in(id, EditionState.PUBLISHED);
        if (edition == null) {
            return Optional.empty();
        }
        boolean last =
                jdbc.sql("select latest from edition where id = :id")
                        .param("id", id.value())
                        .query(Boolean.class)
                        .single();
        if (last) {
            jdbc.sql(
                            """
                            update edition set state = 'HELD', held_reason = :reason, release_number = null, release_set = null,
                                published_at = null, changed_at = :now, version = version + 1
                            where id = :id
                            """)
                    .param(
                            "reason",
                            "BACK-1: release %d went back to an earlier one".formatted(release))
                    .param("now", Editions.timestamp(clock.instant()))
                    .param("id", id.value())
                    .update();
        } else {
            state(edition, EditionState.SUPERSEDED);
        }
        record(edition, "taken-back", release);
        change(last ? ChangeLog.Kind.HELD : ChangeLog.Kind.SUPERSEDED, edition);
        moved(
                edition,
                last ? EditionState.HELD : EditionState.SUPERSEDED,
                last ? "held" : "superseded");
        return Optional.of(edition.document());
    }

    /**
     * Makes a superseded edition public again, because an earlier release was gone back to; unless
     * its document was withdrawn meanwhile, which nothing undoes.
     *
     * @param back documents of which this release took an edition back
     */
    public void restored(EditionId id, long release, Set<DocumentId> back) {
        Edition edition = in(id, EditionState.SUPERSEDED);
        if (edition == null || !back.contains(edition.document())) {
            return;
        }
        jdbc.sql(
                        """
                        update edition set state = 'PUBLISHED', release_number = :release, changed_at = :now,
                            version = version + 1
                        where id = :id
                        """)
                .param("release", release)
                .param("now", Editions.timestamp(clock.instant()))
                .param("id", id.value())
                .update();
        record(edition, "restored", release);
        change(ChangeLog.Kind.PUBLISHED, edition);
        moved(edition, EditionState.PUBLISHED, "published");
    }

    /** Records that a document is gone from the site. */
    public void removed(DocumentId document, long release) {
        audit.append(document.toString(), BY, "removed", Map.of("release", release));
    }

    private @Nullable Edition approved(EditionId id) {
        return in(id, EditionState.APPROVED);
    }

    /** The edition, with its document locked; null if it is in another state. */
    private @Nullable Edition in(EditionId id, EditionState state) {
        jdbc.sql(
                        "select 1 from document d join edition e on e.document_id = d.id where e.id = :id for update of d")
                .param("id", id.value())
                .query(Integer.class)
                .optional();
        return editions.byId(id)
                .map(Editions.Stored::edition)
                .filter(edition -> edition.state() == state)
                .orElse(null);
    }

    private void state(Edition edition, EditionState state) {
        jdbc.sql(
                        "update edition set state = :state, changed_at = :now, version = version + 1 where id = :id")
                .param("state", state.name())
                .param("now", Editions.timestamp(clock.instant()))
                .param("id", edition.id().value())
                .update();
    }

    private void change(ChangeLog.Kind kind, Edition edition) {
        changes.append(kind, edition.document(), edition.id(), edition.digest());
    }

    /** The edition as it was before; it is the row that has the new state. */
    private void moved(Edition edition, EditionState to, String action) {
        events.publishEvent(
                new EditionMoved(
                        edition.document(),
                        edition.id(),
                        edition.state(),
                        to,
                        edition.stage(),
                        action,
                        BY));
    }

    private void record(Edition edition, String action, long release) {
        audit.append(
                List.of(
                        PublishedEditions.act(
                                edition.document(),
                                edition.number(),
                                edition.digest(),
                                action,
                                release)));
    }
}
