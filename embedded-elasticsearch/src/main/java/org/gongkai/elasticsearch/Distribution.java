package org.gongkai.elasticsearch;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The node's jars and native libraries, unpacked below its home in a directory named by their
 * digest.
 *
 * <p>The directory appears whole, by a rename: what a crash left half unpacked has another name and
 * is thrown away.
 */
record Distribution(Path directory) {

    private static final String ARCHIVE = "node.zip";
    private static final String PREFIX = "dist-";
    private static final String PART = ".part";

    static Distribution unpackedIn(Path home) {
        try {
            Path directory = home.resolve(PREFIX + digest().substring(0, 16));
            if (!Files.isDirectory(directory)) {
                Path part = home.resolve(directory.getFileName() + PART);
                delete(part);
                try (InputStream archive = resource(ARCHIVE)) {
                    unpack(archive, part);
                }
                Files.move(part, directory, StandardCopyOption.ATOMIC_MOVE);
            }
            return new Distribution(directory);
        } catch (IOException e) {
            throw new ElasticsearchNotStarted(
                    "its program could not be unpacked into "
                            + home
                            + " ("
                            + e
                            + "). It takes 60 MB there.",
                    e);
        }
    }

    /** Every jar, in an order that does not change: the archive of classes depends on it. */
    List<Path> jars() {
        try (Stream<Path> jars = Files.list(directory.resolve("lib"))) {
            return jars.sorted().toList();
        } catch (IOException e) {
            throw new ElasticsearchNotStarted(
                    "its program in "
                            + directory
                            + " is damaged ("
                            + e
                            + "). Delete that directory; it is unpacked anew.",
                    e);
        }
    }

    /** The libraries for this machine; empty for one that has none, where zstd does not work. */
    Path natives() {
        String system = System.getProperty("os.name").startsWith("Mac") ? "macos" : "linux";
        String machine = System.getProperty("os.arch").replace("x86_64", "amd64");
        return directory.resolve("natives").resolve(system + "-" + machine);
    }

    /** Throws away every other version in the home. */
    void deleteOthers() {
        Path home = directory.toAbsolutePath().getParent();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(home, PREFIX + "*")) {
            for (Path each : all) {
                if (!each.equals(directory)) {
                    delete(each);
                }
            }
        } catch (IOException e) {
            // they take room and do no harm; the next start tries again
        }
    }

    static void unpack(InputStream archive, Path directory) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(archive, StandardCharsets.UTF_8)) {
            for (ZipEntry entry; (entry = zip.getNextEntry()) != null; ) {
                Path file = directory.resolve(entry.getName()).normalize();
                if (!file.startsWith(directory)) {
                    throw new IOException("an entry leads out of the archive: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    continue;
                }
                Files.createDirectories(file.getParent());
                write(zip, file);
            }
        }
    }

    /** Forced to disk, because the rename that follows says that it is there. */
    private static void write(InputStream content, Path file) throws IOException {
        try (FileChannel channel =
                        FileChannel.open(
                                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OutputStream out = Channels.newOutputStream(channel)) {
            content.transferTo(out);
            channel.force(true);
        }
    }

    private static String digest() throws IOException {
        try (InputStream in = resource(ARCHIVE + ".sha256")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    private static InputStream resource(String name) throws IOException {
        @Nullable InputStream in = Distribution.class.getResourceAsStream(name);
        if (in == null) {
            throw new IOException(
                    name
                            + " is not on the class path; it is made when the module"
                            + " embedded-elasticsearch is built (mvn process-classes)");
        }
        return in;
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(tree)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : deepestFirst) {
            Files.delete(each);
        }
    }
}
