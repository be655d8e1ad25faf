package org.gongkai.content.assignment;

import org.gongkai.content.people.UnitKey;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The rows of assignments, and the version of a campaign's table. */
@Repository
class AssignmentRows {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<Question>> QUESTIONS = new TypeReference<>() {};
    private static final String SELECT =
            """
            select a.*, p.name as issued_name,
                array(select u.unit_key from assignment_unit u where u.assignment_id = a.id) as units
            from assignment a left join person p on p.id = a.issued_by
            """;

    private final JdbcClient jdbc;

    AssignmentRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Assignment> of(String campaign) {
        return jdbc.sql(SELECT + " where a.campaign_key = :campaign order by a.number")
                .param("campaign", campaign)
                .query((row, n) -> assignment(row))
                .list();
    }

    Optional<Assignment> find(AssignmentId id) {
        return jdbc.sql(SELECT + " where a.id = :id")
                .param("id", id.value())
                .query((row, n) -> assignment(row))
                .optional();
    }

    /** Which units have a share, of each assignment of a campaign. */
    Map<AssignmentId, Set<UnitKey>> shares(String campaign) {
        Map<AssignmentId, Set<UnitKey>> found = new HashMap<>();
        jdbc.sql(
                        "select assignment_id, unit_key from assignment_share where campaign_key = :campaign")
                .param("campaign", campaign)
                .query(
                        row -> {
                            found.computeIfAbsent(
                                            new AssignmentId(
                                                    row.getObject("assignment_id", UUID.class)),
                                            x -> new HashSet<>())
                                    .add(new UnitKey(row.getString("unit_key")));
                        });
        return found;
    }

    /** The version of the table, 0 for none. */
    long version(String campaign) {
        return jdbc.sql("select version from breakdown where campaign_key = :campaign")
                .param("campaign", campaign)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /** Locks the table until the transaction ends; its version. */
    long lock(String campaign) {
        jdbc.sql("insert into breakdown (campaign_key) values (:campaign) on conflict do nothing")
                .param("campaign", campaign)
                .update();
        return jdbc.sql("select version from breakdown where campaign_key = :campaign for update")
                .param("campaign", campaign)
                .query(Long.class)
                .single();
    }

    void changed(String campaign) {
        jdbc.sql("update breakdown set version = version + 1 where campaign_key = :campaign")
                .param("campaign", campaign)
                .update();
    }

    void insert(AssignmentId id, String campaign, int number, Task task) {
        content(
                        jdbc.sql(
                                        """
                                        insert into assignment (id, campaign_key, number, block, words, every_unit, starts, ends,
                                            continuing, channels, inherited, questions)
                                        values (:id, :campaign, :number, :block, :words, :every, :starts, :ends,
                                            :continuing, :channels, :inherited, :questions::jsonb)
                                        """)
                                .param("campaign", campaign)
                                .param("number", number),
                        id,
                        task)
                .update();
        putUnits(id, task.units());
    }

    void update(AssignmentId id, Task task) {
        content(
                        jdbc.sql(
                                """
                                update assignment set block = :block, words = :words, every_unit = :every, starts = :starts,
                                    ends = :ends, continuing = :continuing, channels = :channels, inherited = :inherited,
                                    questions = :questions::jsonb, version = version + 1
                                where id = :id
                                """),
                        id,
                        task)
                .update();
        jdbc.sql("delete from assignment_unit where assignment_id = :id")
                .param("id", id.value())
                .update();
        putUnits(id, task.units());
    }

    void issue(AssignmentId id, @Nullable UUID by, @Nullable Instant at) {
        jdbc.sql(
                        """
                        update assignment set issued_at = :at, issued_by = :by, version = version + 1,
                            issue = issue + case when :at::timestamptz is null then 0 else 1 end
                        where id = :id
                        """)
                .param(
                        "at",
                        at == null ? null : at.atOffset(ZoneOffset.UTC),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("by", by, Types.OTHER)
                .param("id", id.value())
                .update();
    }

    void delete(AssignmentId id) {
        jdbc.sql("delete from assignment where id = :id").param("id", id.value()).update();
    }

    private void putUnits(AssignmentId id, Collection<UnitKey> units) {
        jdbc.sql(
                        """
                        insert into assignment_unit (assignment_id, unit_key) select :id, u from unnest(:units) u
                        """)
                .param("id", id.value())
                .param("units", units.stream().map(UnitKey::value).toArray(String[]::new))
                .update();
    }

    private static JdbcClient.StatementSpec content(
            JdbcClient.StatementSpec statement, AssignmentId id, Task task) {
        return statement
                .param("id", id.value())
                .param("block", task.block())
                .param("words", task.text())
                .param("every", task.everyUnit())
                .param("starts", task.start(), Types.DATE)
                .param("ends", task.end(), Types.DATE)
                .param("continuing", task.continuing())
                .param("channels", names(task.channels()))
                .param("inherited", names(task.inherited()))
                .param("questions", JSON.writeValueAsString(task.questions()));
    }

    private static String[] names(Collection<? extends Enum<?>> some) {
        return some.stream().map(Enum::name).toArray(String[]::new);
    }

    private static Assignment assignment(ResultSet row) throws SQLException {
        OffsetDateTime issued = row.getObject("issued_at", OffsetDateTime.class);
        return new Assignment(
                new AssignmentId(row.getObject("id", UUID.class)),
                row.getString("campaign_key"),
                row.getInt("number"),
                new Task(
                        row.getString("block"),
                        row.getString("words"),
                        row.getBoolean("every_unit"),
                        set(row.getArray("units"), UnitKey::new),
                        row.getObject("starts", LocalDate.class),
                        row.getObject("ends", LocalDate.class),
                        row.getBoolean("continuing"),
                        set(row.getArray("channels"), Channel::valueOf),
                        set(row.getArray("inherited"), Question.Part::valueOf),
                        JSON.readValue(row.getString("questions"), QUESTIONS)),
                row.getLong("version"),
                row.getInt("issue"),
                issued == null
                        ? null
                        : new Assignment.Issue(issued.toInstant(), row.getString("issued_name")));
    }

    private static <T> Set<T> set(Array array, Function<String, T> read) throws SQLException {
        return Arrays.stream((String[]) array.getArray())
                .map(read)
                .collect(Collectors.toUnmodifiableSet());
    }
}
