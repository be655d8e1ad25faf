package org.gongkai.content.document;

import org.gongkai.content.audit.Words;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.Actor;
import org.gongkai.content.review.Approval;
import org.gongkai.content.review.Bypass;
import org.gongkai.content.review.Opinion;
import org.gongkai.content.review.ReviewStage;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Emergencies (应急发布, break-glass): legal, but visible. One person asks with a reason, a second
 * confirms, the stages passed over approve later, and every report shows it until they have
 * (invariant 2).
 */
@Service
public class Bypasses {
    private static final String SELECT =
            """
            select b.id, e.document_id, e.title, d.unit_key, e.number, e.state, b.digest, b.reason, b.requested_at,
                b.confirmed_at, r.name as requested_by, c.name as confirmed_by, b.stages,
                case when b.confirmed_by is null then '{}' else array(
                    select s from unnest(b.stages) with ordinality as t (s, n)
                    where not exists (select 1 from counting_approvals(e.id, b.digest) a where a.stage = s)
                    order by n) end as to_make_up
            from bypass b
                join edition e on e.id = b.edition_id
                join document d on d.id = e.document_id
                join person r on r.id = b.requested_by
                left join person c on c.id = b.confirmed_by
            where b.voided_at is null
            """;

    private final JdbcClient jdbc;
    private final DocumentHeads heads;
    private final Editions editions;
    private final BypassRows rows;
    private final Verdicts verdicts;
    private final Revisions revisions;
    private final Moves moves;
    private final Visibility visibility;
    private final Clock clock;

    Bypasses(
            JdbcClient jdbc,
            DocumentHeads heads,
            Editions editions,
            BypassRows rows,
            Verdicts verdicts,
            Revisions revisions,
            Moves moves,
            Visibility visibility,
            Clock clock) {
        this.jdbc = jdbc;
        this.heads = heads;
        this.editions = editions;
        this.rows = rows;
        this.verdicts = verdicts;
        this.revisions = revisions;
        this.moves = moves;
        this.visibility = visibility;
        this.clock = clock;
    }

    /**
     * Asks to publish exactly this content past the stages that have not approved it.
     *
     * @throws VerbRefused unless the edition is under review and the actor is an office reviewer or
     *     publisher who wrote nothing of it
     */
    @Transactional
    public Documents.Written request(Actor by, DocumentId id, Digest content, String reason) {
        Edition edition = moves.lock(by, id, null).edition();
        Map<String, Object> detail = new HashMap<>();
        return moves.move(
                by,
                edition,
                "asked for an emergency",
                detail,
                locked -> {
                    Bypass bypass =
                            locked.requestBypass(
                                    by, UUID.randomUUID(), content, reason, clock.instant());
                    detail.put("reason", new Words(bypass.reason()));
                    rows.insert(locked.id(), bypass);
                });
    }

    /**
     * Confirms it as the second person; the next release makes the edition public.
     *
     * @throws VerbRefused if nobody asked, or the actor asked, wrote, or approved a stage
     */
    @Transactional
    public Documents.Written confirm(Actor by, DocumentId id, Digest content) {
        Edition edition = moves.lock(by, id, null).edition();
        return moves.move(
                by,
                edition,
                "confirmed the emergency",
                Map.of(),
                locked -> {
                    Bypass confirmed = locked.confirmBypass(by, content, clock.instant());
                    rows.confirm(confirmed, by.id(), clock.instant());
                });
    }

    /**
     * Approves, after the fact, a stage that an emergency passed over.
     *
     * @throws VerbRefused if the stage has approved since, or the actor may not approve it
     */
    @Transactional
    public Emergency makeUp(
            Actor by, UUID bypass, ReviewStage stage, Digest content, Opinion opinion) {
        Emergency found = get(by, bypass);
        heads.lock(found.document());
        Edition edition =
                editions.byNumber(found.document(), found.edition())
                        .orElseThrow(() -> new NoSuchDocument(found.document()))
                        .edition();
        Approval approval = edition.makeUp(by, stage, content, opinion, clock.instant());
        Optional<Content> read = revisions.content(edition.digest());
        if (read.isEmpty() && !(opinion.comment().isBlank() && opinion.remarks().isEmpty())) {
            throw new RevisionErased(edition.digest());
        }
        read.ifPresent(text -> Places.require(text, opinion.remarks()));
        verdicts.insert(edition.id(), approval);
        Map<String, Object> detail = Verdicts.told(opinion);
        detail.put("stage", stage.name());
        moves.record(edition, by, "approved afterwards", detail);
        return get(by, bypass);
    }

    /**
     * The emergencies that this person may know of, the newest first.
     *
     * @param open only those with something to confirm or to make up
     */
    @Transactional(readOnly = true)
    public List<Emergency> report(Actor actor, boolean open) {
        return jdbc
                .sql(
                        SELECT
                                + " and (:overseer or d.unit_key = any(:units)) order by b.requested_at desc, b.id")
                .param("overseer", visibility.overseer(actor))
                .param("units", visibility.units(actor))
                .query((row, n) -> emergency(row))
                .stream()
                .filter(
                        emergency ->
                                !open
                                        || !emergency.toMakeUp().isEmpty()
                                        || (emergency.confirmedBy() == null
                                                && emergency.state() == EditionState.IN_REVIEW))
                .toList();
    }

    /** All emergencies, the oldest first, for the system; pages ask with an actor. */
    @Transactional(readOnly = true)
    public List<Emergency> all() {
        return jdbc.sql(SELECT + " order by b.requested_at, b.id")
                .query((row, n) -> emergency(row))
                .list();
    }

    @Nullable Emergency of(Edition edition) {
        return jdbc.sql(SELECT + " and b.edition_id = :edition")
                .param("edition", edition.id().value())
                .query((row, n) -> emergency(row))
                .optional()
                .orElse(null);
    }

    private Emergency get(Actor actor, UUID bypass) {
        Emergency found =
                jdbc.sql(SELECT + " and b.id = :id")
                        .param("id", bypass)
                        .query((row, n) -> emergency(row))
                        .optional()
                        .orElseThrow(() -> new NoSuchDocument(new DocumentId(bypass)));
        if (!visibility.overseer(actor)
                && !Arrays.asList(visibility.units(actor)).contains(found.unit())) {
            throw new NoSuchDocument(new DocumentId(bypass));
        }
        return found;
    }

    private static Emergency emergency(ResultSet row) throws SQLException {
        return new Emergency(
                row.getObject("id", UUID.class),
                new DocumentId(row.getObject("document_id", UUID.class)),
                row.getString("title"),
                row.getString("unit_key"),
                row.getInt("number"),
                EditionState.valueOf(row.getString("state")),
                Digest.ofComputed(row.getBytes("digest")).hex(),
                row.getString("reason"),
                row.getString("requested_by"),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                row.getString("confirmed_by"),
                Editions.instant(row, "confirmed_at"),
                Verdicts.stages(row.getArray("stages")),
                Verdicts.stages(row.getArray("to_make_up")));
    }
}
