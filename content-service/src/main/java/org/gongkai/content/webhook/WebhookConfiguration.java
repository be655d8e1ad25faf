package org.gongkai.content.webhook;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.util.concurrent.ThreadLocalRandom;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookSettings.class)
class WebhookConfiguration {

    @Bean
    AddressGuard addressGuard(WebhookSettings settings) {
        return new AddressGuard(settings);
    }

    @Bean
    Sender webhookSender(AddressGuard guard, WebhookSettings settings) {
        return new Sender(guard, settings.timeout());
    }

    @Bean
    Dispatcher webhookDispatcher(Deliveries deliveries, Sender sender, WebhookSettings settings) {
        return new Dispatcher(
                deliveries, sender, settings, () -> ThreadLocalRandom.current().nextDouble());
    }
}
