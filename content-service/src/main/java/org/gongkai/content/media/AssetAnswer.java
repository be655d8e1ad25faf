package org.gongkai.content.media;

import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** How the bytes of an asset travel: as what they are, harmless to a browser, for one reader. */
public final class AssetAnswer {
    private AssetAnswer() {}

    public static ResponseEntity<Resource> of(Asset asset, Resource bytes) {
        ResponseEntity.BodyBuilder answer =
                answer(asset.mediaType(), '"' + asset.sha256().hex() + '"');
        if (!asset.picture()) {
            answer.header(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment()
                            .filename(asset.sha256().hex(), StandardCharsets.UTF_8)
                            .build()
                            .toString());
        }
        return answer.body(bytes);
    }

    /** The picture in small. */
    static ResponseEntity<byte[]> of(Asset asset, Pictures.Thumbnail small) {
        return answer(small.mediaType(), thumbnailTag(asset)).body(small.bytes());
    }

    static String thumbnailTag(Asset asset) {
        return '"' + asset.sha256().hex() + "-" + Thumbnails.WIDTH + '"';
    }

    private static ResponseEntity.BodyBuilder answer(String mediaType, String tag) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(mediaType))
                .eTag(tag)
                .cacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "sandbox; default-src 'none'");
    }
}
