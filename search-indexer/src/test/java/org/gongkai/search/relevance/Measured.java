package org.gongkai.search.relevance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** How well one way to search does on each question. */
record Measured(String system, List<Score> scores) {
    private static final int FIRST = 10;

    Measured {
        scores = List.copyOf(scores);
    }

    record Score(String kind, String question, double ndcg, double recall) {}

    /** Questions that nothing of the corpus answers are left out. */
    static Measured of(
            String system, Ranking ranking, Judgements judgements, Collection<String> documents) {
        List<Score> scores = new ArrayList<>();
        for (Judgements.Question question : judgements.questions()) {
            Map<String, Integer> grades = question.grades(documents);
            if (!grades.isEmpty()) {
                List<Integer> ranked =
                        ranking.hits(question.text()).stream()
                                .map(id -> grades.getOrDefault(id, 0))
                                .toList();
                scores.add(
                        new Score(
                                question.kind(),
                                question.text(),
                                Ndcg.at(FIRST, ranked, grades.values()),
                                Ndcg.recall(Ranking.MOST, ranked, grades.values())));
            }
        }
        return new Measured(system, scores);
    }

    double ndcg() {
        return mean(scores.stream(), Score::ndcg);
    }

    double ndcg(String kind) {
        return mean(of(kind), Score::ndcg);
    }

    double recall() {
        return mean(scores.stream(), Score::recall);
    }

    private Stream<Score> of(String kind) {
        return scores.stream().filter(score -> score.kind().equals(kind));
    }

    private static double mean(Stream<Score> scores, ToDoubleFunction<Score> figure) {
        return scores.mapToDouble(figure).average().orElse(Double.NaN);
    }

    /** Markdown: a line for each class and one for all, nDCG@10 and recall@50 of each system. */
    static String table(List<Measured> systems) {
        StringBuilder table = new StringBuilder("| nDCG@10, recall@50 |");
        systems.forEach(each -> table.append(' ').append(each.system).append(" |"));
        table.append("\n|---|").append("---|".repeat(systems.size())).append('\n');
        List<String> kinds =
                systems.getFirst().scores.stream().map(Score::kind).distinct().sorted().toList();
        for (String kind : kinds) {
            table.append("| %s (%d) |".formatted(kind, systems.getFirst().of(kind).count()));
            systems.forEach(each -> table.append(cell(each.of(kind).toList())));
            table.append('\n');
        }
        table.append("| all (%d) |".formatted(systems.getFirst().scores.size()));
        systems.forEach(each -> table.append(cell(each.scores)));
        return table.append('\n').toString();
    }

    private static String cell(List<Score> scores) {
        return " %.3f, %.3f |"
                .formatted(
                        mean(scores.stream(), Score::ndcg), mean(scores.stream(), Score::recall));
    }

    /** The questions that are answered worst, to look at. */
    String weakest() {
        StringBuilder weakest = new StringBuilder(system).append(", below 0.8:");
        scores.stream()
                .filter(score -> score.ndcg() < 0.8)
                .forEach(
                        score ->
                                weakest.append(
                                        "%n  %.3f %s: %s"
                                                .formatted(
                                                        score.ndcg(),
                                                        score.kind(),
                                                        score.question())));
        return weakest.toString();
    }
}
