package org.gongkai.content.releaseset;

import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.Page;
import org.gongkai.content.document.Visibility;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.review.ReviewStage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Release sets as people see them. A set is seen by whoever keeps it, made it or may see one of its
 * members; of the members whom that person may not see there is only the unit and where they stand.
 */
@Service
@Transactional(readOnly = true)
public class ReleaseSetQueries {
    private static final String MEMBER =
            """
            exists (select 1 from release_set_member m
                        join document d on d.id = m.document_id
                        join edition e on e.document_id = d.id and e.latest
                    where m.set_id = s.id and %s)
            """
                    .formatted(Visibility.CONDITION);
    private static final String SEEN =
            "(s.created_by = :person or s.unit_key = any(:units) or (s.unit_key is null and :office) or "
                    + MEMBER
                    + ")";

    /** Sets of which something passed its review, and nothing goes yet. */
    private static final String KEPT_BACK =
            """
            s.id in (select m.set_id from edition e join release_set_member m on m.document_id = e.document_id
                     where e.latest and e.state in ('APPROVED', 'HELD'))
                and not release_set_is_due(s.id, :now)
            """;

    /** A set to which a document can be added. */
    public record Choice(ReleaseSetId id, String name, long version) {}

    private final JdbcClient jdbc;
    private final ReleaseSetRows rows;
    private final Visibility visibility;
    private final Clock clock;

    ReleaseSetQueries(JdbcClient jdbc, ReleaseSetRows rows, Visibility visibility, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.visibility = visibility;
        this.clock = clock;
    }

    /**
     * @throws NoSuchReleaseSet if there is none, or the person may not see it
     */
    public ReleaseSetView view(Actor actor, ReleaseSetId id) {
        return find(actor, id).orElseThrow(() -> new NoSuchReleaseSet(id));
    }

    /** The set, if the person may see it. */
    public Optional<ReleaseSetView> find(Actor actor, ReleaseSetId id) {
        return seen(actor, id).map(set -> views(actor, List.of(set)).getFirst());
    }

    /** The set to which a document belongs, if the person may see the document. */
    public Optional<ReleaseSetView> of(Actor actor, DocumentId document) {
        return rows.of(document).flatMap(set -> find(actor, set.id()));
    }

    /** The sets that are not dissolved, what was changed last first. */
    public Page<ReleaseSetView> list(Actor actor, int page, int size) {
        if (page < 1 || size < 1 || size > Page.MOST) {
            throw new IllegalArgumentException(
                    "A page is numbered from 1 and has 1 to %d items, not page %d of %d"
                            .formatted(Page.MOST, page, size));
        }
        String where = " where s.dissolved_at is null and " + SEEN;
        long total =
                asked(actor, "select count(*) from release_set s" + where)
                        .query(Long.class)
                        .single();
        List<ReleaseSet> sets =
                asked(
                                actor,
                                ReleaseSetRows.SELECT
                                        + where
                                        + " order by s.changed_at desc, s.id limit :limit offset :offset")
                        .param("limit", size)
                        .param("offset", (long) (page - 1) * size)
                        .query((row, n) -> ReleaseSetRows.set(row))
                        .list();
        return new Page<>(views(actor, sets), page, size, total);
    }

    /**
     * The sets of which something passed its review, but that the next release leaves where they
     * are.
     */
    public List<ReleaseSetView> keptBack(Actor actor) {
        return views(
                actor,
                asked(
                                actor,
                                ReleaseSetRows.SELECT
                                        + " where "
                                        + SEEN
                                        + " and "
                                        + KEPT_BACK
                                        + " order by s.name")
                        .param("now", ReleaseSetRows.timestamp(clock.instant()))
                        .query((row, n) -> ReleaseSetRows.set(row))
                        .list());
    }

    /** Whether this person changes the members of a set. */
    public boolean keeps(Actor actor, ReleaseSetView set) {
        return ReleaseSet.keeps(actor, set.unit() == null ? null : new UnitKey(set.unit()));
    }

    /** The sets to which this person may add a document of the unit, by name. */
    public List<Choice> choices(Actor actor, UnitKey unit) {
        boolean office = actor.holds(Role.OFFICE_REVIEWER);
        if (!office && !actor.holds(Role.EDITOR, unit)) {
            return List.of();
        }
        return asked(
                        actor,
                        ReleaseSetRows.SELECT
                                + " where s.dissolved_at is null and "
                                + SEEN
                                + " and (:office or s.unit_key = :unit) order by s.changed_at desc limit :most")
                .param("unit", unit.value())
                .param("most", Page.MOST)
                .query((row, n) -> ReleaseSetRows.set(row))
                .list()
                .stream()
                .map(set -> new Choice(set.id(), set.name(), set.version()))
                .toList();
    }

    private Optional<ReleaseSet> seen(Actor actor, ReleaseSetId id) {
        return asked(actor, ReleaseSetRows.SELECT + " where s.id = :id and " + SEEN)
                .param("id", id.value())
                .query((row, n) -> ReleaseSetRows.set(row))
                .optional();
    }

    /** The sets with their members, which are read once for all of them. */
    private List<ReleaseSetView> views(Actor actor, List<ReleaseSet> sets) {
        Instant now = clock.instant();
        Map<ReleaseSetId, List<ReleaseSetView.Member>> members = new HashMap<>();
        asked(
                        actor,
                        """
                        select s.*, d.unit_key, d.kind, d.path, u.name as unit_name,
                            case when d.unit_key = any(:units) then e.title else e.shown_title end as title,
                            %s as visible
                        from release_set_standing s
                            join release_set_member m on m.document_id = s.document_id
                            join document d on d.id = s.document_id
                            join unit u on u.key = d.unit_key
                            join edition e on e.id = s.edition_id
                        where s.set_id = any(:sets)
                        order by m.added_at, d.path
                        """
                                .formatted(Visibility.CONDITION))
                .param("sets", sets.stream().map(set -> set.id().value()).toArray(UUID[]::new))
                .query(
                        row -> {
                            members.computeIfAbsent(
                                            new ReleaseSetId(row.getObject("set_id", UUID.class)),
                                            none -> new ArrayList<>())
                                    .add(member(row, now));
                        });
        return sets.stream()
                .map(set -> ReleaseSetView.of(set, members.getOrDefault(set.id(), List.of()), now))
                .toList();
    }

    private static ReleaseSetView.Member member(ResultSet row, Instant now) throws SQLException {
        boolean visible = row.getBoolean("visible");
        String title = visible ? row.getString("title") : null;
        String stage = row.getString("stage");
        Readiness readiness = Readiness.valueOf(row.getString("readiness"));
        Instant notBefore =
                readiness == Readiness.READY ? ReleaseSetRows.instant(row, "not_before") : null;
        ReviewStage at = stage == null ? null : ReviewStage.valueOf(stage);
        String named =
                title == null
                        ? "A document of “" + row.getString("unit_name") + "”"
                        : "“" + title + "”";
        return new ReleaseSetView.Member(
                new DocumentId(row.getObject("document_id", UUID.class)),
                title,
                visible ? row.getString("kind") : null,
                visible ? row.getString("path") : null,
                row.getString("unit_key"),
                readiness,
                at,
                notBefore,
                Obstacle.sentence(named, readiness, at, notBefore, now).orElse(null));
    }

    private StatementSpec asked(Actor actor, String sql) {
        return jdbc.sql(sql)
                .param("units", visibility.units(actor))
                .param("overseer", visibility.overseer(actor))
                .param("office", actor.holds(Role.OFFICE_REVIEWER))
                .param("person", actor.id().value());
    }
}
