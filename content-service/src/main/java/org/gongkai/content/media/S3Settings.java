package org.gongkai.content.media;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * An object store that speaks S3, instead of the directory of files.
 *
 * @param bucket without it the directory is used
 * @param endpoint of a store that is not Amazon's
 * @param prefix of the names of all objects, without a slash at its end
 * @param accessKey without it the keys are those of the machine, as the AWS SDK finds them
 * @param secretKey the other half
 * @param pathStyle whether the bucket is in the path, as most stores want it that are not Amazon's
 */
@ConfigurationProperties("gongkai.media.s3")
record S3Settings(
        @Nullable String bucket,
        @Nullable String endpoint,
        @DefaultValue("us-east-1") String region,
        @DefaultValue("gongkai") String prefix,
        @Nullable String accessKey,
        @Nullable String secretKey,
        @DefaultValue("true") boolean pathStyle) {}
