package org.gongkai.content.publishing;

import org.gongkai.publisher.PublisherConfiguration;
import org.gongkai.search.SearchConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Brings the publisher and the search API into this process. */
@Configuration(proxyBeanMethods = false)
@Import({PublisherConfiguration.class, SearchConfiguration.class})
class PublishingConfiguration {}
