import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/**
 * Formats every Java source below a directory, or fails naming those that are not formatted.
 *
 * <p>Run by the build as {@code java -cp google-java-format.jar build/Format.java check|apply ROOT}.
 */
class Format {
    public static void main(String... args) throws IOException {
        boolean apply = args[0].equals("apply");
        Path root = Path.of(args[1]);
        List<Path> sources;
        try (Stream<Path> files = Files.walk(root)) {
            sources = files.filter(Format::isSource).filter(file -> !isGenerated(root.relativize(file))).toList();
        }
        Formatter formatter = new Formatter(
                JavaFormatterOptions.builder().style(JavaFormatterOptions.Style.AOSP).build());
        ConcurrentLinkedQueue<String> complaints = new ConcurrentLinkedQueue<>();
        sources.parallelStream().forEach(source -> {
            try {
                String before = Files.readString(source);
                String after = formatter.formatSource(ImportOrderer.reorderImports(
                        RemoveUnusedImports.removeUnusedImports(before), JavaFormatterOptions.Style.AOSP));
                if (before.equals(after)) {
                    return;
                }
                if (apply) {
                    Files.writeString(source, after);
                } else {
                    complaints.add(root.relativize(source) + " is not formatted");
                }
            } catch (FormatterException | IOException e) {
                complaints.add(root.relativize(source) + ": " + e.getMessage());
            }
        });
        if (!complaints.isEmpty()) {
            complaints.stream().sorted().forEach(System.err::println);
            System.err.println("To format them: mvn -N process-sources -Dformat=apply");
            System.exit(1);
        }
    }

    private static boolean isSource(Path file) {
        return file.toString().endsWith(".java") && !file.getFileName().toString().equals("Format.java");
    }

    private static boolean isGenerated(Path file) {
        for (Path part : file) {
            if (part.toString().equals("target") || part.toString().equals("var")) {
                return true;
            }
        }
        return false;
    }
}
