package org.gongkai.search.relevance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Questions and what answers them, from {@code judged/*.tsv}. A line is the class of the question,
 * the question, and judgements such as {@code 3 policy-jobs}, separated by tabs.
 */
record Judgements(List<Question> questions) {
    private static final int BEST = 3;

    Judgements {
        questions = List.copyOf(questions);
    }

    /**
     * @param kind such as {@code navigational} or {@code typo}
     */
    record Question(String kind, String text, List<Judgement> judgements) {
        Question {
            judgements = List.copyOf(judgements);
        }

        /** The grade of each document that was judged; of several that fit one, the highest. */
        Map<String, Integer> grades(Collection<String> documents) {
            Map<String, Integer> grades = new TreeMap<>();
            for (Judgement judgement : judgements) {
                documents.stream()
                        .filter(judgement::fits)
                        .forEach(id -> grades.merge(id, judgement.grade(), Math::max));
            }
            return grades;
        }
    }

    /**
     * @param grade 3 is what was looked for, 2 helps, 1 touches it
     * @param document an id, in which {@code *} stands for any characters
     */
    record Judgement(int grade, String document) {
        Judgement {
            if (grade < 1 || grade > BEST) {
                throw new IllegalArgumentException(
                        "The grade of " + document + " is from 1 to 3, not " + grade);
            }
        }

        boolean fits(String id) {
            return Pattern.matches(
                    Arrays.stream(document.split("\\*", -1))
                            .map(Pattern::quote)
                            .collect(Collectors.joining(".*")),
                    id);
        }

        static Judgement of(String text) {
            int blank = text.indexOf(' ');
            return new Judgement(
                    Integer.parseInt(text.substring(0, blank)), text.substring(blank + 1));
        }
    }

    static Judgements read(String name) {
        try (InputStream file = Judgements.class.getResourceAsStream("/judged/" + name)) {
            if (file == null) {
                throw new IllegalArgumentException("There is no judged/" + name);
            }
            return of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Judgements of(String lines) {
        return new Judgements(
                lines.lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .map(Judgements::question)
                        .toList());
    }

    private static Question question(String line) {
        List<String> cells = List.of(line.split("\t", -1));
        if (cells.size() < 3) {
            throw new IllegalArgumentException("Nothing is judged in: " + line);
        }
        return new Question(
                cells.get(0),
                cells.get(1),
                cells.stream().skip(2).map(Judgement::of).collect(Collectors.toList()));
    }

    Judgements and(Judgements others) {
        return new Judgements(
                Stream.concat(questions.stream(), others.questions.stream()).toList());
    }

    /** What was judged but is not there, as "question: document". */
    List<String> missingFrom(Collection<String> documents) {
        List<String> missing = new ArrayList<>();
        for (Question question : questions) {
            question.judgements().stream()
                    .filter(judgement -> documents.stream().noneMatch(judgement::fits))
                    .forEach(each -> missing.add(question.text() + ": " + each.document()));
        }
        return missing;
    }
}
