package org.gongkai.content.pack;

import org.gongkai.content.canonical.Digest;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

import java.nio.charset.StandardCharsets;

/** The files of a pack as an answer. */
public final class PackDownload {
    private PackDownload() {}

    /** Under a name in Chinese. */
    public static ResponseEntity<Resource> of(Pack pack, Resource file) {
        return attachment("application/zip", "送审包第%d号.zip".formatted(pack.number()), file);
    }

    /** A spreadsheet that came back. */
    public static ResponseEntity<Resource> of(Pack pack, Digest sheet, Resource file) {
        return attachment(
                VerdictFiles.WORKBOOK,
                "送审包第%d号预审意见表-%s.xlsx".formatted(pack.number(), sheet.hex().substring(0, 12)),
                file);
    }

    private static ResponseEntity<Resource> attachment(
            String mediaType, String name, Resource file) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(mediaType))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(file);
    }
}
