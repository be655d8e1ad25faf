package org.gongkai.content.webhook;

import com.fasterxml.jackson.annotation.JsonValue;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where a subscription's events are sent: {@code http} or {@code https}, at most 2000 characters,
 * without a user, a password or a fragment.
 */
record WebhookUrl(@JsonValue String value) {
    private static final int LONGEST = 2000;

    WebhookUrl {
        value = value.strip();
        URI uri = parse(value);
        String scheme = uri.getScheme();
        if (scheme == null || !(scheme.equals("https") || scheme.equals("http"))) {
            throw malformed("it begins with https:// or http://");
        }
        if (uri.getHost() == null || uri.getHost().isEmpty()) {
            throw malformed("it names a host, in ASCII (xn--… for other letters)");
        }
        if (uri.getRawUserInfo() != null) {
            throw malformed("it holds no user or password; the signature says who sends");
        }
        if (uri.getRawFragment() != null) {
            throw malformed("it has no #fragment");
        }
        if (uri.getPort() > 65_535 || uri.getPort() == 0) {
            throw malformed("its port is from 1 to 65535");
        }
    }

    private static URI parse(String value) {
        if (value.length() > LONGEST) {
            throw malformed("it has at most " + LONGEST + " characters");
        }
        try {
            return new URI(value);
        } catch (URISyntaxException e) {
            throw malformed("it is an address such as https://example.org/hooks/gongkai");
        }
    }

    private static IllegalArgumentException malformed(String rule) {
        return new IllegalArgumentException("url: " + rule);
    }

    URI uri() {
        return URI.create(value);
    }

    String host() {
        return uri().getHost();
    }

    /** Without the query, in which some receivers keep a secret. */
    String shown() {
        int query = value.indexOf('?');
        return query < 0 ? value : value.substring(0, query);
    }

    /** Says as little as {@link #shown()}, for logs. */
    @Override
    public String toString() {
        return shown();
    }
}
