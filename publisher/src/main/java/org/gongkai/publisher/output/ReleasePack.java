package org.gongkai.publisher.output;

import org.gongkai.publisher.DigestMismatch;
import org.gongkai.publisher.Sha256;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The objects that a release is the first to need, in one append-only file: one {@code fsync} makes
 * them all durable. Bytes that any kept release already has are not written again.
 *
 * <p>Thread-safe: pages are put from many threads.
 */
public final class ReleasePack implements AutoCloseable {
    static final String PACK = "objects.pack";
    private static final String INDEX = "objects.index";

    private final Path release;
    private final Map<Sha256, PackedObject> objects;
    private final List<PackedObject> added = new ArrayList<>();
    private final FileChannel pack;
    private long end;

    ReleasePack(Path release, Map<Sha256, PackedObject> objects) throws IOException {
        this.release = release;
        this.objects = objects;
        this.pack =
                FileChannel.open(
                        release.resolve(PACK),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE);
    }

    /** Keeps these bytes and answers their digest. */
    public Sha256 put(byte[] bytes) {
        Sha256 digest = Sha256.of(bytes);
        if (!objects.containsKey(digest)) {
            append(digest, bytes);
        }
        return digest;
    }

    private synchronized void append(Sha256 digest, byte[] bytes) {
        if (objects.containsKey(digest)) {
            return;
        }
        try {
            long start = end;
            write(ByteBuffer.wrap(bytes));
            add(new PackedObject(digest, release, start, bytes.length));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the pack in " + release, e);
        }
    }

    /**
     * Keeps what the stream yields, if it is what was approved. The stream is read in small pieces,
     * so that a video needs no memory.
     *
     * @throws DigestMismatch if it hashes to anything else; nothing is kept then
     */
    public synchronized void put(Sha256 approved, InputStream stream) throws IOException {
        if (objects.containsKey(approved)) {
            return;
        }
        long start = end;
        MessageDigest digesting = Sha256.digest();
        byte[] buffer = new byte[1 << 16];
        for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
            digesting.update(buffer, 0, read);
            write(ByteBuffer.wrap(buffer, 0, read));
        }
        Sha256 actual = Sha256.ofComputed(digesting.digest());
        if (!actual.equals(approved)) {
            end = start;
            pack.truncate(start);
            throw new DigestMismatch("an asset", approved, actual);
        }
        add(new PackedObject(approved, release, start, end - start));
    }

    /** A file for bytes that are not kept. */
    public ScratchFile scratch() throws IOException {
        return new ScratchFile(release);
    }

    /** Makes everything put so far durable, with the index that finds it again. */
    public synchronized void seal() {
        StringBuilder index = new StringBuilder();
        for (PackedObject object : added) {
            index.append(object.digest())
                    .append(' ')
                    .append(object.offset())
                    .append(' ')
                    .append(object.length())
                    .append('\n');
        }
        try {
            pack.force(true);
            Durable.replaceAndSync(
                    release.resolve(INDEX), index.toString().getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot seal the pack in " + release, e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            pack.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close the pack in " + release, e);
        }
    }

    /** What a sealed pack holds and was not erased. */
    static List<PackedObject> index(Path release) throws IOException {
        Set<Sha256> erased = ErasedObjects.in(release);
        return all(release).stream().filter(object -> !erased.contains(object.digest())).toList();
    }

    /**
     * What a sealed pack held at first. A release that was being deleted when the process was
     * killed may have kept its index without the pack: what is not there is not held.
     */
    static List<PackedObject> all(Path release) throws IOException {
        Path index = release.resolve(INDEX);
        Path pack = release.resolve(PACK);
        if (!Files.exists(index) || !Files.exists(pack)) {
            return List.of();
        }
        long size = Files.size(pack);
        try (Stream<String> lines = Files.lines(index, StandardCharsets.US_ASCII)) {
            return lines.map(line -> line.split(" ", 3))
                    .map(
                            part ->
                                    new PackedObject(
                                            new Sha256(part[0]),
                                            release,
                                            Long.parseLong(part[1]),
                                            Long.parseLong(part[2])))
                    .filter(object -> object.offset() + object.length() <= size)
                    .toList();
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            end += pack.write(bytes, end);
        }
    }

    private void add(PackedObject object) {
        added.add(object);
        objects.put(object.digest(), object);
    }
}
