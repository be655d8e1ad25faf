package org.gongkai.publisher.render;

import org.gongkai.publisher.render.view.Link;
import org.jspecify.annotations.Nullable;

import java.util.HexFormat;
import java.util.List;

/** schema.org descriptions as JSON-LD that is safe inside a script element. */
final class JsonLd {
    private final StringBuilder json = new StringBuilder(512);

    private JsonLd(String type) {
        json.append("{\"@context\":\"https://schema.org\",\"@type\":\"").append(type).append('"');
    }

    static JsonLd of(String type) {
        return new JsonLd(type);
    }

    JsonLd with(String member, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            name(member);
            text(value);
        }
        return this;
    }

    /** A member that is an organisation. */
    JsonLd organisation(String member, String name) {
        name(member);
        json.append("{\"@type\":\"GovernmentOrganization\",\"name\":");
        text(name);
        json.append('}');
        return this;
    }

    JsonLd breadcrumbs(String origin, List<Link> links) {
        name("breadcrumb");
        json.append("{\"@type\":\"BreadcrumbList\",\"itemListElement\":[");
        for (int at = 0; at < links.size(); at++) {
            json.append(at == 0 ? "" : ",")
                    .append("{\"@type\":\"ListItem\",\"position\":")
                    .append(at + 1)
                    .append(",\"name\":");
            text(links.get(at).text());
            json.append(",\"item\":");
            text(origin + links.get(at).href());
            json.append('}');
        }
        json.append("]}");
        return this;
    }

    String json() {
        return json + "}";
    }

    private void name(String member) {
        json.append(",\"").append(member).append("\":");
    }

    private void text(String value) {
        json.append('"');
        for (int at = 0; at < value.length(); at++) {
            char c = value.charAt(at);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || "<>&\u2028\u2029".indexOf(c) >= 0) {
                json.append("\\u").append(HexFormat.of().toHexDigits(c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
