package org.gongkai.content.document;

import org.gongkai.content.people.UnitKey;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** What belongs to a document for good, whatever its editions say. */
record DocumentHead(
        DocumentId id,
        String kind,
        String section,
        UnitKey unit,
        PublicPath path,
        @Nullable Instant sectionNotBefore) {}
