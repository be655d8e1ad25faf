package org.gongkai.content.document;

import org.gongkai.content.kind.Shortcoming;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What would be found if a draft were submitted as it stands in somebody's form. Nothing is kept.
 * Thread-safe.
 */
@Service
@Transactional(readOnly = true)
public class DraftChecks {
    private final DocumentQueries queries;
    private final DocumentHeads heads;
    private final Writing writing;
    private final DocumentLinks links;
    private final Clock clock;

    DraftChecks(
            DocumentQueries queries,
            DocumentHeads heads,
            Writing writing,
            DocumentLinks links,
            Clock clock) {
        this.queries = queries;
        this.heads = heads;
        this.writing = writing;
        this.links = links;
        this.clock = clock;
    }

    /**
     * Something to look at before submitting.
     *
     * @param blocks whether it keeps the draft from being submitted or released
     */
    public record Found(Shortcoming what, boolean blocks) {}

    /**
     * A draft as it would be kept, and what was found.
     *
     * @param document the document's id; one of its own for a document that does not exist yet
     * @param content null if the draft cannot be content at all
     */
    public record Checked(DocumentId document, @Nullable Content content, List<Found> findings) {
        public Checked {
            findings = List.copyOf(findings);
        }
    }

    /** What is found in content that keeps every rule: about its links and personal data. */
    public List<Found> findings(Content content) {
        List<Found> found = new ArrayList<>(links.findings(content));
        PersonalData.in(content).forEach(each -> found.add(new Found(each, false)));
        return found;
    }

    /**
     * Checks the next draft of a document.
     *
     * @throws NoSuchDocument if the person may not see it
     * @throws NotAllowed if the person does not write for its unit
     */
    public Checked check(Actor by, DocumentId id, Draft draft) {
        queries.requireVisible(by, id);
        return check(by, heads.find(id), draft);
    }

    /**
     * Checks a document that is not there yet.
     *
     * @throws NotAllowed if the person does not write for its unit
     */
    public Checked check(Actor by, NewDocument document) {
        DocumentId id = new DocumentId(UUID.randomUUID());
        try {
            writing.kind(document.kind());
            DocumentHeads.SectionRoute section = heads.section(document.section(), document.kind());
            PublicPath path =
                    PublicPath.of(
                            document.section(),
                            LocalDate.ofInstant(clock.instant(), clock.getZone()),
                            0);
            return check(
                    by,
                    new DocumentHead(
                            id,
                            document.kind(),
                            document.section(),
                            document.unit(),
                            path,
                            section.notBefore()),
                    document.draft());
        } catch (ContentRefused e) {
            return new Checked(id, null, blocking(e.shortcomings()));
        }
    }

    private Checked check(Actor by, DocumentHead head, Draft draft) {
        if (!by.holds(Role.EDITOR, head.unit())) {
            throw new NotAllowed("Only an editor of the unit writes its documents");
        }
        Content content;
        try {
            content = writing.content(head, draft);
        } catch (ContentRefused e) {
            return new Checked(head.id(), null, blocking(e.shortcomings()));
        }
        List<Found> found = new ArrayList<>(blocking(writing.shortcomings(content)));
        found.addAll(findings(content));
        return new Checked(head.id(), content, found);
    }

    private static List<Found> blocking(List<Shortcoming> shortcomings) {
        return shortcomings.stream().map(each -> new Found(each, true)).toList();
    }
}
