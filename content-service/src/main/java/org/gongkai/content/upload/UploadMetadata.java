package org.gongkai.content.upload;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** The header {@code Upload-Metadata}: keys, each with a value in Base64, between commas. */
final class UploadMetadata {
    private UploadMetadata() {}

    /**
     * @throws IllegalArgumentException if it is something else
     */
    static Map<String, String> read(String header) {
        Map<String, String> values = new HashMap<>();
        for (String pair : header.split(",", -1)) {
            String[] parts = pair.strip().split(" ", 2);
            if (parts[0].isEmpty()) {
                continue;
            }
            String value = parts.length < 2 ? "" : parts[1].strip();
            try {
                values.put(
                        parts[0],
                        new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)
                                .replaceAll("\\p{Cntrl}+", " ")
                                .strip());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "Upload-Metadata: the value of %s is not Base64".formatted(parts[0]), e);
            }
        }
        return values;
    }

    static String write(String fileName, String unit) {
        return "filename " + base64(fileName) + ",unit " + base64(unit);
    }

    private static String base64(String value) {
        return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    }
}
