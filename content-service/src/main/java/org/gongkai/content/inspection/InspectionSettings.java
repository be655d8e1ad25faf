package org.gongkai.content.inspection;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * What it may cost to look into files.
 *
 * @param timeout for one file
 * @param atOnce how many files at the same time
 */
@ConfigurationProperties("gongkai.inspection")
record InspectionSettings(@DefaultValue("60s") Duration timeout, @DefaultValue("2") int atOnce) {}
