package org.gongkai.elasticsearch.node;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Writes the classes that this JVM has loaded into an archive from which the next node starts
 * faster.
 *
 * <p>Done when the parent asks for a stop, and not by the JVM at its exit, because an orphan or a
 * node that failed should end at once.
 */
final class ClassArchiveWriter {

    private ClassArchiveWriter() {}

    /** Writes the archive if the parent named one; the file appears whole or not at all. */
    static void write() {
        String wanted = System.getProperty(Protocol.CLASS_ARCHIVE);
        if (wanted == null) {
            return;
        }
        Path file = Path.of(wanted);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.deleteIfExists(part);
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "vmCds",
                            new Object[] {new String[] {"dynamic_dump", part.toString()}},
                            new String[] {String[].class.getName()});
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (JMException | IOException e) {
            System.out.println("no archive of classes: " + Causes.of(e));
        }
    }
}
