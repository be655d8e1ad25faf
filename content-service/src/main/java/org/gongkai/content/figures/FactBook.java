package org.gongkai.content.figures;

import org.gongkai.content.assignment.Channel;
import org.gongkai.content.assignment.Evidence;
import org.gongkai.content.campaign.Campaigns;
import org.gongkai.content.closing.CampaignDocuments;
import org.gongkai.content.document.Bypasses;
import org.gongkai.content.document.Emergency;
import org.gongkai.content.people.Unit;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.people.Units;
import org.gongkai.content.supervision.Standing;
import org.gongkai.content.supervision.Supervision;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Counts what a campaign has come to. Summaries and reports take every figure from here, so that
 * the same thing never has two numbers. Nothing is stored. For the system: whoever shows it asks
 * first who may see it. Thread-safe.
 */
@Service
public class FactBook {
    private final Campaigns campaigns;
    private final Supervision supervision;
    private final CampaignDocuments documents;
    private final Bypasses bypasses;
    private final Units units;

    FactBook(
            Campaigns campaigns,
            Supervision supervision,
            CampaignDocuments documents,
            Bypasses bypasses,
            Units units) {
        this.campaigns = campaigns;
        this.supervision = supervision;
        this.documents = documents;
        this.bypasses = bypasses;
        this.units = units;
    }

    /**
     * The facts of the district.
     *
     * @throws org.gongkai.content.campaign.NoSuchEntry if there is no such campaign
     */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Facts district(String campaign) {
        return facts(campaign, null);
    }

    /** The facts of a unit. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Facts of(String campaign, UnitKey unit) {
        return facts(campaign, unit);
    }

    /**
     * The units that have a share or a document, the office first; they owe a summary. Nothing is
     * counted for it, so that every page may ask.
     */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public List<UnitKey> units(String campaign) {
        Set<UnitKey> some = new HashSet<>(documents.units(campaign));
        supervision.of(campaign).forEach(standing -> some.add(standing.share().unit()));
        return units.all().stream().map(Unit::key).filter(some::contains).toList();
    }

    private Facts facts(String key, @Nullable UnitKey unit) {
        CampaignDocuments.Count count = documents.of(key);
        Set<UUID> ids =
                count.documents().stream()
                        .map(CampaignDocuments.Counted::id)
                        .collect(Collectors.toSet());
        Parts all =
                new Parts(
                        supervision.of(key),
                        publications(key, count),
                        count.documents(),
                        count.late(),
                        bypasses.all().stream()
                                .filter(one -> ids.contains(one.document().value()))
                                .filter(one -> used(one, count.asOf()))
                                .toList());
        Map<UnitKey, Figures> byUnit = new LinkedHashMap<>();
        for (UnitKey one : units.all().stream().map(Unit::key).toList()) {
            Parts own = all.of(one);
            if (unit == null ? own.anything() : unit.equals(one)) {
                byUnit.put(one, own.figures(own.anything() ? 1 : 0, count));
            }
        }
        Parts parts = unit == null ? all : all.of(unit);
        return new Facts(
                key,
                campaigns.get(key).title(),
                unit,
                count.asOf(),
                count.closed(),
                unit == null
                        ? parts.figures(byUnit.size(), count)
                        : byUnit.getOrDefault(unit, parts.figures(0, count)),
                parts.shares(),
                parts.publications(),
                parts.documents().stream().filter(one -> one.publishedAt() == null).toList(),
                parts.late(),
                parts.emergencies(),
                byUnit);
    }

    /** A request that nobody confirmed passed over nothing. */
    private static boolean used(Emergency one, Instant asOf) {
        Instant confirmed = one.confirmedAt();
        return confirmed != null && !confirmed.isAfter(asOf);
    }

    /**
     * On the portal each document once, elsewhere each link or file once for a unit and channel.
     */
    private List<Facts.Publication> publications(String key, CampaignDocuments.Count count) {
        Map<Object, Facts.Publication> found = new LinkedHashMap<>();
        for (CampaignDocuments.Counted one : count.documents()) {
            Instant at = one.publishedAt();
            if (at != null) {
                found.put(
                        one.id(),
                        new Facts.Publication(
                                one.id(),
                                new UnitKey(one.unit()),
                                Channel.PORTAL,
                                Objects.requireNonNullElse(one.title(), one.path()),
                                one.path(),
                                null,
                                at,
                                true,
                                one.live()));
            }
        }
        for (Standing standing : supervision.of(key)) {
            for (Evidence evidence : standing.share().evidence()) {
                Instant at = evidence.publishedAt();
                if (evidence.counts() && at != null && !at.isAfter(count.asOf())) {
                    Facts.Publication publication = publication(standing, evidence, at);
                    found.putIfAbsent(identity(publication), publication);
                }
            }
        }
        return found.values().stream()
                .sorted(
                        Comparator.comparing(Facts.Publication::at)
                                .thenComparing(one -> one.id().toString()))
                .toList();
    }

    private static Object identity(Facts.Publication one) {
        return one.document()
                ? one.id()
                : List.of(
                        one.unit(),
                        one.channel(),
                        String.valueOf(one.place()),
                        String.valueOf(one.file()));
    }

    private static Facts.Publication publication(Standing standing, Evidence evidence, Instant at) {
        Evidence.Document document = evidence.document();
        String task = standing.share().assignment().task().text();
        if (document != null) {
            return new Facts.Publication(
                    document.id(),
                    standing.share().unit(),
                    evidence.channel(),
                    document.title() == null ? task : document.title(),
                    document.path(),
                    null,
                    at,
                    true,
                    document.live());
        }
        Evidence.File file = evidence.file();
        return new Facts.Publication(
                evidence.id(),
                standing.share().unit(),
                evidence.channel(),
                evidence.remark().isBlank() ? task : evidence.remark(),
                evidence.link(),
                file == null ? null : file.sha256(),
                at,
                false,
                true);
    }

    /** What is counted. */
    private record Parts(
            List<Standing> shares,
            List<Facts.Publication> publications,
            List<CampaignDocuments.Counted> documents,
            List<CampaignDocuments.Late> late,
            List<Emergency> emergencies) {

        Parts of(UnitKey unit) {
            return new Parts(
                    only(shares, one -> one.share().unit().value(), unit),
                    only(publications, one -> one.unit().value(), unit),
                    only(documents, CampaignDocuments.Counted::unit, unit),
                    only(late, CampaignDocuments.Late::unit, unit),
                    only(emergencies, Emergency::unit, unit));
        }

        boolean anything() {
            return !shares.isEmpty() || !documents.isEmpty();
        }

        Figures figures(int units, CampaignDocuments.Count count) {
            List<Standing> done =
                    shares.stream().filter(one -> Facts.done(one, count.asOf())).toList();
            Map<Channel, Integer> channels = new EnumMap<>(Channel.class);
            publications.forEach(one -> channels.merge(one.channel(), 1, Integer::sum));
            List<CampaignDocuments.Counted> published =
                    documents.stream().filter(one -> one.publishedAt() != null).toList();
            return new Figures(
                    units,
                    shares.size(),
                    done.size(),
                    number(done, one -> one.workingDaysLate() != null),
                    number(shares, one -> Facts.overdue(one, count.asOf(), count.closed())),
                    number(shares, one -> one.share().receipt() != null),
                    documents.size(),
                    published.size(),
                    number(published, one -> !one.live()),
                    channels,
                    late.size(),
                    emergencies.size(),
                    number(emergencies, one -> !one.toMakeUp().isEmpty()));
        }

        private static <T> int number(List<T> some, java.util.function.Predicate<? super T> which) {
            return (int) some.stream().filter(which).count();
        }

        private static <T> List<T> only(List<T> some, Function<T, String> of, UnitKey unit) {
            return some.stream().filter(one -> of.apply(one).equals(unit.value())).toList();
        }
    }
}
