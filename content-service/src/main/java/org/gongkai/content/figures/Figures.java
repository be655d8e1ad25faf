package org.gongkai.content.figures;

import org.gongkai.content.assignment.Channel;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The figures of a unit, or of the district. Each is the number of what {@link Facts} lists.
 *
 * @param units that have a share or a document
 * @param shares of issued assignments
 * @param done shares with evidence for each of their channels, by then
 * @param doneLate of these, after their last day
 * @param overdue shares that were due by then and are not done
 * @param signed shares for which a liaison has signed
 * @param documents of the campaign, in whatever state
 * @param published of these, that became public by then; also if they were withdrawn since
 * @param withdrawn of the published, that readers do not see any more
 * @param publications by channel: on the portal the published documents and those that are
 *     evidence, elsewhere what is recorded as evidence
 * @param late editions that were submitted after their cut-off
 * @param emergencies editions for which two people passed over stages by then (应急发布); what nobody
 *     confirmed is none
 * @param emergenciesOpen of these, where a stage has not approved since
 */
public record Figures(
        int units,
        int shares,
        int done,
        int doneLate,
        int overdue,
        int signed,
        int documents,
        int published,
        int withdrawn,
        Map<Channel, Integer> publications,
        int late,
        int emergencies,
        int emergenciesOpen) {
    public Figures {
        EnumMap<Channel, Integer> all = new EnumMap<>(Channel.class);
        for (Channel channel : Channel.values()) {
            all.put(channel, publications.getOrDefault(channel, 0));
        }
        publications = Collections.unmodifiableMap(all);
    }

    /** Shares that are not done and not due either. */
    public int open() {
        return shares - done - overdue;
    }

    /** How many were published on this channel. */
    public int on(Channel channel) {
        return publications.getOrDefault(channel, 0);
    }

    /** As canonical JSON has them. */
    Map<String, Object> form() {
        Map<String, Object> form = new TreeMap<>();
        form.put("units", units);
        form.put("shares", shares);
        form.put("done", done);
        form.put("doneLate", doneLate);
        form.put("overdue", overdue);
        form.put("signed", signed);
        form.put("documents", documents);
        form.put("published", published);
        form.put("withdrawn", withdrawn);
        Map<String, Object> channels = new TreeMap<>();
        publications.forEach((channel, count) -> channels.put(channel.name(), count));
        form.put("publications", channels);
        form.put("late", late);
        form.put("emergencies", emergencies);
        form.put("emergenciesOpen", emergenciesOpen);
        return form;
    }
}
