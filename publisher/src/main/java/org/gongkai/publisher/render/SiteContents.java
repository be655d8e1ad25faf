package org.gongkai.publisher.render;

import org.gongkai.publisher.Withdrawal;
import org.gongkai.publisher.approved.SiteText;

import java.time.Instant;
import java.util.List;

/**
 * All that a release shows.
 *
 * @param at the release instant
 * @param articles every live document of this release, newest first
 */
public record SiteContents(
        long release,
        Instant at,
        SiteText text,
        List<Article> articles,
        List<Withdrawal> withdrawals) {
    public SiteContents {
        articles = List.copyOf(articles);
        withdrawals = List.copyOf(withdrawals);
    }
}
