package org.gongkai.search;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/**
 * The index and the query side as beans, for an application to import. It must give a {@link
 * SearchShell}, a {@link RemovalCheckpoint} and Spring Boot's Elasticsearch client.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SearchProperties.class)
@ComponentScan({"org.gongkai.search.elasticsearch", "org.gongkai.search.query"})
public class SearchConfiguration {}
