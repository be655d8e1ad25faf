package org.gongkai.content.intake;

import org.gongkai.content.inspection.FileInspections;
import org.gongkai.content.media.FileRefused;
import org.gongkai.content.media.FileTypes;
import org.gongkai.content.media.Inspection;
import org.springframework.util.unit.DataSize;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Sends damaged files through detection, inspection and import, in a process of its own with a
 * small heap. Says one line for each that ends in anything but a proposal or a refusal, or late.
 */
final class Fuzzing {
    /** Only what hangs comes near it, also on a machine that does much else. */
    private static final long LATE = TimeUnit.SECONDS.toNanos(100);

    private final FileTypes types = new FileTypes();
    private final Inspection inspection = FileInspections.real();
    private final DocumentImporter importer =
            new DocumentImporter(
                    types,
                    new IntakeSettings(
                            DataSize.ofMegabytes(20),
                            DataSize.ofMegabytes(6),
                            Duration.ofSeconds(120),
                            2));
    private final TreeMap<String, Integer> outcomes = new TreeMap<>();

    private Fuzzing() {}

    /**
     * @param arguments the directory of whole files, how many damaged ones, the seed, a directory
     *     to work in
     */
    public static void main(String[] arguments) throws IOException {
        new Fuzzing()
                .run(
                        Path.of(arguments[0]),
                        Integer.parseInt(arguments[1]),
                        Long.parseLong(arguments[2]),
                        Path.of(arguments[3]));
    }

    private void run(Path whole, int count, long seed, Path work) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(whole)) {
            files =
                    Stream.concat(
                                    all.filter(file -> file.toFile().length() < 2 << 20).sorted(),
                                    Stream.of(
                                            ownFile(work, "guide.doc"), ownFile(work, "guide.rtf")))
                            .toList();
        }
        FuzzedFiles fuzzed = new FuzzedFiles(seed);
        Path pictures = Files.createDirectories(work.resolve("pictures"));
        for (int i = 0; i < count; i++) {
            Path base = files.get(i % files.size());
            String name = String.valueOf(base.getFileName());
            Path file =
                    Files.write(work.resolve("fuzzed"), fuzzed.damage(Files.readAllBytes(base)));
            long begun = System.nanoTime();
            String outcome = outcome(file, name, pictures);
            if (System.nanoTime() - begun > LATE) {
                outcome = "LATE " + outcome;
            }
            if (outcome.startsWith("LATE") || outcome.startsWith("CRASH")) {
                System.out.println("PROBLEM " + i + " " + name + ": " + outcome);
            }
            outcomes.merge(outcome, 1, Integer::sum);
            try (Stream<Path> left = Files.list(pictures)) {
                for (Path picture : left.toList()) {
                    Files.delete(picture);
                }
            }
        }
        System.out.println("OUTCOMES " + outcomes);
        Files.delete(work.resolve("fuzzed"));
        Files.delete(pictures);
    }

    private static Path ownFile(Path work, String name) throws IOException {
        try (InputStream stream =
                Objects.requireNonNull(Fuzzing.class.getResourceAsStream("/intake/" + name))) {
            return Files.write(work.resolve(name), stream.readAllBytes());
        }
    }

    private String outcome(Path file, String name, Path pictures) {
        try {
            inspection.inspect(file, types.of(file, name), name);
            importer.read(file, name, pictures);
            return "PROPOSAL";
        } catch (FileRefused e) {
            return e.reason().name();
        } catch (Throwable e) {
            return "CRASH " + e;
        }
    }
}
