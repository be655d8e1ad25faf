package org.gongkai.content.figures;

import org.gongkai.content.assignment.Channel;
import org.gongkai.content.closing.CampaignDocuments;
import org.gongkai.content.document.Emergency;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.supervision.Standing;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a campaign has come to, of one unit or of the district: the figures, and what each of them
 * counts.
 *
 * @param title of the campaign
 * @param unit null for the district
 * @param asOf the closing once it has passed, until then now
 * @param closed whether the closing has passed
 * @param shares as they stand now; {@link #done} says whether one was done by then
 * @param units the figures of each unit that has a share or a document; of a unit only its own
 */
public record Facts(
        String campaign,
        String title,
        @Nullable UnitKey unit,
        Instant asOf,
        boolean closed,
        Figures figures,
        List<Standing> shares,
        List<Publication> publications,
        List<CampaignDocuments.Counted> unpublished,
        List<CampaignDocuments.Late> late,
        List<Emergency> emergencies,
        Map<UnitKey, Figures> units) {

    /**
     * Something that was published, once for each channel.
     *
     * @param id of the document, or of the evidence
     * @param title of the document; of a publication elsewhere the words of its assignment
     * @param place the path on the portal, or the link; null if a file shows it
     * @param file the SHA-256 of that file
     * @param document whether it is a document of this system
     * @param live whether readers still see the document; true elsewhere
     */
    public record Publication(
            UUID id,
            UnitKey unit,
            Channel channel,
            String title,
            @Nullable String place,
            @Nullable String file,
            Instant at,
            boolean document,
            boolean live) {}

    /** Whether a share was done by then. */
    public boolean done(Standing share) {
        return done(share, asOf);
    }

    static boolean done(Standing share, Instant asOf) {
        return share.share().doneAt().filter(at -> !at.isAfter(asOf)).isPresent();
    }

    /** Whether a share was due by then and is not done. */
    public boolean overdue(Standing share) {
        return overdue(share, asOf, closed);
    }

    static boolean overdue(Standing share, Instant asOf, boolean closed) {
        Instant due = share.due();
        return due != null
                && !done(share, asOf)
                && (due.isBefore(asOf) || closed && due.equals(asOf));
    }
}
