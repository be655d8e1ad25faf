package org.gongkai.content.table;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A table to take away.
 *
 * @param name of the file, without extension
 * @param rows their cells: text, numbers, or null for nothing; each row as long as the headings
 */
public record Table(
        String name, List<String> headings, List<? extends List<? extends @Nullable Object>> rows) {

    /** As a file to download. */
    public ResponseEntity<byte[]> download(TableFormat format) {
        return ResponseEntity.ok()
                .contentType(format.mediaType())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name + "." + format.extension(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(bytes(format));
    }

    byte[] bytes(TableFormat format) {
        return switch (format) {
            case CSV -> csv();
            case XLSX -> Xlsx.bytes(this);
        };
    }

    private byte[] csv() {
        Csv csv = new Csv();
        csv.line(headings);
        rows.forEach(csv::line);
        return csv.bytes();
    }
}
