package org.gongkai.content.webhook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import org.gongkai.content.document.EditionMoved;
import org.gongkai.content.document.EditionState;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What others can be told of. The names never change; docs/api.md says what each means. */
public enum EventType {
    SUBMITTED("edition.submitted"),
    TAKEN_BACK("edition.taken_back"),
    STAGE_APPROVED("edition.stage_approved"),
    APPROVED("edition.approved"),
    RETURNED("edition.returned"),
    RECALLED("edition.recalled"),
    HELD("edition.held"),
    LET_GO("edition.let_go"),
    PUBLISHED("edition.published"),
    SUPERSEDED("edition.superseded"),
    WITHDRAWN("edition.withdrawn"),
    DISCARDED("edition.discarded"),
    RELEASE_ACTIVATED("release.activated"),
    /** Sent to one subscription when an administrator asks for it; nobody subscribes to it. */
    PING("ping");

    private final String key;

    EventType(String key) {
        this.key = key;
    }

    @JsonValue
    public String key() {
        return key;
    }

    public boolean subscribable() {
        return this != PING;
    }

    /**
     * @throws IllegalArgumentException naming those that there are
     */
    @JsonCreator
    public static EventType of(String key) {
        return Arrays.stream(values())
                .filter(type -> type.key.equals(key))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "There is no event “%s”; there are %s"
                                                .formatted(key, subscribableKeys())));
    }

    static String subscribableKeys() {
        return Arrays.stream(values())
                .filter(EventType::subscribable)
                .map(EventType::key)
                .collect(Collectors.joining(", "));
    }

    /**
     * What a move of an edition is to others: two events where the last stage is passed, for who
     * follows the stages and who waits for the end of them.
     */
    static List<EventType> of(EditionMoved moved) {
        boolean review = moved.from() == EditionState.IN_REVIEW;
        boolean handedIn =
                moved.from() == EditionState.DRAFT || moved.from() == EditionState.RETURNED;
        return switch (moved.to()) {
            case IN_REVIEW -> List.of(review ? STAGE_APPROVED : SUBMITTED);
            case APPROVED ->
                    review
                            ? List.of(STAGE_APPROVED, APPROVED)
                            : handedIn ? List.of(SUBMITTED, APPROVED) : List.of(LET_GO);
            case RETURNED ->
                    List.of(
                            review
                                    ? moved.action().equals("taken back") ? TAKEN_BACK : RETURNED
                                    : RECALLED);
            case HELD -> List.of(HELD);
            case PUBLISHED -> List.of(PUBLISHED);
            case SUPERSEDED -> List.of(SUPERSEDED);
            case WITHDRAWN -> List.of(WITHDRAWN);
            case DISCARDED -> List.of(DISCARDED);
            case DRAFT -> List.of();
        };
    }
}
