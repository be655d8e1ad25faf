package org.gongkai.content.paper;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * How papers become PDF.
 *
 * @param soffice LibreOffice's program; empty for that on the PATH, {@code off} for none
 * @param timeout the longest conversion
 */
@ConfigurationProperties("gongkai.papers")
public record PaperSettings(
        @DefaultValue("") String soffice, @DefaultValue("2m") Duration timeout) {}
