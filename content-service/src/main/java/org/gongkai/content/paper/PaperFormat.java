package org.gongkai.content.paper;

import org.springframework.http.MediaType;

import java.util.Arrays;
import java.util.Locale;

/** What a paper can be taken away as. */
public enum PaperFormat {
    /** To be written on; Office Open XML. */
    DOCX(
            MediaType.parseMediaType(
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document")),
    /** To be printed as it is; only where there is LibreOffice. */
    PDF(MediaType.APPLICATION_PDF);

    private final MediaType mediaType;

    PaperFormat(MediaType mediaType) {
        this.mediaType = mediaType;
    }

    MediaType mediaType() {
        return mediaType;
    }

    /** Of its files, without a dot. */
    public String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The format of an extension.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static PaperFormat of(String extension) {
        return Arrays.stream(values())
                .filter(format -> format.extension().equals(extension))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "A paper is docx or pdf, not " + extension));
    }
}
