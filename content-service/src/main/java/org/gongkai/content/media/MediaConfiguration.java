package org.gongkai.content.media;

import org.gongkai.content.engine.GongkaiHome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import java.io.IOException;
import java.time.Clock;

/** The file store of this machine, and its sweep at every start. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({MediaSettings.class, LibraryRules.class})
class MediaConfiguration {

    @Bean
    FileStore fileStore(GongkaiHome home, Clock clock) throws IOException {
        return new DirectoryFileStore(home.files(), clock);
    }

    @Bean
    Sweep sweepOfUnnamedFiles(Assets assets) {
        return new Sweep(assets);
    }

    record Sweep(Assets assets) {
        private static final Logger log = LoggerFactory.getLogger(Sweep.class);

        @EventListener(ApplicationReadyEvent.class)
        void atStart() {
            Thread.ofVirtual()
                    .name("sweep-of-files")
                    .start(
                            () -> {
                                try {
                                    int removed = assets.sweep().size();
                                    if (removed > 0) {
                                        log.info("Removed {} files that nothing names", removed);
                                    }
                                } catch (IOException | RuntimeException e) {
                                    log.warn("The file store could not be swept", e);
                                }
                            });
        }
    }
}
