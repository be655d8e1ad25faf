package org.gongkai.content.people;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** How people sign in, from the configuration. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SignInSettings.class)
class PeopleConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnIdentityProvider
    @EnableConfigurationProperties(OidcSettings.class)
    static class WithIdentityProvider {}
}
