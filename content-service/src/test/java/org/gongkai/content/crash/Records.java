package org.gongkai.content.crash;

import org.gongkai.content.audit.AuditEntry;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.engine.GongkaiHome;
import org.gongkai.content.engine.Secrets;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.io.IOException;
import java.nio.file.Files;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import javax.sql.DataSource;

/** The database of a running home, read past the application. */
final class Records {
    private final JdbcClient jdbc;

    private Records(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static Records of(GongkaiHome home) throws IOException {
        String port =
                Files.readAllLines(home.postgres().resolve("data/postmaster.pid")).get(3).strip();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://127.0.0.1:%s/gongkai".formatted(port));
        source.setUser("gongkai_app");
        source.setPassword(new Secrets(home).value(Secrets.Secret.POSTGRES_APP));
        source.setCurrentSchema("gongkai");
        return of(source);
    }

    static Records of(DataSource source) {
        return new Records(JdbcClient.create(source));
    }

    /** How many documents bear each import key. */
    Map<String, List<String>> documentsByImport() {
        Map<String, List<String>> found = new TreeMap<>();
        jdbc.sql("select import_key, id::text as id from document where import_key is not null")
                .query(
                        (row, n) ->
                                found.computeIfAbsent(
                                                row.getString("import_key"),
                                                key -> new ArrayList<>())
                                        .add(row.getString("id")))
                .list();
        return found;
    }

    /** Each document's editions, as their states. */
    Map<String, List<String>> states() {
        Map<String, List<String>> found = new HashMap<>();
        jdbc.sql("select document_id::text as id, state from edition order by number")
                .query(
                        (row, n) ->
                                found.computeIfAbsent(row.getString("id"), key -> new ArrayList<>())
                                        .add(row.getString("state")))
                .list();
        return found;
    }

    Map<String, String> paths() {
        Map<String, String> found = new HashMap<>();
        jdbc.sql("select id::text as id, path from document")
                .query((row, n) -> found.put(row.getString("id"), row.getString("path")))
                .list();
        return found;
    }

    /** Who approved a document's bytes, in order, once for each row. */
    Map<String, List<String>> approvals() {
        Map<String, List<String>> found = new HashMap<>();
        jdbc.sql(
                        """
                        select e.document_id::text as id, p.account || ' ' || encode(a.digest, 'hex') as approval
                        from approval a join edition e on e.id = a.edition_id join person p on p.id = a.person_id
                        where a.verdict = 'APPROVE' order by a.id
                        """)
                .query(
                        (row, n) ->
                                found.computeIfAbsent(row.getString("id"), key -> new ArrayList<>())
                                        .add(row.getString("approval")))
                .list();
        return found;
    }

    /** The editions that the database calls public, by document. */
    Map<String, String> live() {
        Map<String, String> found = new TreeMap<>();
        jdbc.sql(
                        "select document_id::text as document, id::text as edition from edition where state = 'PUBLISHED'")
                .query((row, n) -> found.put(row.getString("document"), row.getString("edition")))
                .list();
        return found;
    }

    /** The same with the digests of their content. */
    Map<String, String> liveDigests() {
        Map<String, String> found = new TreeMap<>();
        jdbc.sql(
                        """
                        select document_id::text as document, id || ' ' || encode(digest, 'hex') as edition
                        from edition where state = 'PUBLISHED'
                        """)
                .query((row, n) -> found.put(row.getString("document"), row.getString("edition")))
                .list();
        return found;
    }

    /** Documents whose newest edition is in this state, the oldest document first. */
    List<String> newest(String state) {
        return jdbc.sql(
                        """
                        select d.id::text as document from document d join edition e on e.document_id = d.id
                        where e.latest and e.state = :state order by d.created_at
                        """)
                .param("state", state)
                .query((row, n) -> row.getString("document"))
                .list();
    }

    /** Releases that were public once and are not any more, the last of them first. */
    List<Long> retired() {
        return jdbc.sql("select number from release where state = 'RETIRED' order by number desc")
                .query((row, n) -> row.getLong("number"))
                .list();
    }

    /** How many releases there were, whatever became of them. */
    long opened() {
        return jdbc.sql("select coalesce(max(number), 0) from release").query(Long.class).single();
    }

    /** How far the job of a release has come: its last step, and {@code COMPLETED} if it ended. */
    Optional<String> step(long release) {
        return jdbc.sql(
                        """
                        select case j.status when 'COMPLETED' then 'COMPLETED' else s.step_name end
                        from batch.batch_job_execution j
                            join batch.batch_job_execution_params p using (job_execution_id)
                            join batch.batch_step_execution s using (job_execution_id)
                        where p.parameter_name = 'release' and p.parameter_value = :release
                        order by s.step_execution_id desc limit 1
                        """)
                .param("release", String.valueOf(release))
                .query(String.class)
                .optional();
    }

    /** Documents of which some edition is withdrawn and none is public. */
    Set<String> withdrawn() {
        return new TreeSet<>(
                jdbc.sql(
                                """
                                select d.path from document d
                                where exists (select from edition e where e.document_id = d.id and e.state = 'WITHDRAWN')
                                    and not exists (select from edition e where e.document_id = d.id and e.state = 'PUBLISHED')
                                """)
                        .query(String.class)
                        .list());
    }

    record Active(long number, String root) {}

    Active active() {
        return jdbc.sql(
                        "select number, encode(manifest_root, 'hex') as root from release where state = 'ACTIVE'")
                .query((row, n) -> new Active(row.getLong("number"), row.getString("root")))
                .single();
    }

    /** Releases that are neither public nor closed. */
    List<Long> unfinishedReleases() {
        return jdbc.sql("select number from release where state in ('PLANNED', 'ACTIVATING')")
                .query((row, n) -> row.getLong("number"))
                .list();
    }

    /** What is wrong with the audit log. */
    List<String> auditFaults() {
        Map<String, AuditEntry> last = new HashMap<>();
        List<String> faults = new ArrayList<>();
        jdbc.sql("select * from audit_entry order by chain, position")
                .query(
                        (row, n) ->
                                new AuditEntry(
                                        row.getString("chain"),
                                        row.getLong("position"),
                                        row.getObject("at", OffsetDateTime.class).toInstant(),
                                        row.getString("actor"),
                                        row.getString("action"),
                                        row.getString("detail"),
                                        Digest.ofComputed(row.getBytes("previous")),
                                        Digest.ofComputed(row.getBytes("hash"))))
                .list()
                .forEach(
                        entry -> {
                            AuditEntry before = last.put(entry.chain(), entry);
                            boolean follows =
                                    before == null
                                            ? entry.position() == 1
                                                    && entry.previous().equals(AuditEntry.NOTHING)
                                            : entry.position() == before.position() + 1
                                                    && entry.previous().equals(before.hash());
                            if (!follows || !entry.intact()) {
                                faults.add(entry.toString());
                            }
                        });
        return faults;
    }

    /** How often each action stands in a document's chain. */
    Map<String, Long> actions(String document) {
        Map<String, Long> found = new TreeMap<>();
        jdbc.sql(
                        "select action, count(*) as n from audit_entry where chain = :chain group by action")
                .param("chain", document)
                .query((row, n) -> found.put(row.getString("action"), row.getLong("n")))
                .list();
        return found;
    }
}
