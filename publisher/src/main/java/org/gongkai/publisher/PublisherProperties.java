package org.gongkai.publisher;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * What an operator can set about the site and its releases.
 *
 * @param siteDir where the trees that readers see stand; {@code site} in {@code gongkai.home} if
 *     not set
 * @param releasesDir where the kept releases stand; {@code releases} in {@code gongkai.home} if not
 *     set
 * @param theme a directory whose templates, assets and words take the place of the application's;
 *     none if not set
 * @param origin scheme, host and port under which readers reach the site, such as {@code
 *     https://www.example.org}
 * @param siteName the tag {@code SiteName}
 * @param siteIdCode 网站标识码, the tag {@code SiteIDCode}
 * @param icp ICP备案号
 * @param policeRecord 公安备案号
 * @param findError the address of 我为政府网站找错
 * @param demonstration whether pages say that this is a demonstration
 * @param grace how long after a switch the tree that readers left is not touched; nothing is lost
 *     with 0 if this process alone serves the site
 * @param keep how many releases are kept to go back to
 * @param catchUpEvery how often it is looked whether the index is behind the site
 * @param elsewhere beginnings of paths that are never answered from the site
 * @param conformance how the conformance gate behaves
 * @param verify how the active release is verified by itself
 * @param url where the publisher is; only for a content service whose publisher is a process of its
 *     own
 * @param contentService where the content service is; only for the publisher as a process of its
 *     own
 * @param internalToken the secret that content service and publisher share, as processes of their
 *     own
 * @param patience how long the publisher as a process of its own waits at its start for database
 *     and content service
 */
@ConfigurationProperties("gongkai.publisher")
public record PublisherProperties(
        @Nullable Path siteDir,
        @Nullable Path releasesDir,
        @Nullable Path theme,
        @DefaultValue("http://localhost:8080") String origin,
        @DefaultValue("") String siteName,
        @DefaultValue("") String siteIdCode,
        @DefaultValue("") String icp,
        @DefaultValue("") String policeRecord,
        @DefaultValue("") String findError,
        @DefaultValue("false") boolean demonstration,
        @DefaultValue("500ms") Duration grace,
        @DefaultValue("50") int keep,
        @DefaultValue("5s") Duration catchUpEvery,
        @DefaultValue({
                    "/api/",
                    "/workbench",
                    "/internal/",
                    "/actuator",
                    "/webjars/",
                    "/swagger-ui",
                    "/v3/api-docs",
                    "/login",
                    "/logout",
                    "/error"
                })
                Set<String> elsewhere,
        @DefaultValue Conformance conformance,
        @DefaultValue Verify verify,
        @Nullable URI url,
        @Nullable URI contentService,
        @DefaultValue("") String internalToken,
        @DefaultValue("2m") Duration patience) {

    public PublisherProperties {
        if (keep < 2) {
            throw new IllegalArgumentException(
                    "gongkai.publisher.keep must be at least 2, the two trees' releases; it is "
                            + keep);
        }
        elsewhere = Set.copyOf(elsewhere);
    }

    /**
     * How the conformance gate behaves.
     *
     * @param unsetIdentity what becomes of a release while the site's name or code is not set
     * @param dictionaries a directory with {@code block.txt} or {@code warn.txt}, the words that no
     *     document may say; none if not set
     */
    public record Conformance(
            @DefaultValue("auto") UnsetIdentity unsetIdentity, @Nullable Path dictionaries) {}

    /**
     * How the active release is verified by itself.
     *
     * @param every the pause between two verifications; 0 for none at all
     * @param repair whether damaged files of the site are restored from the store
     */
    public record Verify(
            @DefaultValue("1h") Duration every, @DefaultValue("false") boolean repair) {}

    /** What becomes of a release while the site's name or code is not set. */
    public enum UnsetIdentity {
        /** It warns while the origin is this machine, and blocks once it is a public name. */
        AUTO,
        WARN,
        BLOCK
    }

    /** The host under which readers reach the site. */
    public String host() {
        return String.valueOf(URI.create(origin).getHost());
    }

    /** How grave it is that the site's name or code is not set (META-1). */
    public Finding.Severity unsetIdentity() {
        return switch (conformance.unsetIdentity()) {
            case WARN -> Finding.Severity.WARN;
            case BLOCK -> Finding.Severity.BLOCK;
            case AUTO -> isThisMachine(host()) ? Finding.Severity.WARN : Finding.Severity.BLOCK;
        };
    }

    private static boolean isThisMachine(String host) {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.startsWith("127.")
                || host.equals("[::1]");
    }
}
