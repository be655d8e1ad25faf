package org.gongkai.content.html;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.jsoup.nodes.Node;
import org.jsoup.parser.Parser;
import org.jsoup.safety.Cleaner;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Makes any HTML into a body: headings, paragraphs, lists, tables with spans, figures, links and
 * footnotes, and nothing that acts, loads from elsewhere or dresses itself. The same input always
 * gives the same output, and the output is a fixed point: what is stored is what is approved, and
 * is never sanitised again later. Thread-safe.
 *
 * <p>The parsed tree is not repaired but read once and written anew by {@link BodyWriter}, so that
 * what comes out nests lawfully and every HTML parser reads the same tree from it; that is what
 * keeps mutation attacks out. jsoup's {@link Cleaner} with {@link BodyRules} is the gate at the
 * end.
 */
public final class BodySanitizer {
    /** The longest HTML that is looked at, in UTF-16 units. */
    public static final int MAX_LENGTH = 2_000_000;

    private static final int DEEPEST = 200;
    private static final int ROUNDS = 6;

    private final BodyRules rules = new BodyRules();

    /** The body alone; {@link #clean} also says what was dropped. */
    public String sanitize(String html) {
        return clean(html).html();
    }

    /**
     * Sanitises.
     *
     * @throws BodyRefused if the HTML is longer than {@link #MAX_LENGTH}
     */
    public CleanBody clean(String html) {
        refuseIfTooLong(html);
        TreeMap<String, Integer> dropped = new TreeMap<>();
        String before = once(html, dropped);
        for (int round = 1; round < ROUNDS; round++) {
            String after = once(before, new TreeMap<>());
            if (after.equals(before)) {
                return new CleanBody(after, dropped);
            }
            before = after;
        }
        // No input is known that comes here; plain paragraphs are a fixed point by construction.
        return new CleanBody(paragraphs(PlainText.of(before)), dropped);
    }

    /** Paragraphs of plain text, one per line that is not blank. */
    public String paragraphs(String text) {
        refuseIfTooLong(text);
        String html =
                text.lines()
                        .map(CleanText::oneLine)
                        .filter(line -> !line.isEmpty())
                        .map(line -> "<p>" + Entities.escape(line) + "</p>")
                        .collect(Collectors.joining("\n"));
        return once(html, new TreeMap<>());
    }

    private static void refuseIfTooLong(String html) {
        if (html.length() > MAX_LENGTH) {
            throw new BodyRefused(
                    "The text has %,d characters with its markup; at most %,d are taken. Split it, or attach it as a file."
                            .formatted(html.length(), MAX_LENGTH));
        }
    }

    private String once(String html, TreeMap<String, Integer> dropped) {
        Parser parser = Parser.htmlParser().setMaxDepth(DEEPEST);
        Document parsed = parser.parseInput(CleanText.characters(html), "");
        BodyWriter writer = new BodyWriter(rules, dropped);
        Document written = writer.write(parsed.body());
        keepOnlyLivingFragments(written.body());
        Document clean = new Cleaner(rules).clean(written);
        return serialise(clean);
    }

    /** A link into the body needs its target, and an id needs a link that leads to it. */
    private static void keepOnlyLivingFragments(Element body) {
        Set<String> ids = new LinkedHashSet<>();
        for (Element target : body.select("[id]")) {
            if (!ids.add(target.id())) {
                target.removeAttr("id");
            }
        }
        Set<String> linked = new LinkedHashSet<>();
        for (Element link : body.select("a[href^=#]")) {
            String fragment = link.attr("href").substring(1);
            if (ids.contains(fragment)) {
                linked.add(fragment);
            } else {
                link.removeAttr("href");
            }
        }
        for (Element target : body.select("[id]")) {
            if (!linked.contains(target.id())) {
                target.removeAttr("id");
            }
        }
        body.select("a:not([href])").stream()
                .filter(link -> !link.hasAttr("id"))
                .forEach(Node::unwrap);
    }

    private static String serialise(Document document) {
        document.outputSettings()
                .prettyPrint(false)
                .charset(StandardCharsets.UTF_8)
                .escapeMode(Entities.EscapeMode.base);
        List<Node> blocks = document.body().childNodes();
        return blocks.stream().map(Node::outerHtml).collect(Collectors.joining("\n"));
    }
}
