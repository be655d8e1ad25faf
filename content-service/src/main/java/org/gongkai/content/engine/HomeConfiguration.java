package org.gongkai.content.engine;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The home, locked for this process before anything in it is touched. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EngineSettings.class)
class HomeConfiguration {

    @Bean
    GongkaiHome gongkaiHome(EngineSettings settings) {
        return GongkaiHome.open(settings.home());
    }

    @Bean
    HomeLock homeLock(GongkaiHome home) {
        return HomeLock.take(home);
    }

    @Bean
    Secrets secrets(GongkaiHome home, HomeLock lock) {
        return new Secrets(home);
    }
}
