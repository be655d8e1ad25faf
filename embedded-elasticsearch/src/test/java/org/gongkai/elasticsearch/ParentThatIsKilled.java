package org.gongkai.elasticsearch;

import java.time.Duration;

/** A process of its own that starts a node, says so, and then waits to be killed. */
final class ParentThatIsKilled {

    private ParentThatIsKilled() {}

    public static void main(String... arguments) throws InterruptedException {
        EmbeddedElasticsearch node = EmbeddedElasticsearch.start(TestHome.configuration());
        node.awaitReady(TestHome.PATIENCE);
        System.out.println(node.pid());
        Thread.sleep(Duration.ofMinutes(5));
    }
}
