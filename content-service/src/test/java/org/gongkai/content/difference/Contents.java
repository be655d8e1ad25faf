package org.gongkai.content.difference;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.AssetUse;
import org.gongkai.content.document.Content;
import org.gongkai.content.document.PublicPath;
import org.gongkai.content.people.UnitKey;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Contents to compare. */
final class Contents {
    private Contents() {}

    static Content of(String title, String body) {
        return new Content(
                "article",
                title,
                body,
                Map.of(),
                "news",
                new UnitKey("fgj"),
                List.of(),
                new PublicPath("/news/2020/0512-3/"),
                null,
                List.of());
    }

    static Content body(String body) {
        return of("标题", body);
    }

    static Content with(
            Map<String, String> fields, List<String> tags, Instant notBefore, AssetUse... assets) {
        return new Content(
                "article",
                "标题",
                "<p>正文</p>",
                fields,
                "news",
                new UnitKey("fgj"),
                tags,
                new PublicPath("/news/2020/0512-3/"),
                notBefore,
                List.of(assets));
    }

    static AssetUse asset(String bytes, AssetUse.Role role, String alt) {
        return new AssetUse(sha256(bytes), role, "image/png", bytes + ".png", alt, "", 500, 500);
    }

    static Digest sha256(String bytes) {
        return Digest.of(bytes.getBytes(StandardCharsets.UTF_8));
    }
}
