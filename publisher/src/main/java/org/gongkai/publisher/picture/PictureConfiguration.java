package org.gongkai.publisher.picture;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one reader of pictures of a process. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PictureSettings.class)
public class PictureConfiguration {
    @Bean
    PictureReader pictureReader(PictureSettings settings) {
        return new PictureReader(settings);
    }
}
