package org.gongkai.publisher.check;

import org.gongkai.publisher.Finding;
import org.gongkai.publisher.render.Article;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * VETO-5: words that no title and no body may hold, by a dictionary of the operator. The file has
 * one word a line, or {@code wrong => right}; lines that begin with {@code #} are comments. A wrong
 * word that stands in the right one is no mistake there.
 */
final class Dictionary implements Rule {
    private static final String ARROW = "=>";
    private static final int AROUND = 12;

    private final Finding.Severity severity;
    private final Map<String, String> rightByWrong;
    private final WordList wrong;

    private Dictionary(Finding.Severity severity, Map<String, String> rightByWrong) {
        this.severity = severity;
        this.rightByWrong = rightByWrong;
        this.wrong = new WordList(rightByWrong.keySet());
    }

    /**
     * The dictionaries of a directory: {@code block.txt} holds documents, {@code warn.txt} warns.
     *
     * @param directory null if there are none
     * @throws IllegalArgumentException if there is neither file, or a line cannot be understood
     */
    static List<Rule> in(@Nullable Path directory) {
        if (directory == null) {
            return List.of();
        }
        List<Rule> dictionaries = new ArrayList<>();
        for (Finding.Severity severity : Finding.Severity.values()) {
            Path file =
                    directory.resolve(
                            severity == Finding.Severity.BLOCK ? "block.txt" : "warn.txt");
            if (Files.exists(file)) {
                dictionaries.add(new Dictionary(severity, read(file)));
            }
        }
        if (dictionaries.isEmpty()) {
            throw new IllegalArgumentException(
                    "There is neither block.txt nor warn.txt in %s: put one there, or unset gongkai.publisher.conformance.dictionaries"
                            .formatted(directory));
        }
        return dictionaries;
    }

    @Override
    public String id() {
        return "VETO-5";
    }

    @Override
    public String looksAt() {
        return "Titles and texts hold no word of the operator's dictionaries";
    }

    @Override
    public String source() {
        return VetoRules.SOURCE;
    }

    @Override
    public Finding.Severity severity() {
        return severity;
    }

    @Override
    public void document(Article article, CheckedSite site, Consumer<Finding> findings) {
        look("The title", article.content().title(), article, findings);
        look("The text", PlainText.of(article.content().body()), article, findings);
    }

    private void look(String what, String text, Article article, Consumer<Finding> findings) {
        Set<String> told = new LinkedHashSet<>();
        wrong.find(
                text,
                (word, at) -> {
                    String right = rightByWrong.getOrDefault(word, "");
                    if (!isPartOf(right, word, text, at) && told.add(word)) {
                        findings.accept(on(article, message(what, word, right, text, at)));
                    }
                });
    }

    private static boolean isPartOf(String right, String word, String text, int at) {
        for (int in = right.indexOf(word); in >= 0; in = right.indexOf(word, in + 1)) {
            if (at >= in && text.startsWith(right, at - in)) {
                return true;
            }
        }
        return false;
    }

    private static String message(String what, String word, String right, String text, int at) {
        String around =
                text.substring(
                                Math.max(0, at - AROUND),
                                Math.min(text.length(), at + word.length() + AROUND))
                        .strip();
        return "%s says “%s” in “%s”: %s"
                .formatted(
                        what,
                        word,
                        around,
                        right.isEmpty() ? "it must not" : "write “%s”".formatted(right));
    }

    private static Map<String, String> read(Path file) {
        Map<String, String> rightByWrong = new LinkedHashMap<>();
        List<String> lines = lines(file);
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                String[] sides = line.split(ARROW, -1);
                String word = sides[0].strip();
                String right = sides.length == 1 ? "" : sides[1].strip();
                if (sides.length > 2 || word.isEmpty() || sides.length == 2 && right.isEmpty()) {
                    throw malformed(
                            file, number, "is neither a word nor “wrong => right”: " + line);
                }
                if (word.equals(right)) {
                    throw malformed(file, number, "calls the same word wrong and right: " + line);
                }
                if (rightByWrong.putIfAbsent(word, right) != null) {
                    throw malformed(file, number, "names a word for the second time: " + word);
                }
            }
        }
        return rightByWrong;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    "The dictionary %s is not in UTF-8: save it so".formatted(file), e);
        } catch (IOException e) {
            throw new UncheckedIOException("The dictionary %s cannot be read".formatted(file), e);
        }
    }

    private static IllegalArgumentException malformed(Path file, int line, String what) {
        return new IllegalArgumentException("%s:%d %s".formatted(file, line, what));
    }
}
