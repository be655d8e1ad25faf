package org.gongkai.publisher.render;

import org.jspecify.annotations.Nullable;

/**
 * Who the site is by configuration: what the metadata rules and the footer ask for (docs/theme.md).
 *
 * @param origin scheme, host and port under which readers reach the site, without a slash at its
 *     end
 * @param siteName the tag {@code SiteName}
 * @param siteDomain the tag {@code SiteDomain}
 * @param siteIdCode the tag {@code SiteIDCode}, 网站标识码
 * @param icp the ICP record, ICP备案号
 * @param policeRecord the record with the public security organs, 公安备案号
 * @param findError the address of 我为政府网站找错; null leaves the link out
 * @param demonstration whether the footer says that this is a demonstration (decision 13)
 */
public record SiteIdentity(
        String origin,
        String siteName,
        String siteDomain,
        String siteIdCode,
        String icp,
        String policeRecord,
        @Nullable String findError,
        boolean demonstration) {

    /** Stands for a value that nobody configured. */
    public static final String UNSET = "未配置";

    public SiteIdentity {
        if (!origin.matches("https?://[^/\\s]+")) {
            throw new IllegalArgumentException(
                    "The site's origin must read like https://www.example.org, without a path, but"
                            + " is: "
                            + origin);
        }
        siteName = orUnset(siteName);
        siteDomain = orUnset(siteDomain);
        siteIdCode = orUnset(siteIdCode);
        icp = orUnset(icp);
        policeRecord = orUnset(policeRecord);
        if (findError != null && findError.isBlank()) {
            findError = null;
        }
    }

    /** A site of which only the address is known. */
    public static SiteIdentity unconfigured(String origin, boolean demonstration) {
        return new SiteIdentity(origin, "", "", "", "", "", null, demonstration);
    }

    private static String orUnset(String value) {
        return value.isBlank() ? UNSET : value.strip();
    }
}
