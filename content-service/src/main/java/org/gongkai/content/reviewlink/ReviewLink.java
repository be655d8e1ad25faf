package org.gongkai.content.reviewlink;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.people.PersonId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An address by which a guest decides on items at the municipal pre-review (审阅链接).
 *
 * @param guest the account without sign-in under which the guest's verdicts are given
 * @param name who the guest is
 * @param issuedBy the name of who gave out the address
 * @param items in their order; verdicts are given on these digests only
 * @param revokedAt when it was ended early; null if it was not
 */
public record ReviewLink(
        UUID id,
        PersonId guest,
        String name,
        String issuedBy,
        String purpose,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant revokedAt,
        List<Item> items) {
    public ReviewLink {
        items = List.copyOf(items);
    }

    /** Whether its address opens anything. */
    public enum State {
        OPEN,
        EXPIRED,
        REVOKED
    }

    public State state(Instant now) {
        if (revokedAt != null) {
            return State.REVOKED;
        }
        return now.isBefore(expiresAt) ? State.OPEN : State.EXPIRED;
    }

    /** A document, and exactly what is asked about. */
    public record Item(DocumentId document, Digest digest) {}

    /** Something that was done with the address. */
    public record Use(Instant at, Action action, @Nullable DocumentId document, String address) {}

    /** What can be done with it. */
    public enum Action {
        OPENED,
        READ,
        APPROVED,
        RETURNED,
        /** A verdict that was refused. */
        REFUSED
    }

    public Optional<Item> item(DocumentId document) {
        return items.stream().filter(item -> item.document().equals(document)).findFirst();
    }
}
