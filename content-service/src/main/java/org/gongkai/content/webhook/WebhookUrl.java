package org.gongkai.content.webhook;

import com.fasterxml.jackson.annotation.JsonValue;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where a subscription's events are sent: {@code http} or {@code https}, at most 2000 characters,
 * without a user, a password or a fragment.
 */
public record WebhookUrl(@JsonValue String value) {
    private static final int LONGEST = 2000;

    /**
     * @throws MalformedWebhook if it is none
     */
    public WebhookUrl {
        value = value.strip();
        URI uri = parse(value);
        String scheme = uri.getScheme();
        if (scheme == null || !(scheme.equals("https") || scheme.equals("http"))) {
            throw malformed(MalformedWebhook.Why.SCHEME, "it begins with https:// or http://");
        }
        if (uri.getHost() == null || uri.getHost().isEmpty()) {
            throw malformed(
                    MalformedWebhook.Why.HOST,
                    "it names a host, in ASCII (xn--… for other letters)");
        }
        if (uri.getRawUserInfo() != null) {
            throw malformed(
                    MalformedWebhook.Why.USER,
                    "it holds no user or password; the signature says who sends");
        }
        if (uri.getRawFragment() != null) {
            throw malformed(MalformedWebhook.Why.FRAGMENT, "it has no #fragment");
        }
        if (uri.getPort() > 65_535 || uri.getPort() == 0) {
            throw malformed(MalformedWebhook.Why.PORT, "its port is from 1 to 65535");
        }
    }

    private static URI parse(String value) {
        if (value.length() > LONGEST) {
            throw malformed(
                    MalformedWebhook.Why.LENGTH, "it has at most " + LONGEST + " characters");
        }
        try {
            return new URI(value);
        } catch (URISyntaxException e) {
            throw malformed(
                    MalformedWebhook.Why.SYNTAX,
                    "it is an address such as https://example.org/hooks/gongkai");
        }
    }

    private static MalformedWebhook malformed(MalformedWebhook.Why why, String rule) {
        return new MalformedWebhook(why, "url: " + rule);
    }

    URI uri() {
        return URI.create(value);
    }

    String host() {
        return uri().getHost();
    }

    /** Without the query, in which some receivers keep a secret. */
    public String shown() {
        int query = value.indexOf('?');
        return query < 0 ? value : value.substring(0, query);
    }

    /** Says as little as {@link #shown()}, for logs. */
    @Override
    public String toString() {
        return shown();
    }
}
