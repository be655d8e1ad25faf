package org.gongkai.publisher.render.view;

import java.util.Map;

/** The addresses of the theme's assets by their names, such as {@code seal.svg}. */
public final class Assets {
    private final Map<String, String> addresses;

    public Assets(Map<String, String> addresses) {
        this.addresses = Map.copyOf(addresses);
    }

    /**
     * The address of an asset, with its fingerprint.
     *
     * @throws IllegalArgumentException if the theme has no such asset
     */
    public String of(String name) {
        String address = addresses.get(name);
        if (address == null) {
            throw new IllegalArgumentException("the theme has no asset named " + name);
        }
        return address;
    }
}
