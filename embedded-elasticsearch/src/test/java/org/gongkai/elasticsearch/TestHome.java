package org.gongkai.elasticsearch;

import java.nio.file.Path;
import java.time.Duration;

/**
 * One home for all tests of this module, which run one after another: what the first node unpacks
 * and archives makes the others quick.
 */
final class TestHome {

    static final Path PATH = Path.of("target/elasticsearch");

    /** Long, because a build machine may be busy; a node on a quiet one needs seconds. */
    static final Duration PATIENCE = Duration.ofMinutes(3);

    private TestHome() {}

    static NodeConfiguration configuration() {
        return NodeConfiguration.in(PATH);
    }
}
