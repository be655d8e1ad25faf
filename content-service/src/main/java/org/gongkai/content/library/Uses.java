package org.gongkai.content.library;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.EditionState;
import org.gongkai.content.document.Page;
import org.gongkai.content.document.Visibility;
import org.gongkai.content.media.Assets;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.review.ReviewStage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Says where a file is used: each edition that the actor may see, once. */
@Service
public class Uses {
    private static final String USED =
            """
            used as materialized (
                select distinct on (e.id) e.id, v.digest, e.changed_at,
                    v.ordinal = case when e.unit_key = any(:units) then e.revision else e.handed_in_revision end as current,
                    e.state = 'PUBLISHED' and v.digest = e.digest as live
                from revision_asset r join edition_revision v on v.digest = r.digest join edition e on e.id = v.edition_id
                where r.sha256 = :sha256 and %s
                order by e.id, v.ordinal desc)""";

    private static final String SEEN =
            "(e.unit_key = any(:units) or (:overseer and (v.handed_in_at is not null or v.ordinal = e.handed_in_revision)))";

    private static final String PAGE =
            """
            with %s,
            page as (select * from used order by live desc, changed_at desc, id limit :size offset :offset)
            select (select count(*) from used) as total, d.id, d.path, e.unit_key, e.number, e.state, e.stage, page.current, page.live,
                case when e.unit_key = any(:units) then e.title else e.shown_title end as title,
                (select array_agg(distinct use ->> 'role')
                 from revision c, json_array_elements(convert_from(c.canonical, 'UTF8')::json -> 'assets') use
                 where c.digest = page.digest and use ->> 'sha256' = encode(:sha256, 'hex')) as roles
            from page join edition e on e.id = page.id join document d on d.id = e.document_id
            order by page.live desc, page.changed_at desc, page.id
            """;

    private final JdbcClient jdbc;
    private final Assets assets;
    private final Visibility visibility;
    private final PublicFiles published;

    Uses(JdbcClient jdbc, Assets assets, Visibility visibility, PublicFiles published) {
        this.jdbc = jdbc;
        this.assets = assets;
        this.visibility = visibility;
        this.published = published;
    }

    /**
     * A page of the editions that use a file, public ones first, then what was changed last.
     *
     * @param page from 1
     * @param size 1 to {@link Page#MOST}
     * @throws NoSuchFile if the actor may not see it
     */
    public Page<Use> of(Actor actor, Digest sha256, int page, int size) {
        LibraryQueries.requirePage(page, size);
        if (assets.find(actor, sha256).isEmpty()) {
            throw new NoSuchFile(sha256);
        }
        Page<Use> found =
                page(sha256, SEEN, visibility.units(actor), visibility.overseer(actor), page, size);
        Map<UUID, String> addresses =
                published.addresses(
                        sha256,
                        found.items().stream().filter(Use::live).map(Use::document).toList());
        return new Page<>(
                found.items().stream().map(use -> at(use, addresses)).toList(),
                page,
                size,
                found.total());
    }

    /** Every edition of a unit's documents that uses it in any revision, drafts too. */
    Page<Use> within(UnitKey unit, Digest sha256, int most) {
        return page(
                sha256, "e.unit_key = any(:units)", new String[] {unit.value()}, false, 1, most);
    }

    private Page<Use> page(
            Digest sha256, String seen, String[] units, boolean overseer, int page, int size) {
        List<Found> rows =
                jdbc.sql(PAGE.formatted(USED.formatted(seen)))
                        .param("sha256", sha256.bytes())
                        .param("units", units)
                        .param("overseer", overseer)
                        .param("size", size)
                        .param("offset", (page - 1L) * size)
                        .query((row, n) -> new Found(row.getLong("total"), use(row)))
                        .list();
        long total = rows.stream().mapToLong(Found::total).findFirst().orElse(0);
        return new Page<>(rows.stream().map(Found::use).toList(), page, size, total);
    }

    private record Found(long total, Use use) {}

    private static Use at(Use use, Map<UUID, String> addresses) {
        return !use.live()
                ? use
                : new Use(
                        use.document(),
                        use.title(),
                        use.unit(),
                        use.path(),
                        use.edition(),
                        use.state(),
                        use.stage(),
                        use.roles(),
                        use.current(),
                        true,
                        addresses.get(use.document()));
    }

    private static Use use(ResultSet row) throws SQLException {
        String stage = row.getString("stage");
        Array roles = row.getArray("roles");
        return new Use(
                row.getObject("id", UUID.class),
                row.getString("title"),
                row.getString("unit_key"),
                row.getString("path"),
                row.getInt("number"),
                EditionState.valueOf(row.getString("state")),
                stage == null ? null : ReviewStage.valueOf(stage),
                roles == null ? List.of() : List.of((String[]) roles.getArray()),
                row.getBoolean("current"),
                row.getBoolean("live"),
                null);
    }
}
