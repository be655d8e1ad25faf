package org.gongkai.content.workbench;

import org.gongkai.content.campaign.Campaign;
import org.gongkai.content.campaign.Campaigns;
import org.gongkai.content.pack.Pack;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Packs as a page says what they are. */
@Component
class PackLines {
    private final Campaigns campaigns;
    private final Names names;

    PackLines(Campaigns campaigns, Names names) {
        this.campaigns = campaigns;
        this.names = names;
    }

    /**
     * A pack.
     *
     * @param pdf whether its lists are in it as PDF, too
     * @param size of its file, in words; null if it was erased
     */
    record Line(
            UUID id,
            long number,
            @Nullable String campaign,
            String madeBy,
            String madeAt,
            int items,
            long judged,
            boolean pdf,
            @Nullable String size) {}

    List<Line> of(List<Pack> packs) {
        Map<String, String> titles =
                campaigns.all().stream().collect(Collectors.toMap(Campaign::key, Campaign::title));
        return packs.stream().map(pack -> line(pack, titles)).toList();
    }

    private Line line(Pack pack, Map<String, String> titles) {
        String campaign = pack.campaign();
        return new Line(
                pack.id(),
                pack.number(),
                campaign == null ? null : titles.getOrDefault(campaign, campaign),
                pack.madeBy(),
                names.time(pack.madeAt()),
                pack.items().size(),
                pack.judged(),
                pack.pdf(),
                pack.sha256() == null ? null : size(pack.bytes()));
    }

    private static String size(long bytes) {
        return bytes < 1 << 20
                ? "%d KB".formatted((bytes + 1023) >> 10)
                : "%d MB".formatted((bytes + (1 << 19)) >> 20);
    }
}
