package org.gongkai.content.routing;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.kind.Kind;
import org.gongkai.content.kind.Kinds;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.proposal.NoSuchProposal;
import org.gongkai.content.proposal.Proposal;
import org.gongkai.content.proposal.ProposalForm;
import org.gongkai.content.proposal.ProposalOvertaken;
import org.gongkai.content.proposal.ProposalSettled;
import org.gongkai.content.proposal.Proposals;
import org.gongkai.content.review.ReviewRoute;
import org.gongkai.content.review.ReviewStage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * The routings: proposals (decision 2) that say which review route a new edition takes. Editions
 * under way keep the version of theirs. There is always one in force, since one comes with the
 * schema. The database writes the versions of the routes when a routing comes into force, and
 * checks every new edition against it. Thread-safe.
 */
@Component
public class Routings {
    private final JdbcClient jdbc;
    private final Proposals proposals;
    private final Kinds kinds;

    Routings(JdbcClient jdbc, Proposals proposals, Kinds kinds) {
        this.jdbc = jdbc;
        this.proposals = proposals;
        this.kinds = kinds;
    }

    /** Which way a document goes, and by which rule, counted from 1. */
    public record Way(
            String section, String kind, boolean continuing, int rule, ReviewRoute route) {}

    /**
     * A section whose documents of this kind a routing would send another way, or along the same
     * route when that becomes another.
     */
    public record Change(
            String section,
            String kind,
            String before,
            RouteDefinition from,
            String after,
            RouteDefinition to) {}

    /** The newest proposals first. */
    public List<Proposal> newest(int limit) {
        return proposals.newest(ProposalForm.ROUTING, limit);
    }

    /**
     * @throws NoSuchProposal if there is none
     */
    public Proposal get(UUID id) {
        return proposals.get(ProposalForm.ROUTING, id);
    }

    /** The one in force. */
    public Proposal current() {
        return proposals
                .inForce(ProposalForm.ROUTING)
                .orElseThrow(() -> new IllegalStateException("The schema came without a routing"));
    }

    /**
     * What it says.
     *
     * @throws NoSuchProposal if there is none
     */
    public RoutingContent content(UUID id) {
        return RoutingContent.of(canonicalForm(id));
    }

    /**
     * The bytes that the routing's digest names.
     *
     * @throws NoSuchProposal if there is none
     */
    public byte[] canonicalForm(UUID id) {
        return proposals.canonicalForm(ProposalForm.ROUTING, id);
    }

    /**
     * Proposes other routes and rules.
     *
     * @throws NotAllowed unless the actor is an office reviewer
     * @throws IllegalArgumentException if a rule names a section or kind that is unknown
     */
    @Transactional
    public Proposal propose(Actor by, RoutingContent content) {
        proposals.requireProposer(by, ProposalForm.ROUTING);
        List<String> sections = sections();
        for (RoutingRule rule : content.rules()) {
            if (rule.section() != null && !sections.contains(rule.section())) {
                throw new IllegalArgumentException(noSection(rule.section()));
            }
            if (rule.kind() != null && kinds.find(rule.kind()).isEmpty()) {
                throw new IllegalArgumentException(noKind(rule.kind()));
            }
        }
        return proposals.propose(by, ProposalForm.ROUTING, content.canonicalForm());
    }

    /**
     * Approves exactly the routing that the digest names. The second approval puts it in force, for
     * editions that are opened from then on.
     *
     * @throws NotAllowed if the actor proposed it, or holds no role that approves
     * @throws ProposalSettled if it is in force already, or the actor has approved it before
     * @throws ProposalOvertaken if another came into force since it was proposed
     */
    public Proposal approve(Actor by, UUID id, Digest digest) {
        return proposals.approve(by, ProposalForm.ROUTING, id, digest);
    }

    /** The routes in force in their versions, by key. */
    @Transactional(readOnly = true)
    public List<ReviewRoute> routes() {
        return jdbc.sql(
                        """
                        select distinct on (t.key) t.* from proposal_in_force p
                            cross join jsonb_object_keys(convert_from(p.canonical, 'UTF8')::jsonb -> 'routes') r(key)
                            join review_route t on t.key = r.key
                        where p.form = :form order by t.key, t.version desc
                        """)
                .param("form", ProposalForm.ROUTING.key())
                .query((row, n) -> route(row))
                .list();
    }

    /**
     * Which way a document of this section and kind goes when an edition is opened now.
     *
     * @throws IllegalArgumentException if there is no such section or kind
     */
    @Transactional(readOnly = true)
    public Way way(String section, String kind) {
        if (!sections().contains(section)) {
            throw new IllegalArgumentException(noSection(section));
        }
        if (kinds.find(kind).isEmpty()) {
            throw new IllegalArgumentException(noKind(kind));
        }
        return jdbc.sql(
                        """
                        select t.*, r.place, goes_on(:section) as continuing
                        from proposal_in_force p, rule_for(p.canonical, :section, :kind) r, route_in_force(:section, :kind) t
                        where p.form = :form
                        """)
                .param("section", section)
                .param("kind", kind)
                .param("form", ProposalForm.ROUTING.key())
                .query(
                        (row, n) ->
                                new Way(
                                        section,
                                        kind,
                                        row.getBoolean("continuing"),
                                        row.getInt("place"),
                                        route(row)))
                .single();
    }

    /**
     * What would change for new editions if this routing came into force now; by section, then
     * kind.
     *
     * @throws NoSuchProposal if there is none
     */
    @Transactional(readOnly = true)
    public List<Change> changes(UUID id) {
        RoutingContent now = content(current().id());
        RoutingContent then = content(id);
        return jdbc
                .sql(
                        """
                        select s.key, k.kind, before.route as before, after.route as after
                        from section s cross join unnest(:kinds) with ordinality k(kind, place)
                            cross join proposal_in_force f cross join proposal p
                            cross join lateral rule_for(f.canonical, s.key, k.kind) before
                            cross join lateral rule_for(p.canonical, s.key, k.kind) after
                        where f.form = :form and p.id = :id
                        order by s.created_at, s.key, k.place
                        """)
                .param("kinds", kinds.all().stream().map(Kind::key).toArray(String[]::new))
                .param("form", ProposalForm.ROUTING.key())
                .param("id", id)
                .query(
                        (row, n) ->
                                new Change(
                                        row.getString("key"),
                                        row.getString("kind"),
                                        row.getString("before"),
                                        definition(now, row.getString("before")),
                                        row.getString("after"),
                                        definition(then, row.getString("after"))))
                .list()
                .stream()
                .filter(change -> !change.from().equals(change.to()))
                .toList();
    }

    /** How many kinds of documents there are. */
    public int kinds() {
        return kinds.all().size();
    }

    private List<String> sections() {
        return jdbc.sql("select key from section").query((row, n) -> row.getString(1)).list();
    }

    private static RouteDefinition definition(RoutingContent routing, String key) {
        return Objects.requireNonNull(routing.routes().get(key), key);
    }

    private static String noSection(String key) {
        return "There is no section %s; GET /api/v1/sections lists them".formatted(key);
    }

    private String noKind(String key) {
        return "There is no kind %s; there are %s"
                .formatted(key, String.join(", ", kinds.all().stream().map(Kind::key).toList()));
    }

    private static ReviewRoute route(ResultSet row) throws SQLException {
        return new ReviewRoute(
                row.getString("key"),
                row.getInt("version"),
                stages(row.getArray("stages")),
                Arrays.asList((Integer[]) row.getArray("allowances").getArray()),
                Set.copyOf(stages(row.getArray("notified"))));
    }

    private static List<ReviewStage> stages(Array names) throws SQLException {
        return Arrays.stream((String[]) names.getArray()).map(ReviewStage::valueOf).toList();
    }
}
