package org.gongkai.publisher.remote;

import org.gongkai.publisher.ContentSource;
import org.gongkai.publisher.LiveEdition;
import org.gongkai.publisher.PublicRecord;
import org.gongkai.publisher.PublishableContent;
import org.gongkai.publisher.ReleaseLedger;
import org.gongkai.publisher.ReleaseOutcome;
import org.gongkai.publisher.ReleaseRequest;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.Withdrawal;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** A content service's {@link PublishingPort} on a free port; one for all tests of this JVM. */
final class PublishingServer {
    static final String SECRET = "only-in-tests";

    private static volatile @Nullable ContentSource source;
    private static volatile @Nullable ReleaseLedger ledger;

    private PublishingServer() {}

    private static final class Shared {
        static final URI BASE = start();
    }

    /** From now on it speaks for these. */
    static void serve(ContentSource content, ReleaseLedger releases) {
        source = content;
        ledger = releases;
    }

    static URI base() {
        return Shared.BASE;
    }

    static Peer peer() {
        return new Peer(
                "content service",
                "gongkai.publisher.content-service",
                base(),
                SECRET,
                Duration.ofSeconds(30));
    }

    private static URI start() {
        WebServerApplicationContext context =
                (WebServerApplicationContext)
                        new SpringApplicationBuilder(Application.class)
                                .properties(
                                        "server.port=0",
                                        "server.address=127.0.0.1",
                                        "spring.main.banner-mode=off")
                                .run();
        return URI.create(
                "http://127.0.0.1:" + Objects.requireNonNull(context.getWebServer()).getPort());
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class
    })
    static class Application {
        @Bean
        RouterFunction<ServerResponse> publishingPort() {
            Delegating now = new Delegating();
            return new PublishingPort(now, now, now).routes();
        }
    }

    private static final class Delegating implements ContentSource, ReleaseLedger, PublicRecord {
        private static PublicRecord record() {
            if (content() instanceof PublicRecord record) {
                return record;
            }
            throw new IllegalStateException("These contents keep no record");
        }

        private static ContentSource content() {
            return Objects.requireNonNull(source, "call serve first");
        }

        private static ReleaseLedger releases() {
            return Objects.requireNonNull(ledger, "call serve first");
        }

        @Override
        public PublishableContent read(long since, Instant at) {
            return content().read(since, at);
        }

        @Override
        public Set<UUID> reversible(Collection<UUID> editions) {
            return content().reversible(editions);
        }

        @Override
        public Map<Sha256, byte[]> forms(Collection<Sha256> digests) {
            return content().forms(digests);
        }

        @Override
        public InputStream asset(Sha256 digest) throws IOException {
            return content().asset(digest);
        }

        @Override
        public List<UUID> live() {
            return record().live();
        }

        @Override
        public List<LiveEdition> editions(Collection<UUID> documents) {
            return record().editions(documents);
        }

        @Override
        public List<Withdrawal> withdrawals() {
            return record().withdrawals();
        }

        @Override
        public Opened open(ReleaseRequest request) {
            return releases().open(request);
        }

        @Override
        public Optional<ReleaseRequest> abandon() {
            return releases().abandon();
        }

        @Override
        public void settled(long number) {
            releases().settled(number);
        }

        @Override
        public void activating(ReleaseOutcome outcome) {
            releases().activating(outcome);
        }

        @Override
        public void activated(long number) {
            releases().activated(number);
        }

        @Override
        public void failed(long number, String reason) {
            releases().failed(number, reason);
        }

        @Override
        public Optional<ReleaseOutcome> interrupted() {
            return releases().interrupted();
        }

        @Override
        public Optional<ReleaseOutcome> active() {
            return releases().active();
        }

        @Override
        public OptionalLong lastRemoval() {
            return releases().lastRemoval();
        }
    }
}
