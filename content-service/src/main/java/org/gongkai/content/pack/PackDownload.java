package org.gongkai.content.pack;

import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

import java.nio.charset.StandardCharsets;

/** The file of a pack as an answer. */
public final class PackDownload {
    private PackDownload() {}

    /** Under a name in Chinese. */
    public static ResponseEntity<Resource> of(Pack pack, Resource file) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/zip"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(
                                        "送审包第%d号.zip".formatted(pack.number()),
                                        StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(file);
    }
}
