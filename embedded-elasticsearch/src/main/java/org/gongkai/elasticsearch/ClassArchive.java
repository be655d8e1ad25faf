package org.gongkai.elasticsearch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * The JVM's archive of loaded classes (AppCDS), which more than halves the time of a start.
 *
 * <p>The first node with a given Java writes it when it is stopped in good order; only then it gets
 * the name under which later ones look for it. Without it, or with one that does not fit, a node
 * starts slower and nothing else.
 */
record ClassArchive(Path file, Path draft) {

    static ClassArchive of(Distribution distribution, Path java) {
        String name = "classes-" + fingerprint(java);
        return new ClassArchive(
                distribution.directory().resolve(name + ".jsa"),
                distribution.directory().resolve(name + ".part"));
    }

    /** The option for the JVM: to use the archive, or else to write one at its end. */
    String option() {
        if (Files.exists(file)) {
            return "-XX:SharedArchiveFile=" + file;
        }
        return "-XX:ArchiveClassesAtExit=" + draft;
    }

    /** Called when a node ended in good order. */
    void keep() {
        try {
            if (Files.exists(file) || !Files.exists(draft)) {
                return;
            }
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // the next node tries again
        }
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
