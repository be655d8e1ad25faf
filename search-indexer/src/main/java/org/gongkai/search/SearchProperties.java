package org.gongkai.search;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.nio.file.Path;
import java.time.Duration;
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
 */
@ConfigurationProperties("gongkai.search")
public record SearchProperties(
        @DefaultValue("gongkai") String index,
        @DefaultValue("1") int shards,
        @DefaultValue("0") int replicas,
        @DefaultValue("3s") Duration timeout,
        @Nullable Path shell) {

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
    }
}
