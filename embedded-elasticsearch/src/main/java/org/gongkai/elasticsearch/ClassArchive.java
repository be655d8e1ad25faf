package org.gongkai.elasticsearch;

import org.gongkai.elasticsearch.node.Protocol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The JVM's archive of loaded classes (AppCDS), which cuts the time of a start to a third.
 *
 * <p>The first node with a given Java writes it when it is asked to stop. Without it, or with one
 * that does not fit, a node starts slower and nothing else.
 */
record ClassArchive(Path file) {

    static ClassArchive of(Distribution distribution, Path java) {
        return new ClassArchive(
                distribution.directory().resolve("classes-" + fingerprint(java) + ".jsa"));
    }

    /** Options for the JVM: to use the archive, or else to write one before it ends. */
    List<String> options() {
        if (Files.exists(file)) {
            return List.of("-XX:SharedArchiveFile=" + file);
        }
        return List.of("-XX:+RecordDynamicDumpInfo", "-D" + Protocol.CLASS_ARCHIVE + "=" + file);
    }

    /** Another Java, another archive: the file {@code release} beside it names its build. */
    private static String fingerprint(Path java) {
        CRC32 sum = new CRC32();
        sum.update(java.toString().getBytes(StandardCharsets.UTF_8));
        try {
            Path real = java.toRealPath();
            sum.update(real.toString().getBytes(StandardCharsets.UTF_8));
            sum.update(Files.readAllBytes(real.resolve("../../release").normalize()));
        } catch (IOException e) {
            // the JVM checks the archive itself; this only avoids a useless one
        }
        return HexFormat.of().toHexDigits(sum.getValue(), 8);
    }
}
