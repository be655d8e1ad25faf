package org.gongkai.publisher.links;

import org.gongkai.publisher.PublisherProperties;
import org.gongkai.publisher.output.ReleaseStore;
import org.gongkai.publisher.output.SiteTrees;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.net.InetAddress;
import java.time.Duration;

/** Off unless it is asked for: nothing of this product calls other machines by itself. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("gongkai.publisher.links.check")
public class LinksConfiguration {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    @Bean(initMethod = "start", destroyMethod = "close")
    LinkKeeper linkKeeper(SiteTrees trees, ReleaseStore store, PublisherProperties properties) {
        LinkProbe probe =
                new LinkProbe(
                        InetAddress::getAllByName,
                        PublicNetwork::reaches,
                        port -> port == 80 || port == 443,
                        PATIENCE,
                        host -> Thread.sleep(PAUSE));
        return new LinkKeeper(trees, new LinkRound(store, properties.host(), probe));
    }
}
