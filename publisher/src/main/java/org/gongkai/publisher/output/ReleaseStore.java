package org.gongkai.publisher.output;

import org.gongkai.publisher.ConformanceReport;
import org.gongkai.publisher.DigestMismatch;
import org.gongkai.publisher.Erasure;
import org.gongkai.publisher.Sha256;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Every byte of the kept releases, each once: {@code releases/00000012/} holds the manifest of
 * release 12 and the pack of the objects that it was the first to need.
 *
 * <p>Thread-safe for reading; one release writes at a time. It shares no file with the trees, so
 * that what damages a tree cannot reach what repairs it (decision 10).
 */
public final class ReleaseStore {
    private static final Logger LOG = LoggerFactory.getLogger(ReleaseStore.class);

    private final Path directory;
    private final ConcurrentHashMap<Sha256, PackedObject> objects = new ConcurrentHashMap<>();
    private final Set<Sha256> erased = ConcurrentHashMap.newKeySet();
    private final PackFiles packs = new PackFiles();
    private final ShardCache shards = new ShardCache(this::read);

    private ReleaseStore(Path directory) {
        this.directory = directory;
    }

    /** Opens the store in this directory and reads the indexes of its packs. */
    public static ReleaseStore in(Path directory) {
        ReleaseStore store = new ReleaseStore(directory);
        try {
            Files.createDirectories(directory);
            for (long number : store.numbers()) {
                store.erased.addAll(ErasedObjects.in(store.directory(number)));
                ReleasePack.index(store.directory(number))
                        .forEach(object -> store.objects.putIfAbsent(object.digest(), object));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the releases in " + directory, e);
        }
        return store;
    }

    /** Begins the pack of a release; what an abandoned one of this number left is deleted. */
    public ReleasePack begin(long number) {
        try {
            discard(number);
            Files.createDirectories(directory(number));
            return new ReleasePack(directory(number), objects);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot begin the pack of release " + number, e);
        }
    }

    /**
     * A manifest to be changed; what changes is written into the pack.
     *
     * @param base null to begin with nothing
     */
    public ManifestDraft draft(@Nullable Manifest base, ReleasePack pack) {
        return new ManifestDraft(base, shards, pack);
    }

    /** Makes a manifest durable, after its pack. From here on the release can be rolled forward. */
    public void keep(Manifest manifest) {
        try {
            Path release = directory(manifest.release());
            Files.createDirectories(release);
            Durable.replaceAndSync(manifestFile(manifest.release()), manifest.bytes());
            Durable.sync(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot keep the manifest of release " + manifest.release(), e);
        }
    }

    /** Keeps what the gate found; durable when it returns. The release's pack was begun. */
    public void keep(ConformanceReport report) {
        try {
            Durable.replaceAndSync(conformanceFile(report.release()), report.json());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot keep what the gate found in release " + report.release(), e);
        }
    }

    /** What the gate found in a kept release; empty if that was not recorded. */
    public Optional<ConformanceReport> conformance(long number) {
        Path file = conformanceFile(number);
        try {
            return Files.exists(file)
                    ? Optional.of(ConformanceReport.of(Files.readAllBytes(file)))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot read what the gate found in release " + number, e);
        }
    }

    /** The manifest of a kept release. */
    public Optional<Manifest> manifest(long number) {
        Path file = manifestFile(number);
        try {
            return Files.exists(file)
                    ? Optional.of(Manifest.of(Files.readAllBytes(file), shards))
                    : Optional.empty();
        } catch (UnknownForm e) {
            LOG.warn("Release {} is passed over: {}", number, e.getMessage());
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the manifest of release " + number, e);
        }
    }

    /** The head of a kept release's manifest as the disk has it, whatever it says. */
    public Optional<byte[]> head(long number) {
        Path file = manifestFile(number);
        try {
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** For who wants to know whether the disk still holds what was written to it. */
    public StoreProbe probe() {
        return new StoreProbe(objects);
    }

    /** The manifest of a kept release, if it still has the root that the ledger recorded. */
    public Optional<Manifest> manifest(long number, Sha256 root) {
        return manifest(number).filter(manifest -> manifest.root().equals(root));
    }

    /** Whether the store holds these bytes. */
    public boolean holds(Sha256 digest) {
        return objects.containsKey(digest);
    }

    /**
     * Whether these bytes were erased on purpose: an entry of a manifest that names them is not
     * damaged. Bytes that came again later are held.
     */
    public boolean erased(Sha256 digest) {
        return erased.contains(digest) && !holds(digest);
    }

    public long size(Sha256 digest) {
        return object(digest).length();
    }

    /** The bytes of an object, checked. */
    public byte[] read(Sha256 digest) {
        byte[] bytes = written(digest);
        Sha256 actual = Sha256.of(bytes);
        if (!actual.equals(digest)) {
            throw new DigestMismatch("an object in " + directory, digest, actual);
        }
        return bytes;
    }

    /**
     * The bytes of an object that this process has just written, not checked again: for who judges
     * them and passes them on to nobody.
     */
    public byte[] written(Sha256 digest) {
        try {
            return object(digest).read(packs);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read object " + digest, e);
        }
    }

    /** The objects with these digests; what is not held is left out. */
    public Map<Sha256, byte[]> forms(Collection<Sha256> digests) {
        Map<Sha256, byte[]> forms = HashMap.newHashMap(digests.size());
        for (Sha256 digest : digests) {
            if (holds(digest)) {
                forms.put(digest, read(digest));
            }
        }
        return forms;
    }

    /**
     * The bytes of an object of any size, read as they are asked for and not checked: whoever reads
     * them compares the digest.
     */
    public InputStream open(Sha256 digest) {
        return object(digest).open(packs);
    }

    /** Copies an object into a file, checked; for objects of any size. */
    void copy(Sha256 digest, Path file) throws IOException {
        object(digest).copy(packs, file);
    }

    /** Where what was read from objects may be kept; it follows from them, and may be deleted. */
    public Path texts() {
        return directory.resolve("texts");
    }

    /** The numbers of the kept releases. */
    public NavigableSet<Long> numbers() {
        try (Stream<Path> entries = Files.list(directory)) {
            NavigableSet<Long> numbers = new TreeSet<>();
            entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.matches("[0-9]{8,}"))
                    .forEach(name -> numbers.add(Long.parseLong(name)));
            return numbers;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the releases in " + directory, e);
        }
    }

    /** How many releases are kept to go back to. */
    public int kept() {
        return (int)
                numbers().stream().filter(number -> Files.exists(manifestFile(number))).count();
    }

    /** Whether any release was kept here. */
    public boolean holdsManifests() {
        return numbers().stream().anyMatch(number -> Files.exists(manifestFile(number)));
    }

    private Path conformanceFile(long number) {
        return directory(number).resolve("conformance.json");
    }

    private Path manifestFile(long number) {
        return directory(number).resolve("manifest.json");
    }

    /** Deletes what a release left that did not become public. */
    public void discard(long number) {
        objects.values().removeIf(object -> object.isIn(directory(number)));
        try {
            packs.close(directory(number));
            Durable.delete(directory(number));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete release " + number, e);
        }
    }

    /**
     * Forgets the manifests of all but the newest releases, and deletes the packs that none of the
     * kept manifests needs. A pack with one object that is still needed stays whole; packs are not
     * compacted yet.
     */
    public void retain(int newest) {
        List<Long> numbers = new ArrayList<>(numbers().descendingSet());
        if (numbers.size() <= newest) {
            return;
        }
        Set<Path> needed = neededBy(numbers.subList(0, newest));
        for (long old : numbers.subList(newest, numbers.size())) {
            if (!needed.contains(directory(old))) {
                discard(old);
            } else {
                try {
                    Files.deleteIfExists(manifestFile(old));
                } catch (IOException e) {
                    throw new UncheckedIOException("Cannot forget release " + old, e);
                }
            }
        }
    }

    /** The packs with any object that one of these releases needs. */
    private Set<Path> neededBy(List<Long> kept) {
        Set<Path> needed = new HashSet<>();
        Manifest newer = null;
        for (long number : kept) {
            needed.add(directory(number));
            Manifest manifest = manifest(number).orElse(null);
            if (manifest != null) {
                Condemned.needs(manifest, newer, digest -> needPack(digest, needed));
                newer = manifest;
            }
        }
        return needed;
    }

    /**
     * Erases a document from the kept releases, and finishes what a killed process began to erase.
     * Manifests stay as they are. Nothing may write to the store meanwhile.
     *
     * @param shown what the site shows now, without the document
     * @return how many objects were erased
     */
    public int erase(Erasure erasure, Manifest shown) {
        Condemned condemned = new Condemned(erasure, packs);
        int count = 0;
        try {
            List<Manifest> kept = new ArrayList<>();
            for (long number : numbers()) {
                manifest(number).ifPresent(kept::add);
            }
            kept.add(shown);
            condemned.look(kept);
            for (long number : numbers()) {
                count += erase(directory(number), condemned);
                eraseFindings(number, erasure);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot erase document " + erasure.document() + " from " + directory, e);
        }
        return count;
    }

    private int erase(Path release, Condemned condemned) throws IOException {
        Set<Sha256> gone = ErasedObjects.in(release);
        Set<Sha256> begun = ErasedObjects.begun(release);
        List<PackedObject> taken = new ArrayList<>();
        for (PackedObject object : ReleasePack.all(release)) {
            if (begun.contains(object.digest())
                    || (!gone.contains(object.digest()) && condemned.takes(object))) {
                taken.add(object);
            }
        }
        if (!taken.isEmpty()) {
            for (PackedObject object : taken) {
                PackedObject held = objects.get(object.digest());
                if (held != null && held.isIn(release)) {
                    objects.remove(object.digest());
                }
                erased.add(object.digest());
            }
            ErasedObjects.erase(release, taken);
            shards.forget();
        }
        return taken.size();
    }

    private void eraseFindings(long number, Erasure erasure) {
        ConformanceReport report = conformance(number).orElse(null);
        if (report != null && !report.without(erasure).equals(report)) {
            keep(report.without(erasure));
        }
    }

    private void needPack(Sha256 digest, Set<Path> needed) {
        PackedObject object = objects.get(digest);
        if (object != null) {
            needed.add(object.release());
        }
    }

    private PackedObject object(Sha256 digest) {
        PackedObject object = objects.get(digest);
        if (object == null) {
            throw new ObjectMissing(
                    erased(digest)
                            ? "Object %s was erased, because a document was withdrawn for privacy"
                                    .formatted(digest)
                            : "The releases in %s do not hold object %s; restore them from a backup"
                                    .formatted(directory, digest));
        }
        return object;
    }

    private Path directory(long number) {
        return directory.resolve("%08d".formatted(number));
    }
}
