package org.gongkai.publisher;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * One consistent reading of what may have become of documents.
 *
 * @param since the number of the change log from which on it was read; 0 if it is everything
 * @param sequence the change log's number up to which this reading is complete
 * @param audit a checkpoint of the record of all decisions, null if the source keeps none
 * @param editions of what was touched and of all that waits: what is live and stays live, and what
 *     is approved and due; at most one edition a document; of a release set, what is not live yet
 *     is there as a whole or not at all
 * @param touched the documents of which this reading says all: one that has no edition here is not
 *     to be public. Empty in a reading of everything, which says all of every document
 * @param withdrawals every touched document that was public and is withdrawn
 */
public record PublishableContent(
        long since,
        long sequence,
        @Nullable RecordCheckpoint audit,
        PublishableSite site,
        List<OfferedEdition> editions,
        Set<UUID> touched,
        List<Withdrawal> withdrawals) {
    public PublishableContent {
        editions = List.copyOf(editions);
        touched = Set.copyOf(touched);
        withdrawals = List.copyOf(withdrawals);
    }

    /** Whether this is a reading of everything. */
    public boolean complete() {
        return since == 0;
    }
}
