package org.gongkai.publisher.check;

import org.gongkai.publisher.PublisherProperties;
import org.gongkai.publisher.kind.DocumentKinds;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.util.Map;

/** The conformance gate as a bean. */
@Configuration(proxyBeanMethods = false)
public class CheckConfiguration {
    @Bean
    ConformanceGate conformanceGate(PublisherProperties properties, DocumentKinds kinds) {
        return new ConformanceGate(
                new CheckedIdentity(
                        properties.origin(),
                        properties.host(),
                        Map.of(
                                "gongkai.publisher.site-name", properties.siteName(),
                                "gongkai.publisher.site-id-code", properties.siteIdCode()),
                        Map.of(
                                "gongkai.publisher.icp", properties.icp(),
                                "gongkai.publisher.police-record", properties.policeRecord(),
                                "gongkai.publisher.find-error", properties.findError()),
                        properties.unsetIdentity()),
                properties.elsewhere(),
                kinds,
                properties.conformance().dictionaries());
    }
}
