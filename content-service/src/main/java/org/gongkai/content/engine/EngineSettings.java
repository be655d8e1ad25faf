package org.gongkai.content.engine;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.nio.file.Path;

/**
 * @param home the directory that holds everything, environment name {@code GONGKAI_HOME}
 * @param postgres the embedded database
 * @param elasticsearch the embedded search engine
 * @param batch the small pool for the bookkeeping of jobs
 */
@ConfigurationProperties("gongkai")
record EngineSettings(
        @DefaultValue("./var") Path home,
        @DefaultValue Postgres postgres,
        @DefaultValue Elasticsearch elasticsearch,
        @DefaultValue Batch batch) {

    /**
     * @param port fixed, or 0 for any free one
     */
    record Postgres(@DefaultValue("0") int port) {}

    /**
     * @param port fixed, or 0 for any free one
     * @param heapMegabytes of the child process
     */
    record Elasticsearch(@DefaultValue("0") int port, @DefaultValue("512") int heapMegabytes) {}

    /**
     * @param connections most at a time
     */
    record Batch(@DefaultValue("4") int connections) {}
}
