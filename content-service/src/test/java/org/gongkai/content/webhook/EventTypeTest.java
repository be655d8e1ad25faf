package org.gongkai.content.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.EditionId;
import org.gongkai.content.document.EditionMoved;
import org.gongkai.content.document.EditionState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.UUID;

class EventTypeTest {

    @ParameterizedTest
    @CsvSource({
        "DRAFT,     IN_REVIEW,  submitted,  edition.submitted",
        "RETURNED,  IN_REVIEW,  submitted,  edition.submitted",
        "RETURNED,  APPROVED,   submitted,  edition.submitted edition.approved",
        "IN_REVIEW, IN_REVIEW,  approved,   edition.stage_approved",
        "IN_REVIEW, APPROVED,   approved,   edition.stage_approved edition.approved",
        "IN_REVIEW, RETURNED,   returned,   edition.returned",
        "IN_REVIEW, RETURNED,   taken back, edition.taken_back",
        "APPROVED,  RETURNED,   recalled,   edition.recalled",
        "HELD,      RETURNED,   recalled,   edition.recalled",
        "APPROVED,  RETURNED,   sent back,  edition.recalled",
        "APPROVED,  HELD,       held,       edition.held",
        "PUBLISHED, HELD,       held,       edition.held",
        "HELD,      APPROVED,   let go,     edition.let_go",
        "APPROVED,  PUBLISHED,  published,  edition.published",
        "PUBLISHED, SUPERSEDED, superseded, edition.superseded",
        "PUBLISHED, WITHDRAWN,  withdrawn,  edition.withdrawn",
        "DRAFT,     DISCARDED,  discarded,  edition.discarded",
        "RETURNED,  DISCARDED,  discarded,  edition.discarded"
    })
    void everyMoveHasItsEvents(EditionState from, EditionState to, String action, String expected) {
        EditionMoved moved =
                new EditionMoved(
                        new DocumentId(UUID.randomUUID()),
                        new EditionId(UUID.randomUUID()),
                        from,
                        to,
                        null,
                        action,
                        "editor.sfj");

        assertThat(EventType.of(moved))
                .extracting(EventType::key)
                .containsExactly(expected.split(" "));
    }

    @Test
    void anUnknownNameIsAnsweredWithThoseThatThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventType.of("edition.printed"))
                .withMessageContaining("edition.printed")
                .withMessageContaining("edition.published")
                .withMessageNotContaining("ping");
    }
}
