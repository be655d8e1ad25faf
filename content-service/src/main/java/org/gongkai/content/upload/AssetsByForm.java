package org.gongkai.content.upload;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.gongkai.content.media.Asset;
import org.gongkai.content.media.AssetView;
import org.gongkai.content.media.Assets;
import org.gongkai.content.media.FileProblem;
import org.gongkai.content.media.FileRefused;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.UnitKey;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Objects;

/** Files that come in one request. They stand with uploads, because videos become such. */
@Tag(name = "assets")
@RestController
@RequestMapping("/api/v1/assets")
class AssetsByForm {
    private final Assets assets;
    private final VideoUploads videos;

    AssetsByForm(Assets assets, VideoUploads videos) {
        this.assets = assets;
        this.videos = videos;
    }

    @Operation(
            summary = "Add a file to a unit's media library",
            description =
                    "201 with the asset. A video that is converted first is answered with 202 and"
                            + " the address of its upload, which tells what becomes of it.")
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<AssetView> add(
            Actor actor, @RequestPart("file") MultipartFile file, @RequestParam String unit)
            throws IOException {
        String name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
        boolean video;
        try (InputStream start = file.getInputStream()) {
            video = videos.takes(start);
        }
        try (InputStream bytes = file.getInputStream()) {
            if (video) {
                Upload upload = videos.begin(actor, new UnitKey(unit), name, bytes, file.getSize());
                return ResponseEntity.accepted()
                        .location(URI.create(UploadController.PATH + "/" + upload.id()))
                        .build();
            }
            Asset asset = assets.add(actor, new UnitKey(unit), name, bytes);
            return ResponseEntity.created(URI.create("/api/v1/assets/" + asset.sha256()))
                    .body(AssetView.of(asset, assets));
        }
    }

    @ExceptionHandler
    ProblemDetail refused(FileRefused e) {
        return FileProblem.of(e);
    }
}
