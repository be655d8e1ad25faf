package org.gongkai.search;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What an operator can set about search. Where the engine is, and its password, are Spring Boot's
 * own {@code spring.elasticsearch.*}.
 *
 * @param index the alias that searches ask; the indices behind it are numbered, such as {@code
 *     gongkai-3}
 * @param shards primary shards of an index made from now on
 * @param replicas copies of each shard; 0 on one machine, at least 1 on a cluster
 * @param timeout how long a reader waits for the engine before the page says that search is away
 * @param shell the released search page, such as {@code /site/current/search/index.html}; only for
 *     the search API as a process of its own
 * @param synonyms a file of further synonyms, a group such as {@code 社保=社会保险} a line; may be left
 *     out
 * @param readings a file of further readings of names, such as {@code 朝阳=chao yang} a line; may be
 *     left out. With another one the index is built anew
 * @param hot questions that readers are offered, each only while it finds something
 * @param prefer how much a kind of document is preferred, by its key; what is not named is not
 * @param rate how often one address may ask
 * @param atOnce how many questions this process has open with the engine at once; further ones wait
 */
@ConfigurationProperties("gongkai.search")
public record SearchProperties(
        @DefaultValue("gongkai") String index,
        @DefaultValue("1") int shards,
        @DefaultValue("0") int replicas,
        @DefaultValue("3s") Duration timeout,
        @Nullable Path shell,
        @Nullable Path synonyms,
        @Nullable Path readings,
        @DefaultValue List<String> hot,
        @DefaultValue Map<String, Float> prefer,
        @DefaultValue Rate rate,
        @DefaultValue("64") int atOnce) {

    /**
     * A bucket of tokens for each address.
     *
     * @param perSecond questions a second in the long run; 0 for any number
     * @param burst questions at once
     */
    public record Rate(@DefaultValue("20") int perSecond, @DefaultValue("60") int burst) {
        public Rate {
            if (perSecond < 0 || burst < 1) {
                throw new IllegalArgumentException(
                        "gongkai.search.rate.per-second must be at least 0 and gongkai.search.rate.burst at"
                                + " least 1; they are "
                                + perSecond
                                + " and "
                                + burst);
            }
        }
    }

    private static final Map<String, Float> PREFERRED = Map.of("policy", 8f, "interpretation", 4f);
    private static final Pattern INDEX = Pattern.compile("[a-z][a-z0-9_-]{0,99}");

    public SearchProperties {
        if (!INDEX.matcher(index).matches()) {
            throw new IllegalArgumentException(
                    "gongkai.search.index is '"
                            + index
                            + "': use lower-case letters, digits, '-' and '_', a letter first");
        }
        if (shards < 1 || replicas < 0) {
            throw new IllegalArgumentException(
                    "gongkai.search.shards must be at least 1 and gongkai.search.replicas at least"
                            + " 0; they are "
                            + shards
                            + " and "
                            + replicas);
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException(
                    "gongkai.search.timeout must be longer than nothing, such as 3s; it is "
                            + timeout);
        }
        if (atOnce < 1) {
            throw new IllegalArgumentException(
                    "gongkai.search.at-once must be at least 1; it is " + atOnce);
        }
        hot = List.copyOf(hot);
        prefer = prefer.isEmpty() ? PREFERRED : Map.copyOf(prefer);
    }
}
