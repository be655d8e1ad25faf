package org.gongkai.content.seed;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.CanonicalForm;
import org.gongkai.content.document.Content;
import org.gongkai.content.document.EditionState;
import org.gongkai.content.document.PublicPath;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.review.ReviewStage;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

import javax.sql.DataSource;

/**
 * Fills an empty database with a large district: documents with three editions each, whose
 * revisions have valid digests and whose stages were approved by three different people. It writes
 * as the owner of the tables, past the triggers, so nothing of the product can do this; {@link
 * #prove} asks the database whether the rows are as lawful as if it had. The audit log stays empty,
 * and due dates are left to the application, which counts them when it starts.
 *
 * <p>Of the latest editions 96 % are public, the rest is spread over drafts, the three stages,
 * returned, approved and held ones. The same count and seed give the same rows.
 */
public final class Seed {
    /** Editions of each document. */
    public static final int EDITIONS = 3;

    static final int UNITS = 20;
    static final int SECTIONS = 10;
    static final int PER_UNIT = 3;
    private static final int SENTENCES = 10;
    private static final Instant START = Instant.parse("2015-01-05T01:00:00Z");
    private static final List<String> TABLES =
            List.of(
                    "document",
                    "revision",
                    "edition",
                    "edition_revision",
                    "edition_author",
                    "approval");

    private final DataSource owner;
    private final Random chance;
    private final Words words;

    /** As the owner of the tables. */
    public Seed(DataSource owner, long seed) {
        this.owner = owner;
        this.chance = new Random(seed);
        this.words = new Words(chance);
    }

    /** An account of the seeded district: {@code editor.3.1} of unit {@code u03}, and so on. */
    static UUID person(Role role, int unit, int number) {
        return new UUID(
                0x5eed_0000_0000_4000L | role.ordinal(),
                0x8000_0000_0000_0000L | unit * 100L + number);
    }

    static UnitKey unit(int number) {
        return new UnitKey("u%02d".formatted(number));
    }

    static UUID document(long number) {
        return new UUID(0x5eed_d0c0_0000_4000L, 0x8000_0000_0000_0000L | number);
    }

    /** Writes the people, sections and this many documents. */
    public void fill(int documents) throws SQLException, IOException {
        people(IntStream.range(0, SECTIONS).mapToObj("s%02d"::formatted).toList());
        List<String> putBack = withoutReferences();
        try (BinaryCopy document =
                        copy(
                                "document",
                                "id, kind, section_key, unit_key, path, created_by, created_at, first_published_at");
                BinaryCopy revision = copy("revision", "digest, canonical, created_at");
                BinaryCopy edition =
                        copy(
                                "edition",
                                "id, document_id, number, state, stage, revision, digest, title, route_key, route_version,"
                                        + " latest, version, opened_at, changed_at, submitted_at, approved_at, published_at,"
                                        + " release_number, held_reason, kind, section_key, unit_key, handed_in_revision, shown_title");
                BinaryCopy history =
                        copy(
                                "edition_revision",
                                "edition_id, ordinal, digest, saved_by, saved_at, handed_in_at");
                BinaryCopy author = copy("edition_author", "edition_id, person_id");
                BinaryCopy approval =
                        copy(
                                "approval",
                                "edition_id, stage, digest, person_id, verdict, comment, at")) {
            Sheets sheets = new Sheets(document, revision, edition, history, author, approval);
            for (int i = 0; i < documents; i++) {
                write(i, sheets);
            }
        }
        putBack.forEach(this::run);
        run("vacuum analyze");
    }

    /** People who look on: supervisors and administrators. */
    void overseers() {
        List<String> statements = new ArrayList<>();
        hire(statements, Role.SUPERVISOR, 0, 1);
        hire(statements, Role.ADMINISTRATOR, 0, 1);
        statements.forEach(this::run);
    }

    /**
     * An audit trail of as many entries for each document, to be searched and read, though not to
     * be verified: its hashes are of nothing.
     */
    void trail(int documents, int entries) {
        run("alter table gongkai.audit_entry disable trigger user");
        run(
                """
                insert into gongkai.audit_entry (chain, position, at, actor, action, detail, previous, hash)
                select d.id::text, p, d.created_at + p * interval '7 hours',
                    (array['editor', 'unit-reviewer'])[1 + p %% 2] || '.' || right(d.unit_key, 2)::int || '.1',
                    (array['saved', 'submitted', 'approved'])[1 + p %% 3], '{}',
                    sha256((d.id::text || p - 1)::bytea), sha256((d.id::text || p)::bytea)
                from (select * from gongkai.document order by created_at limit %d) d, generate_series(1, %d) p
                """
                        .formatted(documents, entries));
        run("alter table gongkai.audit_entry enable trigger user");
        run("vacuum analyze");
    }

    /** Fails if any row is not as the product would have written it. */
    public void prove() throws SQLException {
        none(
                """
                select 1 from gongkai.edition e join gongkai.document d on d.id = e.document_id
                where (e.kind, e.section_key, e.unit_key) is distinct from (d.kind, d.section_key, d.unit_key)
                    or (e.handed_in_revision is null) <> (e.state = 'DRAFT') or e.shown_title is null limit 1
                """);
        none("select 1 from gongkai.revision where sha256(canonical) <> digest limit 1");
        none(
                """
                select 1 from gongkai.edition e join gongkai.review_route t on t.key = e.route_key and t.version = e.route_version,
                    unnest(t.stages) s
                where e.state in ('APPROVED', 'HELD', 'PUBLISHED', 'SUPERSEDED') and not exists (
                    select from gongkai.approval a where a.edition_id = e.id and a.stage = s and a.digest = e.digest)
                limit 1
                """);
        none(
                """
                select 1 from gongkai.approval a join gongkai.edition_author w using (edition_id, person_id) limit 1
                """);
        none(
                """
                select 1 from gongkai.approval a
                group by edition_id, person_id having count(distinct stage) > 1 limit 1
                """);
    }

    /** The tables that are written in one go. */
    private record Sheets(
            BinaryCopy document,
            BinaryCopy revision,
            BinaryCopy edition,
            BinaryCopy history,
            BinaryCopy author,
            BinaryCopy approval) {}

    private void write(int number, Sheets sheets) throws IOException, SQLException {
        int unit = number % UNITS;
        int section = (number / UNITS) % SECTIONS;
        Instant created = START.plusSeconds(number * 157L % (5 * 365 * 86_400L));
        LocalDate day = LocalDate.ofInstant(created, ZoneOffset.ofHours(8));
        PublicPath path =
                new PublicPath(
                        "/s%02d/%d/%02d%02d-%d/"
                                .formatted(
                                        section,
                                        day.getYear(),
                                        day.getMonthValue(),
                                        day.getDayOfMonth(),
                                        number + 1));
        UUID document = document(number);
        sheets.document()
                .row()
                .uuid(document)
                .text("article")
                .text("s%02d".formatted(section))
                .text(unit(unit).value())
                .text(path.value())
                .uuid(person(Role.EDITOR, unit, 0))
                .at(created)
                .at(created.plusSeconds(86_400));
        EditionState last = latestState();
        @Nullable String shown = null;
        for (int edition = 1; edition <= EDITIONS; edition++) {
            EditionState state =
                    edition == EDITIONS
                            ? last
                            : edition == EDITIONS - 1 && last != EditionState.PUBLISHED
                                    ? EditionState.PUBLISHED
                                    : EditionState.SUPERSEDED;
            shown =
                    write(
                            number, unit, section, path, document, edition, state, created, shown,
                            sheets);
        }
    }

    /** Writes an edition; answers the title that those outside the unit see by then. */
    private @Nullable String write(
            int number,
            int unit,
            int section,
            PublicPath path,
            UUID document,
            int edition,
            EditionState state,
            Instant created,
            @Nullable String shown,
            Sheets sheets)
            throws IOException, SQLException {
        @Nullable ReviewStage stage =
                state == EditionState.IN_REVIEW
                        ? ReviewStage.values()[chance.nextInt(ReviewStage.values().length)]
                        : null;
        Content content =
                new Content(
                        "article",
                        words.title(number),
                        words.body(SENTENCES),
                        Map.of("source", "滨海区"),
                        "s%02d".formatted(section),
                        unit(unit),
                        List.of("第" + edition + "版"),
                        path,
                        null,
                        List.of());
        CanonicalForm form = CanonicalForm.of(content);
        Digest digest = form.digest();
        UUID id = new UUID(0x5eed_ed00_0000_4000L | edition, 0x8000_0000_0000_0000L | number);
        Instant opened = created.plusSeconds(edition * 40L * 86_400);
        boolean handedIn = state != EditionState.DRAFT;
        boolean approved =
                state == EditionState.APPROVED
                        || state == EditionState.HELD
                        || state == EditionState.PUBLISHED
                        || state == EditionState.SUPERSEDED;
        boolean published = state == EditionState.PUBLISHED || state == EditionState.SUPERSEDED;
        sheets.revision().row().bytes(digest.bytes()).bytes(form.bytes()).at(opened);
        sheets.edition()
                .row()
                .uuid(id)
                .uuid(document)
                .integer(edition)
                .text(state.name())
                .text(stage == null ? null : stage.name())
                .integer(1)
                .bytes(digest.bytes())
                .text(content.title())
                .text("standard")
                .integer(1)
                .bool(edition == EDITIONS)
                .bigint(3L)
                .at(opened)
                .at(opened.plusSeconds(4 * 86_400))
                .at(handedIn ? opened.plusSeconds(3600) : null)
                .at(approved ? opened.plusSeconds(3 * 86_400) : null)
                .at(published ? opened.plusSeconds(4 * 86_400) : null)
                .bigint(published ? 1L : null)
                .text(state == EditionState.HELD ? "META-3: seeded" : null)
                .text("article")
                .text("s%02d".formatted(section))
                .text(unit(unit).value())
                .integer(handedIn ? 1 : null)
                .text(handedIn ? content.title() : shown);
        UUID writer = person(Role.EDITOR, unit, chance.nextInt(PER_UNIT));
        sheets.history()
                .row()
                .uuid(id)
                .integer(1)
                .bytes(digest.bytes())
                .uuid(writer)
                .at(opened)
                .at(handedIn ? opened.plusSeconds(3600) : null);
        sheets.author().row().uuid(id).uuid(writer);
        for (ReviewStage passed : ReviewStage.values()) {
            if (approved || (stage != null && passed.compareTo(stage) < 0)) {
                sheets.approval()
                        .row()
                        .uuid(id)
                        .text(passed.name())
                        .bytes(digest.bytes())
                        .uuid(
                                person(
                                        passed.reviewer(),
                                        passed.reviewer().perUnit() ? unit : 0,
                                        chance.nextInt(PER_UNIT)))
                        .text("APPROVE")
                        .text("")
                        .at(opened.plusSeconds((1 + passed.ordinal()) * 43_200L));
            }
        }
        if (state == EditionState.RETURNED) {
            sheets.approval()
                    .row()
                    .uuid(id)
                    .text(ReviewStage.UNIT_REVIEW.name())
                    .bytes(digest.bytes())
                    .uuid(person(Role.UNIT_REVIEWER, unit, chance.nextInt(PER_UNIT)))
                    .text("RETURN")
                    .text("请补充办理时限")
                    .at(opened.plusSeconds(43_200L));
        }
        return handedIn ? content.title() : shown;
    }

    private EditionState latestState() {
        int percent = chance.nextInt(1000);
        if (percent < 960) {
            return EditionState.PUBLISHED;
        }
        return switch (percent % 8) {
            case 0 -> EditionState.DRAFT;
            case 1 -> EditionState.RETURNED;
            case 2 -> EditionState.APPROVED;
            case 3 -> EditionState.HELD;
            default -> EditionState.IN_REVIEW;
        };
    }

    /** Units, people of every role, a campaign and its sections. */
    void people(List<String> sections) {
        List<String> statements = new ArrayList<>();
        for (int unit = 0; unit < UNITS; unit++) {
            statements.add(
                    "insert into gongkai.unit values ('%s', '单位%02d', 'DEPARTMENT', now())"
                            .formatted(unit(unit).value(), unit));
            for (int i = 0; i < PER_UNIT; i++) {
                hire(statements, Role.EDITOR, unit, i);
                hire(statements, Role.UNIT_REVIEWER, unit, i);
            }
        }
        for (Role role : List.of(Role.OFFICE_REVIEWER, Role.MUNICIPAL_REVIEWER, Role.PUBLISHER)) {
            for (int i = 0; i < PER_UNIT; i++) {
                hire(statements, role, 0, i);
            }
        }
        statements.add(CAMPAIGN);
        sections.forEach(section -> statements.add(SECTION.formatted(section)));
        statements.forEach(this::run);
    }

    private static final String CAMPAIGN =
            """
            insert into gongkai.campaign values ('seeded', '滨海区政务公开', '公开', now());
            insert into gongkai.milestone values ('seeded', 'PRE_REVIEW_DUE', '2035-05-08T16:00:00Z'),
                ('seeded', 'OPENING', '2035-05-14T16:00:00Z'), ('seeded', 'CLOSING', '2035-05-31T16:00:00Z')
            """;

    private static final String SECTION =
            "insert into gongkai.section (key, campaign_key, created_at) values ('%s', 'seeded', now())";

    private static void hire(List<String> statements, Role role, int unit, int number) {
        UUID id = person(role, unit, number);
        statements.add(
                "insert into gongkai.person (id, account, name, created_at) values ('%s', '%s.%d.%d', '某%d', now())"
                        .formatted(
                                id,
                                role.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                                unit,
                                number,
                                number));
        statements.add(
                "insert into gongkai.role_grant values ('%s', '%s', %s, now())"
                        .formatted(
                                id,
                                role.name(),
                                role.perUnit() ? "'" + unit(unit).value() + "'" : "null"));
    }

    /**
     * Takes away foreign keys and triggers of the large tables; what puts them back is returned.
     */
    List<String> withoutReferences() throws SQLException {
        List<String> putBack = new ArrayList<>();
        String tables = "'" + String.join("', '", TABLES) + "'";
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement();
                var found =
                        statement.executeQuery(
                                """
                                select format('alter table %%s drop constraint %%I', conrelid::regclass, conname),
                                    format('alter table %%s add constraint %%I %%s', conrelid::regclass, conname,
                                           pg_get_constraintdef(oid))
                                from pg_constraint where contype = 'f' and connamespace = 'gongkai'::regnamespace
                                    and conrelid::regclass::text in (%s)
                                """
                                        .formatted(tables))) {
            while (found.next()) {
                run(found.getString(1));
                putBack.add(found.getString(2));
            }
        }
        putBack.addAll(0, withoutIndexes(tables));
        for (String table : TABLES) {
            run("alter table gongkai." + table + " disable trigger user");
            putBack.add("alter table gongkai." + table + " enable trigger user");
        }
        return putBack;
    }

    /**
     * Takes away the indexes that no constraint needs: made at once, they take a tenth of the time.
     */
    private List<String> withoutIndexes(String tables) throws SQLException {
        List<String> putBack = new ArrayList<>();
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement();
                var found =
                        statement.executeQuery(
                                """
                                select indexrelid::regclass, pg_get_indexdef(indexrelid)
                                from pg_index i
                                where i.indrelid::regclass::text in (%s)
                                    and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
                                """
                                        .formatted(tables))) {
            while (found.next()) {
                run("drop index " + found.getString(1));
                putBack.add(found.getString(2));
            }
        }
        return putBack;
    }

    BinaryCopy copy(String table, String columns) throws SQLException {
        Connection connection = owner.getConnection();
        connection.setAutoCommit(false);
        return new BinaryCopy(connection, table, columns);
    }

    private void none(String sql) throws SQLException {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            if (found.next()) {
                throw new IllegalStateException("The seeded rows are not lawful: " + sql);
            }
        }
    }

    void run(String sql) {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
