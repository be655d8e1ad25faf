package org.gongkai.content.media;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

import java.util.Optional;

/** The media library over HTTP. */
@Tag(name = "assets")
@RestController
@RequestMapping("/api/v1/assets")
class AssetController {
    private final Assets assets;
    private final Thumbnails thumbnails;

    AssetController(Assets assets, Thumbnails thumbnails) {
        this.assets = assets;
        this.thumbnails = thumbnails;
    }

    @Operation(summary = "The bytes of an asset that you may see")
    @GetMapping("/{sha256}")
    ResponseEntity<Resource> bytes(Actor actor, @PathVariable String sha256) {
        Digest digest = new Digest(sha256);
        return assets.find(actor, digest)
                .flatMap(asset -> assets.open(digest).map(bytes -> AssetAnswer.of(asset, bytes)))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    @Operation(summary = "A picture in small, at most 360 pixels wide; of a drawing itself")
    @GetMapping("/{sha256}/thumbnail")
    @Nullable ResponseEntity<byte[]> thumbnail(
            Actor actor, @PathVariable String sha256, WebRequest request) {
        Optional<Asset> picture = assets.find(actor, new Digest(sha256)).filter(Asset::picture);
        if (picture.isPresent()
                && request.checkNotModified(AssetAnswer.thumbnailTag(picture.get()))) {
            return null; // answered with 304
        }
        return picture.flatMap(
                        asset -> thumbnails.of(asset).map(small -> AssetAnswer.of(asset, small)))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    @Operation(
            summary = "What an asset is",
            description = "findings: what is inside of it that its looks do not show.")
    @GetMapping("/{sha256}/about")
    ResponseEntity<AssetView> about(Actor actor, @PathVariable String sha256) {
        return ResponseEntity.of(
                assets.find(actor, new Digest(sha256)).map(asset -> AssetView.of(asset, assets)));
    }
}
