package org.gongkai.content.publishing;

import java.net.URI;

/**
 * Where readers find what is public.
 *
 * @param origin scheme, host and port of the site, without a slash at the end
 */
public record PublicAddress(String origin) {
    public PublicAddress {
        origin = origin.strip().replaceFirst("/+$", "");
    }

    /**
     * The address of a page.
     *
     * @param path from the root of the site, beginning with a slash
     */
    public URI of(String path) {
        return URI.create(origin + path);
    }
}
