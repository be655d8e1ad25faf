package org.gongkai.content.intake;

import org.gongkai.content.canonical.Digest;
import org.jsoup.nodes.Element;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts the pictures inside a document into a directory, each once; only such as browsers show. */
final class PictureFiles {
    private static final int MOST = 200;
    private static final long LARGEST = 50L << 20;
    private static final int HEAD = 12;

    private final Path directory;
    private final Map<String, Extracted.Picture> byName = new LinkedHashMap<>();

    PictureFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * Takes a picture.
     *
     * @return empty if no browser shows its kind
     */
    Optional<Extracted.Picture> take(InputStream stream, String name) throws IOException {
        Extracted.Picture known = byName.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        byte[] head = stream.readNBytes(HEAD);
        if (!shown(head) || byName.size() >= MOST) {
            return Optional.empty();
        }
        Path file = Files.createTempFile(directory, "picture", "");
        MessageDigest digest = Digest.computation();
        long count = head.length;
        byte[] buffer = new byte[16 * 1024];
        try (OutputStream out = Files.newOutputStream(file)) {
            digest.update(head);
            out.write(head);
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                count += read;
                if (count > LARGEST) {
                    throw new IOException("a picture inside is too large");
                }
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
        }
        Extracted.Picture picture =
                new Extracted.Picture(Digest.ofComputed(digest.digest()), name, file);
        byName.put(name, picture);
        return Optional.of(picture);
    }

    Optional<Extracted.Picture> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    List<Extracted.Picture> all() {
        return List.copyOf(byName.values());
    }

    /** Says which pictures lack an alternative text, and which have one of unknown worth. */
    static void askForTexts(Element body, List<String> warnings) {
        int unnamed = body.select("img[src^=asset:]:not([alt])").size();
        int named = body.select("img[src^=asset:][alt]").size();
        if (unnamed > 0) {
            warnings.add(
                    "%d pictures came with it and need a text that says what they show."
                            .formatted(unnamed));
        }
        if (named > 0) {
            warnings.add(
                    "%d pictures came with a text that says what they show; check it."
                            .formatted(named));
        }
    }

    private static boolean shown(byte[] head) {
        String start = new String(head, StandardCharsets.ISO_8859_1);
        return start.startsWith("\u0089PNG")
                || start.startsWith("\u00ff\u00d8\u00ff")
                || start.startsWith("GIF8")
                || (start.startsWith("RIFF") && start.endsWith("WEBP"));
    }
}
