package org.gongkai.content.site;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.ChangeLog;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.people.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The site revisions (decision 2): an office reviewer proposes one, and it is in force when two
 * other people approved it. Administrators can do neither. Thread-safe.
 */
@Component
public class SiteRevisions {
    private static final int APPROVALS_NEEDED = 2;
    private static final Set<Role> MAY_APPROVE =
            Set.of(Role.OFFICE_REVIEWER, Role.MUNICIPAL_REVIEWER, Role.PUBLISHER);
    private static final String SELECT =
            """
            select r.id, r.digest, r.proposed_by, r.proposed_at, r.approved_at,
                   array(select a.person_id from site_approval a where a.site_revision_id = r.id
                         order by a.at, a.person_id) as approved_by
            from site_revision r
            """;

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final ChangeLog changes;
    private final Clock clock;

    SiteRevisions(JdbcClient jdbc, AuditLog audit, ChangeLog changes, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.changes = changes;
        this.clock = clock;
    }

    /** The newest proposals first. */
    @Transactional(readOnly = true)
    public List<SiteRevision> newest(int limit) {
        return jdbc.sql(SELECT + " order by r.proposed_at desc, r.id limit :limit")
                .param("limit", limit)
                .query(SiteRevisions::revision)
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<SiteRevision> find(UUID id) {
        return jdbc.sql(SELECT + " where r.id = :id")
                .param("id", id)
                .query(SiteRevisions::revision)
                .optional();
    }

    /** The one in force. */
    @Transactional(readOnly = true)
    public Optional<SiteRevision> current() {
        return jdbc.sql(
                        SELECT
                                + " where r.approved_at is not null order by r.approved_at desc, r.id"
                                + " limit 1")
                .query(SiteRevisions::revision)
                .optional();
    }

    /** The bytes that the revision's digest names. */
    @Transactional(readOnly = true)
    public byte[] canonicalForm(UUID id) {
        return jdbc.sql("select canonical from site_revision where id = :id")
                .param("id", id)
                .query((row, n) -> row.getBytes(1))
                .optional()
                .orElseThrow(() -> new NoSuchSiteRevision(id));
    }

    /**
     * Proposes new words.
     *
     * @throws NotAllowed unless the actor is an office reviewer
     * @throws IllegalArgumentException if they name a section, unit or document that is unknown
     */
    @Transactional
    public SiteRevision propose(Actor by, SiteContent content) {
        if (!by.holds(Role.OFFICE_REVIEWER)) {
            throw new NotAllowed("Only an office reviewer proposes a site revision");
        }
        requireKnown(content);
        byte[] canonical = content.canonicalForm();
        UUID id = UUID.randomUUID();
        Digest digest = Digest.of(canonical);
        jdbc.sql(
                        """
                        insert into site_revision (id, digest, canonical, proposed_by, proposed_at)
                        values (:id, :digest, :canonical, :by, :at)
                        """)
                .param("id", id)
                .param("digest", digest.bytes())
                .param("canonical", canonical)
                .param("by", by.id().value())
                .param("at", OffsetDateTime.now(clock))
                .update();
        audit.append(
                AuditLog.SYSTEM,
                by.account(),
                "site-proposed",
                Map.of("revision", id.toString(), "digest", digest.hex()));
        return get(id);
    }

    /**
     * Approves exactly the words that the digest names. The second approval puts them in force.
     *
     * @throws NotAllowed if the actor proposed them, or holds no role that approves
     * @throws SiteRevisionSettled if it is in force already, or the actor has approved it before
     */
    @Transactional
    public SiteRevision approve(Actor by, UUID id, Digest digest) {
        jdbc.sql("select id from site_revision where id = :id for no key update")
                .param("id", id)
                .query((row, n) -> true)
                .optional();
        SiteRevision revision = get(id);
        refuse(by, revision)
                .ifPresent(
                        why -> {
                            throw why;
                        });
        if (!revision.digest().equals(digest)) {
            throw new SiteRevisionSettled(
                    "The site revision %s has other words than the approval names".formatted(id));
        }
        OffsetDateTime now = OffsetDateTime.now(clock);
        jdbc.sql(
                        """
                        insert into site_approval (site_revision_id, person_id, at)
                        values (:id, :person, :at)
                        """)
                .param("id", id)
                .param("person", by.id().value())
                .param("at", now)
                .update();
        audit.append(
                AuditLog.SYSTEM,
                by.account(),
                "site-approved",
                Map.of("revision", id.toString(), "digest", digest.hex()));
        if (revision.approvedBy().size() + 1 >= APPROVALS_NEEDED) {
            jdbc.sql("update site_revision set approved_at = :at where id = :id")
                    .param("at", now)
                    .param("id", id)
                    .update();
            changes.appendSite(digest);
        }
        return get(id);
    }

    /** Why this person cannot approve it now; empty if nothing stands against it. */
    public Optional<RuntimeException> refuse(Actor actor, SiteRevision revision) {
        if (MAY_APPROVE.stream().noneMatch(actor::holds)) {
            return Optional.of(
                    new NotAllowed(
                            "Office reviewers, municipal reviewers and publishers approve a site revision"));
        }
        if (revision.proposedBy().equals(actor.id())) {
            return Optional.of(new NotAllowed("Who proposed a site revision does not approve it"));
        }
        if (revision.approvedAt() != null) {
            return Optional.of(new SiteRevisionSettled("The site revision is approved already"));
        }
        return revision.approvedBy().contains(actor.id())
                ? Optional.of(
                        new SiteRevisionSettled("You approved this; a second person has to, too"))
                : Optional.empty();
    }

    private SiteRevision get(UUID id) {
        return find(id).orElseThrow(() -> new NoSuchSiteRevision(id));
    }

    private void requireKnown(SiteContent content) {
        List<String> sections = content.sections().stream().map(SiteContent.Section::key).toList();
        requireKnown("section", "key", "section", sections);
        requireKnown(
                "unit",
                "key",
                "unit",
                content.units().stream().map(unit -> unit.key().value()).toList());
        UUID lead = content.lead();
        if (lead != null) {
            requireKnown("document", "id::text", "document", List.of(lead.toString()));
        }
    }

    private void requireKnown(String table, String column, String what, List<String> keys) {
        if (keys.isEmpty()) {
            return;
        }
        List<String> known =
                jdbc.sql("select %s from %s where %s in (:keys)".formatted(column, table, column))
                        .param("keys", keys)
                        .query((row, n) -> row.getString(1))
                        .list();
        keys.stream()
                .filter(key -> !known.contains(key))
                .findFirst()
                .ifPresent(
                        key -> {
                            throw new IllegalArgumentException(
                                    "There is no %s %s".formatted(what, key));
                        });
    }

    private static SiteRevision revision(ResultSet row, int n) throws SQLException {
        return new SiteRevision(
                row.getObject("id", UUID.class),
                Digest.ofComputed(row.getBytes("digest")),
                new PersonId(row.getObject("proposed_by", UUID.class)),
                row.getObject("proposed_at", OffsetDateTime.class).toInstant(),
                Arrays.stream((UUID[]) row.getArray("approved_by").getArray())
                        .map(PersonId::new)
                        .toList(),
                instant(row.getObject("approved_at", OffsetDateTime.class)));
    }

    private static java.time.@Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
