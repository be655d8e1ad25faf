package org.gongkai.content.workbench;

import org.gongkai.content.pack.Pack;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.UUID;

/**
 * A pack as a list shows it.
 *
 * @param campaign its title; null if the pack is for no campaign
 * @param size of its file, in words; null if it was erased
 */
record PackLine(
        UUID id,
        long number,
        @Nullable String campaign,
        String madeBy,
        String madeAt,
        int items,
        long judged,
        @Nullable String size) {

    /**
     * @param titles of campaigns, by their keys
     */
    static PackLine of(Pack pack, Map<String, String> titles, Names names) {
        String campaign = pack.campaign();
        return new PackLine(
                pack.id(),
                pack.number(),
                campaign == null ? null : titles.getOrDefault(campaign, campaign),
                pack.madeBy(),
                names.time(pack.madeAt()),
                pack.items().size(),
                pack.judged(),
                pack.sha256() == null ? null : size(pack.bytes()));
    }

    private static String size(long bytes) {
        return bytes < 1 << 20
                ? "%d KB".formatted((bytes + 1023) >> 10)
                : "%d MB".formatted((bytes + (1 << 19)) >> 20);
    }
}
