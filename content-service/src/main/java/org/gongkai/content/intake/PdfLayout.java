package org.gongkai.content.intake;

import org.gongkai.content.intake.PdfLines.Line;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Makes paragraphs and headings of lines: a line that reaches the right edge goes on in the next
 * one that begins at the left edge; what is set larger than most of the text is a heading; what
 * stands at the edge of many pages is no text.
 */
final class PdfLayout {
    private static final Pattern PAGE_NUMBER =
            Pattern.compile(
                    "[-—–·\\s]*\\d{1,4}[-—–·\\s]*|第\\s*\\d{1,4}\\s*页.*|[Pp]age\\s+\\d{1,4}.*");
    private static final float LARGER = 1.15f;
    private static final int LONGEST_HEADING = 80;
    private static final int REPEATED = 3;

    private final List<Line> lines;
    private final float body;
    private final float left;
    private final float right;
    private final float spacing;
    private final List<Float> headings;

    PdfLayout(List<Line> all) {
        this.lines = withoutFurniture(all);
        this.body = mostly(line -> Math.round(line.size() * 2) / 2f);
        List<Line> text = lines.stream().filter(line -> same(line.size(), body)).toList();
        this.left = quantile(text.stream().map(Line::left).sorted().toList(), 0.1);
        this.right = quantile(text.stream().map(Line::right).sorted().toList(), 0.9);
        this.spacing = spacing(text);
        this.headings =
                new TreeSet<>(
                                lines.stream()
                                        .filter(this::larger)
                                        .map(line -> (float) Math.round(line.size()))
                                        .toList())
                        .descendingSet().stream().toList();
    }

    private interface Measure {
        float of(Line line);
    }

    /** The value that most characters have. */
    private float mostly(Measure measure) {
        Map<Float, Integer> count = new TreeMap<>();
        for (Line line : lines) {
            count.merge(measure.of(line), line.text().length(), Integer::sum);
        }
        return count.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(0f);
    }

    private static float quantile(List<Float> sorted, double share) {
        return sorted.isEmpty() ? 0 : sorted.get((int) (share * (sorted.size() - 1)));
    }

    /** From line to line within paragraphs. */
    private float spacing(List<Line> text) {
        List<Float> gaps = new ArrayList<>();
        for (int i = 1; i < text.size(); i++) {
            float gap = text.get(i).top() - text.get(i - 1).top();
            if (text.get(i).page() == text.get(i - 1).page() && gap > 0) {
                gaps.add(gap);
            }
        }
        return quantile(gaps.stream().sorted().toList(), 0.3);
    }

    /** Headers, footers and page numbers: the first or last line of a page, again and again. */
    private static List<Line> withoutFurniture(List<Line> all) {
        Map<String, Integer> atEdges = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            if (atEdge(all, i)) {
                atEdges.merge(withoutNumbers(all.get(i)), 1, Integer::sum);
            }
        }
        List<Line> kept = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Line line = all.get(i);
            boolean furniture =
                    atEdge(all, i)
                            && (PAGE_NUMBER.matcher(line.text()).matches()
                                    || atEdges.getOrDefault(withoutNumbers(line), 0) >= REPEATED);
            if (!furniture) {
                kept.add(line);
            }
        }
        return kept;
    }

    private static boolean atEdge(List<Line> all, int i) {
        int page = all.get(i).page();
        return i == 0
                || i == all.size() - 1
                || all.get(i - 1).page() != page
                || all.get(i + 1).page() != page;
    }

    private static String withoutNumbers(Line line) {
        return line.text().replaceAll("\\d+", "#");
    }

    private boolean larger(Line line) {
        return line.size() > body * LARGER && line.text().length() <= LONGEST_HEADING;
    }

    private static boolean same(float one, float other) {
        return Math.abs(one - other) < 0.6f;
    }

    /**
     * Writes the paragraphs.
     *
     * @param afterPage is told of a page when its text is written
     */
    void write(Element into, java.util.function.IntConsumer afterPage) {
        @Nullable Line last = null;
        @Nullable Element block = null;
        for (Line line : lines) {
            if (last != null && last.page() != line.page()) {
                afterPage.accept(last.page());
            }
            if (block != null && last != null && goesOn(last, line)) {
                block.appendText(between(last.text(), line.text()) + line.text());
            } else {
                block = into.appendElement(name(line)).appendText(line.text());
                if (block.nameIs("p")) {
                    align(block, line);
                }
            }
            last = line;
        }
        if (last != null) {
            afterPage.accept(last.page());
        }
    }

    private boolean goesOn(Line last, Line line) {
        if (!same(last.size(), line.size())) {
            return false;
        }
        if (larger(line)) {
            return last.page() == line.page() && line.top() - last.top() < 2 * line.size();
        }
        boolean near =
                last.page() != line.page()
                        || line.top() - last.top() <= Math.max(spacing * 1.4f, 1);
        boolean full = last.right() >= right - 2.5f * body;
        boolean atLeft = line.left() <= left + 0.8f * body;
        return near && full && atLeft;
    }

    private static String between(String before, String after) {
        char end = before.charAt(before.length() - 1);
        char begin = after.charAt(0);
        return end < 0x2E80 && begin < 0x2E80 ? " " : "";
    }

    private String name(Line line) {
        if (!larger(line)) {
            return "p";
        }
        int rank = headings.indexOf((float) Math.round(line.size()));
        boolean title = rank == 0 && line.page() == lines.getFirst().page();
        return title ? "h1" : "h" + Math.clamp(rank + 1, 2, 4);
    }

    private void align(Element block, Line line) {
        float middle = (line.left() + line.right()) / 2;
        boolean indented = line.left() > left + 3 * body;
        if (indented && Math.abs(middle - line.width() / 2) < body) {
            block.addClass("align-center");
        } else if (indented && line.left() > line.width() / 2 && line.right() > right - 6 * body) {
            block.addClass("align-right");
        }
    }
}
