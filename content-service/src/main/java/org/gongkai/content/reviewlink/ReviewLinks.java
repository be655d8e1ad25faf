package org.gongkai.content.reviewlink;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.ContentRefused;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.DocumentQueries;
import org.gongkai.content.document.DocumentView;
import org.gongkai.content.document.Documents;
import org.gongkai.content.document.Verb;
import org.gongkai.content.engine.Secrets;
import org.gongkai.content.kind.Shortcoming;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NewPerson;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.People;
import org.gongkai.content.people.Person;
import org.gongkai.content.people.Role;
import org.gongkai.content.review.Opinion;
import org.gongkai.content.review.ReviewStage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The review links: given out by the office for items at the municipal pre-review, opened without
 * an account, good until they expire or are revoked, every use recorded. Who gives one out knows
 * the secret too, so both count when duties are separated (docs/model.md, "Real people").
 * Thread-safe.
 */
@Service
public class ReviewLinks {
    /** The longest life of a link. */
    public static final Duration LONGEST = Duration.ofDays(31);

    static final int MOST_ITEMS = 200;
    private static final int LONGEST_PURPOSE = 200;
    private static final Set<Role> ISSUERS =
            Set.of(Role.OFFICE_REVIEWER, Role.PUBLISHER, Role.SUPERVISOR);

    private final LinkRows rows;
    private final People people;
    private final DocumentQueries queries;
    private final Documents documents;
    private final AuditLog audit;
    private final Clock clock;
    private final LinkToken tokens;

    ReviewLinks(
            LinkRows rows,
            People people,
            DocumentQueries queries,
            Documents documents,
            AuditLog audit,
            Clock clock,
            Secrets secrets) {
        this.rows = rows;
        this.people = people;
        this.queries = queries;
        this.documents = documents;
        this.audit = audit;
        this.clock = clock;
        this.tokens = new LinkToken(secrets.value(Secrets.Secret.REVIEW_LINK_KEY));
    }

    /** A new link, and the token of its address, which is shown this once. */
    public record Issued(ReviewLink link, String token) {
        /** The address on this server. */
        public String path() {
            return "/review/" + token;
        }

        @Override
        public String toString() {
            return "Issued[" + link.id() + "]";
        }
    }

    /** An opened link, and the guest acting. */
    public record Opened(ReviewLink link, Actor guest) {}

    /** Whether this person gives out links; only in the own name. */
    public static boolean mayIssue(Actor actor) {
        return actor.grants().stream().anyMatch(grant -> ISSUERS.contains(grant.role()));
    }

    /**
     * Somebody for whose verdicts this person vouches, to ask what such a guest could do: both
     * count when duties are separated.
     */
    public static Actor guestOf(Actor by) {
        return new Actor(
                by.id(),
                by.account(),
                by.name(),
                Set.of(new Actor.Grant(Role.MUNICIPAL_REVIEWER, null)),
                by.behind(),
                Set.of());
    }

    /** Whether there is anything about links for this person to do or to see. */
    public static boolean concern(Actor actor) {
        return mayIssue(actor) || seesAll(actor);
    }

    /**
     * Gives out a link.
     *
     * @param name who the guest is
     * @throws NotAllowed unless the actor is an office reviewer, publisher or supervisor in the own
     *     name
     * @throws LinkRefused for a name, purpose, expiry or items that are none
     * @throws ContentRefused naming each item that the guest could not decide on, and why
     */
    @Transactional
    public Issued issue(
            Actor by, String name, String purpose, Instant expiresAt, List<ReviewLink.Item> items) {
        requireIssuer(by);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant expires = expiresAt.truncatedTo(ChronoUnit.SECONDS);
        if (!expires.isAfter(now) || Duration.between(now, expires).compareTo(LONGEST) > 0) {
            throw new LinkRefused(
                    LinkRefused.Why.EXPIRY,
                    "A review link expires in the future, within %d days"
                            .formatted(LONGEST.toDays()));
        }
        if (!NewPerson.isName(name)) {
            throw new LinkRefused(
                    LinkRefused.Why.NAME, "A guest's name is one line of at most 40 characters");
        }
        if (purpose.isBlank() || purpose.length() > LONGEST_PURPOSE) {
            throw new LinkRefused(
                    LinkRefused.Why.PURPOSE,
                    "A review link has a purpose of 1 to %d characters".formatted(LONGEST_PURPOSE));
        }
        if (items.isEmpty()
                || items.size() > MOST_ITEMS
                || items.stream().map(ReviewLink.Item::document).distinct().count()
                        < items.size()) {
            throw new LinkRefused(
                    LinkRefused.Why.ITEMS,
                    "A link is for 1 to %d documents, each once".formatted(MOST_ITEMS));
        }
        items.forEach(item -> queries.view(by, item.document()));
        Person guest = people.addGuest(by, name, Role.MUNICIPAL_REVIEWER);
        ReviewLink link =
                new ReviewLink(
                        UUID.randomUUID(),
                        guest.id(),
                        guest.name(),
                        by.name(),
                        purpose.strip(),
                        now,
                        expires,
                        null,
                        items);
        requireDecidable(acting(link), items);
        rows.insert(link, by.id());
        audit.append(
                AuditLog.SYSTEM,
                by.account(),
                "review-link-issued",
                Map.of(
                        "link", link.id().toString(),
                        "guest", guest.account(),
                        "items", items.size(),
                        "expires", expires.toString()));
        return new Issued(link, tokens.sign(new LinkToken.Claim(link.id(), expires)));
    }

    /** Those that this person gave out; for supervisors and office reviewers all. */
    @Transactional(readOnly = true)
    public List<ReviewLink> known(Actor actor) {
        return rows.issued(actor.id(), seesAll(actor));
    }

    /**
     * One link.
     *
     * @throws NoSuchReviewLink if the actor may not know of it
     */
    @Transactional(readOnly = true)
    public ReviewLink find(Actor actor, UUID id) {
        return get(actor, id);
    }

    /**
     * What was done with a link.
     *
     * @throws NoSuchReviewLink if the actor may not know of it
     */
    @Transactional(readOnly = true)
    public List<ReviewLink.Use> uses(Actor actor, UUID id) {
        return rows.uses(get(actor, id).id());
    }

    /**
     * Ends a link at once; verdicts that were given by it stand.
     *
     * @throws NoSuchReviewLink if the actor may not know of it
     */
    @Transactional
    public ReviewLink revoke(Actor by, UUID id) {
        get(by, id);
        if (rows.revoke(id, clock.instant())) {
            audit.append(
                    AuditLog.SYSTEM,
                    by.account(),
                    "review-link-revoked",
                    Map.of("link", id.toString()));
        }
        return get(by, id);
    }

    /** Opens a link by the token of its address; empty if it is none, expired or revoked. */
    @Transactional(readOnly = true)
    public Optional<Opened> open(String token) {
        return tokens.verify(token)
                .flatMap(claim -> rows.find(claim.id()))
                .filter(link -> link.state(clock.instant()) == ReviewLink.State.OPEN)
                .map(link -> new Opened(link, acting(link)));
    }

    /** Records what was done with a link, and from where. */
    @Transactional
    public void use(
            ReviewLink link,
            ReviewLink.Action action,
            @Nullable DocumentId document,
            String address) {
        rows.use(link.id(), new ReviewLink.Use(clock.instant(), action, document, address));
    }

    /**
     * Gives the guest's verdict on exactly what the link shows, and records it with the address.
     *
     * @param approve to approve; else to return, with a comment
     */
    @Transactional
    public void decide(
            Opened opened, ReviewLink.Item item, boolean approve, Opinion opinion, String address) {
        if (approve) {
            documents.approve(opened.guest(), item.document(), item.digest(), opinion);
        } else {
            documents.returnForChanges(opened.guest(), item.document(), item.digest(), opinion);
        }
        use(
                opened.link(),
                approve ? ReviewLink.Action.APPROVED : ReviewLink.Action.RETURNED,
                item.document(),
                address);
    }

    private void requireDecidable(Actor guest, List<ReviewLink.Item> items) {
        List<Shortcoming> found = new ArrayList<>();
        for (ReviewLink.Item item : items) {
            DocumentView view = queries.view(guest, item.document());
            if (view.summary().stage() != ReviewStage.MUNICIPAL_PRE_REVIEW) {
                found.add(refused("STAGE", item, "It does not stand at the municipal pre-review."));
            } else if (!new Digest(view.summary().digest()).equals(item.digest())) {
                found.add(
                        refused(
                                "CHANGED",
                                item,
                                "It has other content by now; take its present digest."));
            } else if (!view.may(Verb.APPROVE)) {
                found.add(
                        refused(
                                "PART",
                                item,
                                "Who gives out the link took part in it: "
                                        + view.refusals().get(Verb.APPROVE)
                                        + ". Have somebody else give it out."));
            }
        }
        if (!found.isEmpty()) {
            throw new ContentRefused(found);
        }
    }

    private static Shortcoming refused(String what, ReviewLink.Item item, String why) {
        return new Shortcoming("REVIEW-LINK-" + what, "items." + item.document(), why);
    }

    private Actor acting(ReviewLink link) {
        return people.actor(link.guest())
                .orElseThrow(
                        () -> new IllegalStateException("The guest of " + link.id() + " is gone"));
    }

    private ReviewLink get(Actor actor, UUID id) {
        return rows.find(id)
                .filter(
                        link ->
                                seesAll(actor)
                                        || rows.issued(actor.id(), false).stream()
                                                .anyMatch(own -> own.id().equals(id)))
                .orElseThrow(() -> new NoSuchReviewLink(id));
    }

    static void requireIssuer(Actor by) {
        if (!mayIssue(by)) {
            throw new NotAllowed(
                    "Review links are given out by office reviewers, publishers and supervisors");
        }
    }

    private static boolean seesAll(Actor actor) {
        return actor.holds(Role.SUPERVISOR) || actor.holds(Role.OFFICE_REVIEWER);
    }
}
