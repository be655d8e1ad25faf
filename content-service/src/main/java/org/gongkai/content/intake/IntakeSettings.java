package org.gongkai.content.intake;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import java.time.Duration;

/**
 * What an import may cost.
 *
 * @param largest the largest file
 * @param largestText the largest Markdown, HTML or text file
 * @param timeout how long one file may take to read
 * @param atOnce how many files are read at the same time
 */
@ConfigurationProperties("gongkai.intake")
record IntakeSettings(
        @DefaultValue("100MB") DataSize largest,
        @DefaultValue("6MB") DataSize largestText,
        @DefaultValue("60s") Duration timeout,
        @DefaultValue("2") int atOnce) {}
