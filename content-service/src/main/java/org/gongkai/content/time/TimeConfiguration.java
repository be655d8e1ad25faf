package org.gongkai.content.time;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** Gives everyone the same clock, in the zone of the district. */
@Configuration(proxyBeanMethods = false)
class TimeConfiguration {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @Bean
    @Profile("!demo")
    Clock clock() {
        return Clock.system(ZONE);
    }

    @Bean
    @Profile("demo")
    MovableClock movableClock(
            @Value("${gongkai.home:./var}") Path home,
            @Value("${gongkai.demo.beginning:2020-04-26T01:00:00Z}") Instant beginning) {
        return new MovableClock(Clock.system(ZONE), home.resolve("demo-clock"), beginning);
    }
}
