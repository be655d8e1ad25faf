package org.gongkai.publisher.plan;

import org.gongkai.publisher.Finding;
import org.gongkai.publisher.PublishableSite;
import org.gongkai.publisher.Withdrawal;
import org.gongkai.publisher.catalogue.ReleasedDocument;
import org.gongkai.publisher.output.Manifest;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a release changes of the one before.
 *
 * @param sequence the change log's number up to which it is complete
 * @param site the words of the site that it shows
 * @param documents what becomes of documents; null for those that are not shown any more
 * @param withdrawals what becomes of withdrawals; null for those that are none any more
 * @param media public files that changed documents use, by path
 * @param published the editions that become public with it
 * @param takenBack editions that are not public any more, because an earlier release is gone back
 *     to
 * @param restored editions that are public again, for the same reason
 * @param refused editions that could not be planned, with the reason
 */
public record SitePlan(
        long sequence,
        PublishableSite site,
        Map<UUID, @Nullable ReleasedDocument> documents,
        Map<UUID, @Nullable Withdrawal> withdrawals,
        Map<String, Manifest.Entry> media,
        List<UUID> published,
        List<UUID> takenBack,
        List<UUID> restored,
        List<Finding> refused) {

    /** Documents that the release before showed and this one does not. */
    public List<UUID> removed() {
        return documents.entrySet().stream()
                .filter(each -> each.getValue() == null)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Whether it changes nothing of documents. */
    public boolean isEmpty() {
        return documents.isEmpty() && withdrawals.isEmpty();
    }
}
