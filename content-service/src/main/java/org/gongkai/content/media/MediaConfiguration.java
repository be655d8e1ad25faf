package org.gongkai.content.media;

import org.gongkai.content.engine.GongkaiHome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;

/** The file store, of this machine or in a bucket, and its sweep at every start. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({MediaSettings.class, LibraryRules.class, S3Settings.class})
class MediaConfiguration {
    private static final Logger log = LoggerFactory.getLogger(MediaConfiguration.class);

    @Bean
    FileStore fileStore(GongkaiHome home, Clock clock, S3Settings s3) throws IOException {
        DirectoryFileStore directory = new DirectoryFileStore(home.files(), clock);
        String bucket = s3.bucket();
        if (bucket == null || bucket.isBlank()) {
            return directory;
        }
        S3FileStore objects =
                new S3FileStore(client(s3), bucket, s3.prefix(), home.files().resolve("incoming"));
        objects.check();
        int moved = objects.takeOver(directory);
        if (moved > 0) {
            log.info("Moved {} files from {} into the bucket {}", moved, home.files(), bucket);
        }
        return objects;
    }

    static S3Client client(S3Settings s3) {
        S3ClientBuilder builder =
                S3Client.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .region(Region.of(s3.region()))
                        .forcePathStyle(s3.pathStyle())
                        // Stores that are not Amazon's do not know its newer checksums.
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        String endpoint = s3.endpoint();
        if (endpoint != null && !endpoint.isBlank()) {
            builder.endpointOverride(URI.create(endpoint.strip()));
        }
        String accessKey = s3.accessKey();
        String secretKey = s3.secretKey();
        if (accessKey != null && !accessKey.isBlank() && secretKey != null) {
            builder.credentialsProvider(
                    StaticCredentialsProvider.create(
                            AwsBasicCredentials.create(accessKey.strip(), secretKey.strip())));
        }
        return builder.build();
    }

    @Bean
    Sweep sweepOfUnnamedFiles(Assets assets) {
        return new Sweep(assets);
    }

    record Sweep(Assets assets) {
        private static final Logger log = LoggerFactory.getLogger(Sweep.class);

        @EventListener(ApplicationReadyEvent.class)
        void atStart() {
            Thread.ofVirtual()
                    .name("sweep-of-files")
                    .start(
                            () -> {
                                try {
                                    int removed = assets.sweep().size();
                                    if (removed > 0) {
                                        log.info("Removed {} files that nothing names", removed);
                                    }
                                } catch (IOException | RuntimeException e) {
                                    log.warn("The file store could not be swept", e);
                                }
                            });
        }
    }
}
