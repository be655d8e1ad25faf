package org.gongkai.publisher.output;

import org.gongkai.publisher.Sha256;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was erased from a pack. Its bytes are overwritten where they lie, so that everything else
 * stays where the index says; which objects are gone stands beside the pack, first as begun and
 * then as done. So a killed process leaves nothing half erased that the next one takes for whole,
 * and an entry of a manifest whose bytes are erased is not taken for a lost one.
 */
final class ErasedObjects {
    private static final String BEGUN = "objects.erasing";
    private static final String DONE = "objects.erased";
    private static final int BUFFER = 1 << 16;

    private ErasedObjects() {}

    /** The digests of what is erased, or was being erased when a process ended. */
    static Set<Sha256> in(Path release) throws IOException {
        Set<Sha256> erased = read(release.resolve(DONE));
        erased.addAll(begun(release));
        return erased;
    }

    /** The digests of what was being erased when a process ended. */
    static Set<Sha256> begun(Path release) throws IOException {
        return read(release.resolve(BEGUN));
    }

    /** Overwrites these objects of the release's pack; durable when it returns. */
    static void erase(Path release, Collection<PackedObject> objects) throws IOException {
        Set<Sha256> erased = begun(release);
        objects.forEach(object -> erased.add(object.digest()));
        write(release.resolve(BEGUN), erased);
        try (FileChannel pack =
                FileChannel.open(release.resolve(ReleasePack.PACK), StandardOpenOption.WRITE)) {
            for (PackedObject object : objects) {
                overwrite(pack, object);
            }
            pack.force(true);
        }
        erased.addAll(read(release.resolve(DONE)));
        write(release.resolve(DONE), erased);
        Files.delete(release.resolve(BEGUN));
        Durable.sync(release);
    }

    private static void overwrite(FileChannel pack, PackedObject object) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate(BUFFER);
        long position = object.offset();
        long end = object.offset() + object.length();
        while (position < end) {
            zeros.clear().limit((int) Math.min(BUFFER, end - position));
            position += pack.write(zeros, position);
        }
    }

    private static Set<Sha256> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new HashSet<>();
        }
        try (Stream<String> lines = Files.lines(file, StandardCharsets.US_ASCII)) {
            return lines.map(Sha256::new).collect(Collectors.toCollection(HashSet::new));
        }
    }

    private static void write(Path file, Set<Sha256> digests) throws IOException {
        String lines =
                digests.stream()
                        .map(Sha256::hex)
                        .sorted()
                        .collect(Collectors.joining("\n", "", "\n"));
        Durable.replaceAndSync(file, lines.getBytes(StandardCharsets.US_ASCII));
    }
}
