package org.gongkai.content.proposal;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.people.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What two people put in force (decision 2): an office reviewer proposes, and two others approve
 * exactly these bytes. Administrators can do neither, several accounts of one person count once,
 * and what was proposed before another came into force stays out. The database holds the same rules
 * in {@code proposal_is_lawful} and {@code proposal_approval_is_lawful}. Thread-safe.
 */
@Component
public class Proposals {
    private static final Set<Role> MAY_APPROVE =
            Set.of(Role.OFFICE_REVIEWER, Role.MUNICIPAL_REVIEWER, Role.PUBLISHER);
    private static final String SELECT =
            """
            select p.*, array(select a.person_id from proposal_approval a where a.proposal_id = p.id
                              order by a.at, a.person_id) as approved_by,
                   p.approved_at is null and p.based_on is distinct from
                       (select f.id from proposal_in_force f where f.form = p.form) as overtaken
            from proposal p
            """;

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;

    Proposals(JdbcClient jdbc, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** The newest first. */
    @Transactional(readOnly = true)
    public List<Proposal> newest(ProposalForm form, int limit) {
        return jdbc.sql(
                        SELECT
                                + " where p.form = :form order by p.proposed_at desc, p.id limit :limit")
                .param("form", form.key())
                .param("limit", limit)
                .query((row, n) -> proposal(form, row))
                .list();
    }

    /**
     * @throws NoSuchProposal if there is none
     */
    @Transactional(readOnly = true)
    public Proposal get(ProposalForm form, UUID id) {
        return jdbc.sql(SELECT + " where p.form = :form and p.id = :id")
                .param("form", form.key())
                .param("id", id)
                .query((row, n) -> proposal(form, row))
                .optional()
                .orElseThrow(() -> new NoSuchProposal(form, id));
    }

    /** The one in force. */
    @Transactional(readOnly = true)
    public Optional<Proposal> inForce(ProposalForm form) {
        return jdbc.sql(
                        SELECT
                                + " where p.id = (select f.id from proposal_in_force f where f.form = :form)")
                .param("form", form.key())
                .query((row, n) -> proposal(form, row))
                .optional();
    }

    /**
     * The bytes that the digest names.
     *
     * @throws NoSuchProposal if there is none
     */
    @Transactional(readOnly = true)
    public byte[] canonicalForm(ProposalForm form, UUID id) {
        return jdbc.sql("select canonical from proposal where form = :form and id = :id")
                .param("form", form.key())
                .param("id", id)
                .query((row, n) -> row.getBytes(1))
                .optional()
                .orElseThrow(() -> new NoSuchProposal(form, id));
    }

    /**
     * Proposes these bytes, on the basis of what is in force now.
     *
     * @throws NotAllowed unless the actor is an office reviewer
     */
    @Transactional
    public Proposal propose(Actor by, ProposalForm form, byte[] canonical) {
        requireProposer(by, form);
        UUID id = UUID.randomUUID();
        Digest digest = Digest.of(canonical);
        jdbc.sql(
                        """
                        insert into proposal (id, form, digest, canonical, proposed_by, proposed_at)
                        values (:id, :form, :digest, :canonical, :by, :at)
                        """)
                .param("id", id)
                .param("form", form.key())
                .param("digest", digest.bytes())
                .param("canonical", canonical)
                .param("by", by.id().value())
                .param("at", OffsetDateTime.now(clock))
                .update();
        record(by, form, "proposed", id, digest);
        return get(form, id);
    }

    /**
     * @throws NotAllowed unless the actor is an office reviewer
     */
    public void requireProposer(Actor by, ProposalForm form) {
        if (!inOwnName(by, Role.OFFICE_REVIEWER)) {
            throw new NotAllowed("Only an office reviewer proposes a " + form.noun());
        }
    }

    /**
     * Approves exactly the bytes that the digest names. The second approval puts them in force.
     *
     * @throws NotAllowed if the actor proposed them, or holds no role that approves
     * @throws ProposalSettled if it is in force already, or the actor has approved it before
     * @throws ProposalOvertaken if another came into force since it was proposed
     */
    @Transactional
    public Proposal approve(Actor by, ProposalForm form, UUID id, Digest digest) {
        jdbc.sql("select id from proposal where id = :id for no key update")
                .param("id", id)
                .query((row, n) -> true)
                .optional();
        Proposal proposal = get(form, id);
        refuse(by, proposal)
                .ifPresent(
                        why -> {
                            throw why;
                        });
        if (!proposal.digest().equals(digest)) {
            throw new ProposalSettled(
                    "The %s %s has other content than the approval names"
                            .formatted(form.noun(), id));
        }
        OffsetDateTime now = OffsetDateTime.now(clock);
        try {
            jdbc.sql(
                            """
                            insert into proposal_approval (proposal_id, person_id, at)
                            values (:id, :person, :at)
                            """)
                    .param("id", id)
                    .param("person", by.id().value())
                    .param("at", now)
                    .update();
            record(by, form, "approved", id, digest);
            jdbc.sql(
                            "update proposal set approved_at = :at where id = :id and two_others_approved(id)")
                    .param("at", now)
                    .param("id", id)
                    .update();
        } catch (DataAccessException e) {
            throw refusal(e, form, id);
        }
        return get(form, id);
    }

    /** Why this person cannot approve it now; empty if nothing stands against it. */
    @Transactional(readOnly = true)
    public Optional<RuntimeException> refuse(Actor actor, Proposal proposal) {
        String noun = proposal.form().noun();
        if (MAY_APPROVE.stream().noneMatch(role -> inOwnName(actor, role))) {
            return Optional.of(
                    new NotAllowed(
                            "Office reviewers, municipal reviewers and publishers approve a "
                                    + noun));
        }
        if (proposal.approvedAt() != null) {
            return Optional.of(new ProposalSettled("The %s is in force already".formatted(noun)));
        }
        if (proposal.overtaken()) {
            return Optional.of(new ProposalOvertaken(proposal.form(), proposal.id()));
        }
        PersonId proposer = proposal.proposedBy();
        if (proposer != null && samePerson(actor, List.of(proposer))) {
            return Optional.of(proposedIt(proposal.form()));
        }
        return samePerson(actor, proposal.approvedBy())
                ? Optional.of(approvedIt())
                : Optional.empty();
    }

    /** A delegation hands on reviews; what is put in force is answered for in the own name. */
    private static boolean inOwnName(Actor actor, Role role) {
        return actor.grants().contains(new Actor.Grant(role, null));
    }

    /** Whether one of these accounts belongs to the same real person as the actor's. */
    private boolean samePerson(Actor actor, List<PersonId> accounts) {
        return jdbc.sql(
                        """
                        select exists (select from unnest(:accounts) account
                                       where people_behind(account) && people_behind(:actor))
                        """)
                .param("accounts", accounts.stream().map(PersonId::value).toArray(UUID[]::new))
                .param("actor", actor.id().value())
                .query(Boolean.class)
                .single();
    }

    private void record(Actor by, ProposalForm form, String done, UUID id, Digest digest) {
        audit.append(
                AuditLog.SYSTEM,
                by.account(),
                form.action() + "-" + done,
                Map.of(form.member(), id.toString(), "digest", digest.hex()));
    }

    /** What the database found, because something changed between the look and the act. */
    private static RuntimeException refusal(DataAccessException e, ProposalForm form, UUID id) {
        String state =
                e.getMostSpecificCause() instanceof SQLException cause ? cause.getSQLState() : null;
        return switch (String.valueOf(state)) {
            case "GK003" -> proposedIt(form);
            case "GK008" -> approvedIt();
            case "GK017" -> new ProposalOvertaken(form, id);
            default -> e;
        };
    }

    private static NotAllowed proposedIt(ProposalForm form) {
        return new NotAllowed(
                "Who proposed a %s does not approve it, under no account".formatted(form.noun()));
    }

    private static ProposalSettled approvedIt() {
        return new ProposalSettled("You approved this; a second person has to, too");
    }

    private static Proposal proposal(ProposalForm form, ResultSet row) throws SQLException {
        UUID proposer = row.getObject("proposed_by", UUID.class);
        return new Proposal(
                row.getObject("id", UUID.class),
                form,
                Digest.ofComputed(row.getBytes("digest")),
                row.getObject("based_on", UUID.class),
                proposer == null ? null : new PersonId(proposer),
                row.getObject("proposed_at", OffsetDateTime.class).toInstant(),
                Arrays.stream((UUID[]) row.getArray("approved_by").getArray())
                        .map(PersonId::new)
                        .toList(),
                instant(row.getObject("approved_at", OffsetDateTime.class)),
                row.getBoolean("overtaken"));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
