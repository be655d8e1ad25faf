package org.gongkai.content.upload;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import java.time.Duration;

/**
 * How uploads that can be resumed behave.
 *
 * @param expireAfter how long an upload stays after its last bytes, finished or not
 * @param flushEvery after so many bytes of one request they are made durable and acknowledged by
 *     {@code HEAD}; this much is sent again after a crash at most
 * @param lookEvery how often it is looked for what the virus scanner has not judged and for what
 *     has expired
 */
@ConfigurationProperties("gongkai.uploads")
record UploadSettings(
        @DefaultValue("3d") Duration expireAfter,
        @DefaultValue("16MB") DataSize flushEvery,
        @DefaultValue("1m") Duration lookEvery) {}
