package org.gongkai.content.scan;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ScanSettings.class)
class ScanConfiguration {

    @Bean
    VirusScanner virusScanner(ScanSettings settings) {
        String clamd = settings.clamd();
        return clamd == null || clamd.isBlank()
                ? file -> new VirusScanner.Verdict.NotAsked()
                : new Clamd(clamd.strip(), settings.timeout());
    }
}
