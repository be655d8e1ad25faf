package org.gongkai.publisher;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * One consistent reading of everything that is to be public at an instant.
 *
 * @param sequence the change log's number up to which this reading is complete
 * @param editions what is live and stays live, and what is approved and due; at most one edition a
 *     document; of a release set, what is not live yet is there as a whole or not at all
 * @param audit a checkpoint of the record of all decisions, null if the source keeps none
 * @param withdrawals every document that was public and is withdrawn
 */
public record PublishableContent(
        long sequence,
        @Nullable RecordCheckpoint audit,
        PublishableSite site,
        List<PublishableEdition> editions,
        List<Withdrawal> withdrawals) {
    public PublishableContent {
        editions = List.copyOf(editions);
        withdrawals = List.copyOf(withdrawals);
    }
}
