package org.gongkai.content.engine;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.util.Map;

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
    Secrets secrets(
            GongkaiHome home,
            HomeLock lock,
            @Value("${gongkai.publisher.internal-token:}") String internalToken) {
        return new Secrets(
                home,
                internalToken.isBlank()
                        ? Map.of()
                        : Map.of(Secrets.Secret.INTERNAL_TOKEN, internalToken));
    }
}
