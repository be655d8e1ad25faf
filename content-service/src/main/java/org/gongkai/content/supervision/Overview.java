package org.gongkai.content.supervision;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.gongkai.content.people.UnitKey;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How a campaign stands, as far as the reader may see it. Every figure counts standings of {@code
 * list}, so that each can be followed to what is behind it.
 *
 * @param total of all
 * @param units a figure for each unit that has a share, the least done first
 * @param blocks a figure for each block, in the order of the table
 * @param stages how many documents named as evidence stand at which stage or state
 * @param next what is due next and not done: the nearest day, in the order of the table
 * @param nothing units that have delivered nothing that counts
 * @param unsigned shares that no liaison has signed for
 * @param list every share, in the order of the table
 */
public record Overview(
        String campaign,
        Instant asOf,
        Figure total,
        List<Figure> units,
        List<Figure> blocks,
        Map<String, Long> stages,
        List<Standing> next,
        List<UnitKey> nothing,
        long unsigned,
        Burnup burnup,
        List<Standing> list) {

    /**
     * Shares counted by how they stand.
     *
     * @param key a unit's, a block's words, or empty for all
     */
    public record Figure(String key, Map<Light, Long> lights) {
        public Figure {
            Map<Light, Long> all = new EnumMap<>(Light.class);
            for (Light light : Light.values()) {
                all.put(light, lights.getOrDefault(light, 0L));
            }
            lights = Collections.unmodifiableMap(all);
        }

        @JsonProperty
        public long shares() {
            return lights.values().stream().mapToLong(Long::longValue).sum();
        }

        /** Of those that are done, in whole per cent, rounded down so that 100 means all. */
        @JsonProperty
        public long percent() {
            return shares() == 0 ? 0 : lights.getOrDefault(Light.GREEN, 0L) * 100 / shares();
        }
    }
}
