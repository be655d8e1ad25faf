package org.gongkai.content.library;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.Page;
import org.gongkai.content.document.Visibility;
import org.gongkai.content.media.Asset;
import org.gongkai.content.media.Finding;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.UnitKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import tools.jackson.databind.json.JsonMapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads libraries: a unit its own; office and municipal reviewers, publishers and supervisors of
 * each what something that was handed in uses, or shows that a share of an assignment is done.
 */
@Service
@Transactional(readOnly = true)
public class LibraryQueries {
    /** Up to so many files a list is counted exactly. */
    private static final int COUNTED = 1_000;

    /** Of files {@code u}: the unit's documents that use it as far as the reader may see. */
    private static final String USES =
            """
            from file_use x where x.sha256 = u.sha256 and x.unit_key = u.unit_key
                and (:own or exists (
                    select from edition e join edition_revision v on v.edition_id = e.id
                        join revision_asset r on r.digest = v.digest and r.sha256 = x.sha256
                    where e.document_id = x.document_id
                        and (v.handed_in_at is not null or v.ordinal = e.handed_in_revision) offset 0))""";

    /** Files {@code u} that show a publication elsewhere. */
    private static final String EVIDENCE =
            "exists (select from evidence v where v.sha256 = u.sha256 and v.unit_key = u.unit_key and v.retracted_at is null)";

    private static final String LIVE = "exists (select from live_file l where l.sha256 = u.sha256)";

    private static final String COLUMNS =
            """
            u.*, a.media_type, a.bytes, a.width, a.height, p.name as uploader, c.name as changer,
                (select count(*) from (select %s limit 1000) counted) as documents, %s as live,
                (select coalesce(json_agg(json_build_array(f.kind, f.detail) order by f.ordinal), '[]')
                 from asset_finding f where f.sha256 = u.sha256) as findings
            """
                    .formatted(USES, LIVE);

    private static final String FILES = " from unit_asset u join asset a on a.sha256 = u.sha256 ";
    private static final String PEOPLE =
            " join person p on p.id = u.uploaded_by left join person c on c.id = u.about_by ";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;
    private final Visibility visibility;

    LibraryQueries(JdbcClient jdbc, Visibility visibility) {
        this.jdbc = jdbc;
        this.visibility = visibility;
    }

    /**
     * A page of a unit's library.
     *
     * @param page from 1
     * @param size 1 to {@link Page#MOST}
     * @throws NotAllowed if the actor sees nothing of this unit's files
     */
    public Page<Item> list(
            Actor actor,
            UnitKey unit,
            LibraryFilter filter,
            LibraryOrder order,
            int page,
            int size) {
        requirePage(page, size);
        Map<String, Object> params = params(actor, unit);
        String where = String.join(" and ", conditions(filter, params));
        long offset = (page - 1L) * size;
        long counted = Math.max(COUNTED, offset + size);
        String found =
                "select u.sha256 %s where %s order by %s limit %d"
                        .formatted(FILES, where, order.sql(), counted + 1);
        List<Found> rows =
                jdbc.sql(
                                """
                                with found as materialized (select f.sha256, row_number() over () as n from (%s) f)
                                select (select count(*) from found) as found, %s
                                from found join unit_asset u on u.unit_key = :unit and u.sha256 = found.sha256
                                    join asset a on a.sha256 = u.sha256 %s
                                where n > %d and n <= %d order by n
                                """
                                        .formatted(found, COLUMNS, PEOPLE, offset, offset + size))
                        .params(params)
                        .query((row, n) -> new Found(row.getLong("found"), item(row)))
                        .list();
        long total =
                !rows.isEmpty() || offset == 0
                        ? rows.stream().mapToLong(Found::total).findFirst().orElse(0)
                        : jdbc.sql("select count(*) from (" + found + ") f")
                                .params(params)
                                .query(Long.class)
                                .single();
        return new Page<>(
                rows.stream().map(Found::item).toList(),
                page,
                size,
                Math.min(total, counted),
                total > counted);
    }

    private record Found(long total, Item item) {}

    /**
     * A file of a unit's library; empty if it has none such, or the actor may not see it.
     *
     * @throws NotAllowed if the actor sees nothing of this unit's files
     */
    public Optional<Item> find(Actor actor, UnitKey unit, Digest sha256) {
        Map<String, Object> params = params(actor, unit);
        params.put("sha256", sha256.bytes());
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + FILES
                                + PEOPLE
                                + "where u.sha256 = :sha256 and "
                                + String.join(" and ", conditions(LibraryFilter.ALL, params)))
                .params(params)
                .query((row, n) -> item(row))
                .optional();
    }

    /** The units in whose libraries the actor sees this file, by key. */
    public List<UnitKey> units(Actor actor, Digest sha256) {
        return jdbc
                .sql("select unit_key from unit_asset where sha256 = :sha256 order by unit_key")
                .param("sha256", sha256.bytes())
                .query((row, n) -> new UnitKey(row.getString(1)))
                .list()
                .stream()
                .filter(unit -> mayLook(actor, unit) && find(actor, unit, sha256).isPresent())
                .toList();
    }

    /** Whether the actor may look into this unit's library. */
    public boolean mayLook(Actor actor, UnitKey unit) {
        return actor.units().contains(unit) || visibility.overseer(actor);
    }

    private Map<String, Object> params(Actor actor, UnitKey unit) {
        if (!mayLook(actor, unit)) {
            throw new NotAllowed("You see nothing of the library of the unit %s".formatted(unit));
        }
        Map<String, Object> params = new HashMap<>();
        params.put("unit", unit.value());
        params.put("own", actor.units().contains(unit));
        return params;
    }

    private static List<String> conditions(LibraryFilter filter, Map<String, Object> params) {
        List<String> all = new ArrayList<>(List.of("u.unit_key = :unit"));
        String used = "(exists (select " + USES + " offset 0) or " + EVIDENCE + ")";
        if (!Boolean.TRUE.equals(params.get("own"))) {
            all.add(used);
        }
        String name = filter.name();
        if (name != null && !name.isBlank()) {
            all.add("position(lower(:name) in lower(u.file_name)) > 0");
            params.put("name", name.strip());
        }
        if (filter.kind() != null) {
            all.add(FileKind.SQL + " = :kind");
            params.put("kind", filter.kind().name());
        }
        if (filter.use() != null) {
            all.add(
                    switch (filter.use()) {
                        case UNUSED -> "not exists (select " + USES + ") and not " + EVIDENCE;
                        case USED -> used;
                        case LIVE -> LIVE;
                    });
        }
        if (filter.findings()) {
            all.add("exists (select from asset_finding f where f.sha256 = u.sha256)");
        }
        if (filter.rightsMissing()) {
            all.add("u.rights = 'UNKNOWN'");
        }
        if (filter.altMissing()) {
            all.add("u.alt = '' and (a.media_type like 'image/%' or a.media_type like 'video/%')");
        }
        return all;
    }

    private static Item item(ResultSet row) throws SQLException {
        return new Item(
                new Asset(
                        Digest.ofComputed(row.getBytes("sha256")),
                        row.getString("media_type"),
                        row.getLong("bytes"),
                        row.getObject("width", Integer.class),
                        row.getObject("height", Integer.class)),
                row.getString("unit_key"),
                row.getString("file_name"),
                row.getString("uploader"),
                row.getObject("uploaded_at", OffsetDateTime.class).toInstant(),
                new About(
                        row.getString("alt"),
                        row.getString("source"),
                        Rights.valueOf(row.getString("rights")),
                        row.getString("rights_note")),
                row.getLong("about_version"),
                row.getString("changer"),
                Optional.ofNullable(row.getObject("about_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant)
                        .orElse(null),
                row.getInt("documents"),
                row.getBoolean("live"),
                findings(row.getString("findings")));
    }

    private static List<Finding> findings(String json) {
        List<Finding> findings = new ArrayList<>();
        JSON.readTree(json)
                .forEach(
                        each ->
                                findings.add(
                                        new Finding(
                                                Finding.Kind.valueOf(each.get(0).asString()),
                                                each.get(1).asString())));
        return findings;
    }

    static void requirePage(int page, int size) {
        if (page < 1 || size < 1 || size > Page.MOST) {
            throw new IllegalArgumentException(
                    "A page is numbered from 1 and has 1 to %d items, not page %d of %d"
                            .formatted(Page.MOST, page, size));
        }
    }
}
