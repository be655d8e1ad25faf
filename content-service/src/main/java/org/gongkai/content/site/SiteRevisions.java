package org.gongkai.content.site;

import org.gongkai.content.campaign.PlanChanged;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.ChangeLog;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.proposal.NoSuchProposal;
import org.gongkai.content.proposal.Proposal;
import org.gongkai.content.proposal.ProposalForm;
import org.gongkai.content.proposal.ProposalOvertaken;
import org.gongkai.content.proposal.ProposalSettled;
import org.gongkai.content.proposal.Proposals;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import tools.jackson.databind.json.JsonMapper;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The site revisions: proposals (decision 2) whose coming into force is a change that the next
 * release looks at. Thread-safe.
 */
@Component
public class SiteRevisions {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;
    private final Proposals proposals;
    private final ChangeLog changes;
    private final ApplicationEventPublisher events;

    SiteRevisions(
            JdbcClient jdbc,
            Proposals proposals,
            ChangeLog changes,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.proposals = proposals;
        this.changes = changes;
        this.events = events;
    }

    /** The newest proposals first. */
    public List<Proposal> newest(int limit) {
        return proposals.newest(ProposalForm.SITE, limit);
    }

    /** The one in force. */
    public Optional<Proposal> current() {
        return proposals.inForce(ProposalForm.SITE);
    }

    /**
     * The bytes that the revision's digest names.
     *
     * @throws NoSuchProposal if there is no such site revision
     */
    public byte[] canonicalForm(UUID id) {
        return proposals.canonicalForm(ProposalForm.SITE, id);
    }

    /** What readers call each section, by its key; empty until somebody's words are in force. */
    public Map<String, String> sectionNames() {
        Map<String, String> names = new HashMap<>();
        current()
                .ifPresent(
                        revision ->
                                JSON.readTree(canonicalForm(revision.id()))
                                        .path("sections")
                                        .forEach(
                                                section ->
                                                        names.put(
                                                                section.path("key").asString(),
                                                                section.path("name").asString())));
        return names;
    }

    /**
     * Proposes new words.
     *
     * @throws NotAllowed unless the actor is an office reviewer
     * @throws IllegalArgumentException if they name a section, unit or document that is unknown
     */
    @Transactional
    public Proposal propose(Actor by, SiteContent content) {
        proposals.requireProposer(by, ProposalForm.SITE);
        requireKnown(content);
        return proposals.propose(by, ProposalForm.SITE, content.canonicalForm());
    }

    /**
     * Approves exactly the words that the digest names. The second approval puts them in force.
     *
     * @throws NotAllowed if the actor proposed them, or holds no role that approves
     * @throws ProposalSettled if it is in force already, or the actor has approved it before
     * @throws ProposalOvertaken if another came into force since it was proposed
     */
    @Transactional
    public Proposal approve(Actor by, UUID id, Digest digest) {
        Proposal approved = proposals.approve(by, ProposalForm.SITE, id, digest);
        if (approved.approvedAt() != null) {
            // Which sections go on after the campaign may be other ones now.
            events.publishEvent(new PlanChanged(null, null, by.account(), "site words"));
            changes.appendSite(digest);
        }
        return approved;
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
}
