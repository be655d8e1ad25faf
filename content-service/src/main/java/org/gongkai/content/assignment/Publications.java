package org.gongkai.content.assignment;

import org.gongkai.content.campaign.Campaign.Milestone;
import org.gongkai.content.campaign.Campaigns;
import org.gongkai.content.canonical.Digest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Judges whether a publication elsewhere can be evidence of a share. */
@Component
class Publications {
    private static final int LONGEST_LINK = 1000;
    private static final int LONGEST_REMARK = 500;

    private final EvidenceRows evidence;
    private final Campaigns campaigns;
    private final Clock clock;

    Publications(EvidenceRows evidence, Campaigns campaigns, Clock clock) {
        this.evidence = evidence;
        this.campaigns = campaigns;
        this.clock = clock;
    }

    /**
     * Lets pass what is sound.
     *
     * @param fileComes whether a file that shows it will be kept once this has passed
     * @throws AssignmentRefused otherwise
     */
    void require(Share share, Evidence.Elsewhere elsewhere, boolean fileComes) {
        if (elsewhere.channel() == Channel.PORTAL) {
            throw new AssignmentRefused(
                    AssignmentRefused.Why.CHANNEL,
                    "What is on the portal is a document of this system; name the document");
        }
        requireShown(share, elsewhere, fileComes);
        requireTime(share, elsewhere.publishedAt());
        if (elsewhere.remark().length() > LONGEST_REMARK) {
            throw new AssignmentRefused(
                    AssignmentRefused.Why.REMARK,
                    "A remark has at most %d characters".formatted(LONGEST_REMARK));
        }
    }

    private void requireShown(Share share, Evidence.Elsewhere elsewhere, boolean fileComes) {
        String link = elsewhere.link();
        String sha256 = elsewhere.sha256();
        if (link == null && sha256 == null && !fileComes) {
            throw new AssignmentRefused(
                    AssignmentRefused.Why.NO_EVIDENCE,
                    "A publication elsewhere needs a link to it, or a file that shows it");
        }
        if (link != null && !onTheWeb(link)) {
            throw new AssignmentRefused(
                    AssignmentRefused.Why.LINK,
                    "Not an address on the web, with http or https: " + link,
                    link);
        }
        if (sha256 != null && !evidence.has(share.unit(), new Digest(sha256))) {
            throw new AssignmentRefused(
                    AssignmentRefused.Why.FILE,
                    "The library of the unit %s has no file %s; upload it there first"
                            .formatted(share.unit(), sha256),
                    sha256);
        }
    }

    private void requireTime(Share share, @Nullable Instant at) {
        if (at == null || at.isAfter(clock.instant())) {
            throw new AssignmentRefused(
                    AssignmentRefused.Why.TIME,
                    "A publication has the time when it was made, which has come");
        }
        LocalDate first = first(share.assignment().campaign());
        if (at.isBefore(first.atStartOfDay(clock.getZone()).toInstant())) {
            throw new AssignmentRefused(
                    AssignmentRefused.Why.TOO_EARLY,
                    "What was published before %s is no part of the campaign".formatted(first),
                    first);
        }
    }

    /** The day on which a campaign is prepared; if it does not say, its year begins. */
    private LocalDate first(String campaign) {
        Map<Milestone, Instant> milestones = campaigns.get(campaign).milestones();
        ZoneId zone = clock.getZone();
        Instant preparation = milestones.get(Milestone.PREPARATION);
        return preparation != null
                ? preparation.atZone(zone).toLocalDate()
                : milestones.values().stream()
                        .min(Comparator.naturalOrder())
                        .map(at -> at.atZone(zone).toLocalDate().withDayOfYear(1))
                        .orElse(LocalDate.EPOCH);
    }

    private static boolean onTheWeb(String link) {
        try {
            URI uri = new URI(link);
            String scheme = uri.getScheme();
            return link.length() <= LONGEST_LINK
                    && scheme != null
                    && link.startsWith(scheme.toLowerCase(Locale.ROOT))
                    && Set.of("http", "https").contains(scheme)
                    && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
