package org.gongkai.content.table;

import org.springframework.http.MediaType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** What a table can be taken away as. */
public enum TableFormat {
    /** RFC 4180 in UTF-8 with a byte order mark. */
    CSV(new MediaType("text", "csv", StandardCharsets.UTF_8)),
    /** An Excel workbook. */
    XLSX(
            MediaType.parseMediaType(
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"));

    private final MediaType mediaType;

    TableFormat(MediaType mediaType) {
        this.mediaType = mediaType;
    }

    MediaType mediaType() {
        return mediaType;
    }

    String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The format of an extension.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static TableFormat of(String extension) {
        return Arrays.stream(values())
                .filter(format -> format.extension().equals(extension))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "A table is csv or xlsx, not " + extension));
    }
}
