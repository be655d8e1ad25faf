package org.gongkai.content.demo;

import org.gongkai.content.document.DocumentId;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.People;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.proposal.Proposal;
import org.gongkai.content.site.SiteContent;
import org.gongkai.content.site.SiteRevisions;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

/** Proposes the demonstration's site revisions as one person, and approves them as two others. */
@Component
@Profile("demo")
class SiteWords {
    private static final String PROPOSER = "office.b";
    private static final List<String> APPROVERS = List.of("office.a", "publisher.b");

    private final SiteRevisions revisions;
    private final People people;

    SiteWords(SiteRevisions revisions, People people) {
        this.revisions = revisions;
        this.people = people;
    }

    void putInForce(DemoFiles files, DocumentId lead) {
        Proposal proposed = revisions.propose(actor(PROPOSER), content(files, lead));
        for (String approver : APPROVERS) {
            revisions.approve(actor(approver), proposed.id(), proposed.digest());
        }
    }

    private Actor actor(String account) {
        return people.actor(account)
                .orElseThrow(() -> new IllegalStateException("There is no " + account));
    }

    private static SiteContent content(DemoFiles files, DocumentId lead) {
        Map<String, Object> site = files.part("site");
        return new SiteContent(
                DemoFiles.text(site, "name"),
                DemoFiles.text(site, "column"),
                DemoFiles.text(site, "description"),
                DemoFiles.text(site, "keywords"),
                DemoFiles.text(site, "theme"),
                instant(site, "opening"),
                instant(site, "closing"),
                files.list("milestones").stream()
                        .map(
                                entry ->
                                        new SiteContent.Milestone(
                                                instant(entry, "at"),
                                                DemoFiles.text(entry, "label")))
                        .toList(),
                files.list("sections").stream().map(SiteWords::section).toList(),
                files.list("units").stream()
                        .filter(unit -> !Founding.isCity(unit))
                        .map(
                                unit ->
                                        new SiteContent.Unit(
                                                new UnitKey(DemoFiles.text(unit, "key")),
                                                DemoFiles.text(unit, "name")))
                        .toList(),
                lead.value(),
                footer(files));
    }

    private static SiteContent.Section section(Map<String, Object> entry) {
        return new SiteContent.Section(
                DemoFiles.text(entry, "key"),
                DemoFiles.text(entry, "name"),
                DemoFiles.text(entry, "description"),
                DemoFiles.text(entry, "keywords"),
                DemoFiles.text(entry, "columnType"),
                DemoFiles.flag(entry, "block"),
                DemoFiles.flag(entry, "continuing"));
    }

    @SuppressWarnings("unchecked")
    private static SiteContent.Footer footer(DemoFiles files) {
        Map<String, Object> footer =
                (Map<String, Object>)
                        java.util.Objects.requireNonNull(files.part("site").get("footer"));
        return new SiteContent.Footer(
                DemoFiles.text(footer, "organizer"), DemoFiles.text(footer, "contact"));
    }

    private static Instant instant(Map<String, Object> entry, String key) {
        return OffsetDateTime.parse(DemoFiles.text(entry, key)).toInstant();
    }
}
