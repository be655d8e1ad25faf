package org.gongkai.publisher.plan;

import org.gongkai.publisher.Finding;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.Withdrawal;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.render.SiteContents;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;

/**
 * What a release will show and change.
 *
 * @param sequence the change log's number up to which it is complete
 * @param site the digest of the site text that it shows
 * @param documents every document that it shows
 * @param media every public file that its documents use, by path
 * @param published the editions that become public with it
 * @param removed the documents that the release before showed and this one does not
 * @param refused editions that could not be planned, with the reason
 */
public record SitePlan(
        long sequence,
        Sha256 site,
        SiteContents contents,
        SortedMap<UUID, Manifest.LiveDocument> documents,
        SortedMap<UUID, Withdrawal> withdrawals,
        Map<String, Manifest.Entry> media,
        List<UUID> published,
        List<UUID> removed,
        List<Finding> refused) {}
