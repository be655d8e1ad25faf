package org.gongkai.content.pack;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.campaign.Campaigns;
import org.gongkai.content.campaign.Section;
import org.gongkai.content.campaign.Sections;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.DocumentSummary;
import org.gongkai.content.media.Assets;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The packs for the municipal pre-review. The office has one made of all that waits there; its file
 * is kept in the file store, named by its digest. Thread-safe.
 */
@Service
public class Packs {
    /** The largest pack. */
    public static final int MOST_ITEMS = 200;

    private static final int MOST_LISTED = 200;
    private static final String ZIP = "application/zip";
    private static final Set<Role> READERS =
            EnumSet.of(
                    Role.OFFICE_REVIEWER, Role.PUBLISHER, Role.SUPERVISOR, Role.MUNICIPAL_REVIEWER);

    private final PackRows rows;
    private final PackWriter writer;
    private final Waiting waiting;
    private final Campaigns campaigns;
    private final Sections sections;
    private final Assets assets;
    private final AuditLog audit;
    private final Clock clock;

    Packs(
            PackRows rows,
            PackWriter writer,
            Waiting waiting,
            Campaigns campaigns,
            Sections sections,
            Assets assets,
            AuditLog audit,
            Clock clock) {
        this.rows = rows;
        this.writer = writer;
        this.waiting = waiting;
        this.campaigns = campaigns;
        this.sections = sections;
        this.assets = assets;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whether this person sees packs. */
    public static boolean concern(Actor actor) {
        return READERS.stream().anyMatch(actor::holds);
    }

    /** Whether this person has packs made. */
    public static boolean mayMake(Actor actor) {
        return actor.holds(Role.OFFICE_REVIEWER);
    }

    /**
     * What a pack would hold now: all that waits at the municipal pre-review, in the order of
     * units, sections and paths. What came late waits for the office's consent, and so for nobody
     * else.
     *
     * @param campaign null for all
     * @throws org.gongkai.content.campaign.NoSuchEntry if there is no such campaign
     */
    public List<DocumentSummary> waiting(Actor actor, @Nullable String campaign) {
        requireReader(actor);
        Set<String> wanted = campaign == null ? Set.of() : sectionsOf(campaign);
        return waiting.all(actor).stream()
                .filter(document -> campaign == null || wanted.contains(document.section()))
                .filter(document -> !document.awaitsConsent())
                .sorted(
                        Comparator.comparing(DocumentSummary::unit)
                                .thenComparing(DocumentSummary::section)
                                .thenComparing(DocumentSummary::path))
                .toList();
    }

    private Set<String> sectionsOf(String campaign) {
        campaigns.get(campaign);
        return sections.all().stream()
                .filter(section -> campaign.equals(section.campaign()))
                .map(Section::key)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Makes a pack of all that waits.
     *
     * @param campaign null for all
     * @throws NotAllowed unless the actor is an office reviewer
     * @throws PackRefused if there is nothing, too much, or no site, or if something was erased
     *     meanwhile
     */
    public Pack make(Actor by, @Nullable String campaign) {
        if (!mayMake(by)) {
            throw new NotAllowed("Packs are made by office reviewers");
        }
        List<DocumentSummary> found = waiting(by, campaign);
        if (found.isEmpty()) {
            throw new PackRefused(
                    PackRefused.Why.NOTHING, "Nothing waits at the municipal pre-review");
        }
        if (found.size() > MOST_ITEMS) {
            throw new PackRefused(
                    PackRefused.Why.TOO_MANY,
                    "%d documents wait, and a pack has at most %d; choose a campaign"
                            .formatted(found.size(), MOST_ITEMS));
        }
        List<Pack.Item> items = new ArrayList<>();
        for (DocumentSummary document : found) {
            items.add(
                    new Pack.Item(
                            items.size() + 1, document.id(), new Digest(document.digest()), null));
        }
        Pack empty =
                new Pack(
                        UUID.randomUUID(),
                        rows.nextNumber(),
                        campaign,
                        by.name(),
                        clock.instant().truncatedTo(ChronoUnit.SECONDS),
                        false,
                        0,
                        null,
                        items);
        try {
            Path file = Files.createTempFile("gongkai-pack", ".zip");
            try {
                boolean pdf = writer.write(empty, title(campaign), file);
                assets.keepMade(by, file, ZIP, asset -> record(by, empty.written(pdf, asset)));
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The pack could not be written", e);
        }
        return find(by, empty.id());
    }

    private @Nullable String title(@Nullable String campaign) {
        return campaign == null ? null : campaigns.get(campaign).title();
    }

    private void record(Actor by, Pack pack) {
        rows.insert(pack, by);
        audit.append(
                AuditLog.SYSTEM,
                by.account(),
                "pack-made",
                Map.of(
                        "pack", pack.id().toString(),
                        "number", pack.number(),
                        "items", pack.items().size(),
                        "sha256", Objects.requireNonNull(pack.sha256()).hex()));
    }

    /** The newest packs first. */
    @Transactional(readOnly = true)
    public List<Pack> newest(Actor actor) {
        requireReader(actor);
        return rows.newest(MOST_LISTED);
    }

    /**
     * One pack.
     *
     * @throws NoSuchPack if there is none
     */
    @Transactional(readOnly = true)
    public Pack find(Actor actor, UUID id) {
        requireReader(actor);
        return rows.find(id).orElseThrow(() -> new NoSuchPack(id));
    }

    /**
     * Its file.
     *
     * @throws NoSuchPack if there is none, or it was erased
     */
    @Transactional(readOnly = true)
    public Resource open(Actor actor, UUID id) {
        return Optional.ofNullable(find(actor, id).sha256())
                .flatMap(assets::open)
                .orElseThrow(() -> new NoSuchPack(id));
    }

    /** The number of the pack that a sheet names, if there is one. */
    Optional<Long> numberOf(String id) {
        try {
            return rows.find(UUID.fromString(id)).map(Pack::number);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static void requireReader(Actor actor) {
        if (!concern(actor)) {
            throw new NotAllowed(
                    "Packs are for the office, publishers, supervisors and municipal reviewers");
        }
    }
}
