package org.gongkai.content.scan;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * Which virus scanner is asked.
 *
 * @param clamd {@code host:port}, or the path of a Unix socket; without it no file is scanned
 * @param timeout for one file, from the connection to the verdict
 */
@ConfigurationProperties("gongkai.scan")
record ScanSettings(@Nullable String clamd, @DefaultValue("5m") Duration timeout) {}
