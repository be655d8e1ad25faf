package org.gongkai.search.query;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The shell with its marked places filled (docs/search.md, "Places"). All text enters as text; the
 * only HTML that enters is that of {@link Highlight}. Not thread-safe: one for each request.
 */
final class FilledShell {
    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\{(q|words|total|page|pages|max)\\}");
    private static final List<String> FIELDS =
            List.of("q", "section", "kind", "unit", "from", "to", "sort");
    private final Document page;
    private final MultiValueMap<String, String> parameters;
    private final SearchLinks links;
    private final Map<String, String> words = new HashMap<>();

    FilledShell(String shell, MultiValueMap<String, String> parameters) {
        this.page = Jsoup.parse(shell);
        this.page.outputSettings().prettyPrint(false).charset(StandardCharsets.UTF_8);
        this.parameters = parameters;
        this.links = new SearchLinks(parameters);
        String asked = parameters.getFirst("q");
        words.put("q", asked == null ? "" : Question.words(asked));
        place("form", "data-search-form").ifPresent(this::fillForm);
        place("data-search-summary").ifPresent(Element::empty);
        place("data-search-results").ifPresent(Element::empty);
        place("data-search-pager").ifPresent(Element::empty);
    }

    String html() {
        return page.html();
    }

    /** Fills hits, summary, counts and pager, and says in which way hits were found. */
    void show(Answer answer) {
        words.put("total", Long.toString(answer.total()));
        words.put("page", Integer.toString(answer.page()));
        words.put("pages", Integer.toString(answer.pages()));
        words.put("words", answer.correction() == null ? "" : answer.correction());
        showCounts(answer.counts());
        if (answer.hits().isEmpty()) {
            return;
        }
        place("data-search-summary")
                .ifPresent(summary -> summary.text(worded(summary.attr("data-some"))));
        place("data-search-found").ifPresent(place -> sayHow(place, answer.found()));
        showHits(answer.hits());
        place("data-search-pager").ifPresent(pager -> fillPager(pager, answer));
    }

    /** Fills hits that have to do with a document, of which there is one page. */
    void showRelated(List<Answer.Hit> hits) {
        if (!hits.isEmpty()) {
            place("data-search-summary")
                    .ifPresent(summary -> summary.text(summary.attr("data-related")));
            showHits(hits);
        }
    }

    /** Offers questions of the operator's list. */
    void offer(List<String> questions) {
        if (questions.isEmpty()) {
            return;
        }
        place("data-search-hot")
                .ifPresent(
                        box -> {
                            for (String question : questions) {
                                box.appendText(" ")
                                        .appendElement("a")
                                        .attr("href", SearchLinks.asking(question))
                                        .text(question);
                            }
                            box.removeAttr("hidden");
                        });
    }

    /** Puts the state's own words on the notice, or hides it. */
    void say(PageState state) {
        words.put(
                "max",
                Integer.toString(
                        state == PageState.TOO_DEEP
                                ? Question.MOST_HITS
                                : Question.MOST_CHARACTERS));
        Optional<Element> notice = place("data-search-notice");
        if (notice.isEmpty()) {
            return;
        }
        notice.get().attr("data-state", state.key());
        if (state == PageState.FOUND) {
            notice.get().empty().attr("hidden", true);
        } else {
            notice.get().text(worded(message(notice.get(), state))).removeAttr("hidden");
        }
    }

    /** A theme that does not know of limits says that search is away. */
    private static String message(Element notice, PageState state) {
        boolean unknown = state == PageState.TOO_MANY && !notice.hasAttr("data-" + state.key());
        return notice.attr("data-" + (unknown ? PageState.UNAVAILABLE : state).key());
    }

    private void fillForm(Element form) {
        for (String name : FIELDS) {
            List<String> values = parameters.getOrDefault(name, List.of());
            for (Element field : form.select("[name=" + name + "]")) {
                fillField(field, values);
            }
        }
    }

    private static void fillField(Element field, List<String> values) {
        if (field.normalName().equals("select")) {
            boolean known = field.select("option").stream().anyMatch(o -> values.contains(o.val()));
            if (known) {
                field.select("option").forEach(o -> o.attr("selected", values.contains(o.val())));
            }
        } else if (Set.of("checkbox", "radio").contains(field.attr("type"))) {
            field.attr("checked", values.contains(field.val()));
        } else if (!values.isEmpty()) {
            field.val(Question.words(values.getFirst()));
        }
    }

    private void showHits(List<Answer.Hit> hits) {
        Optional<Element> results = place("data-search-results");
        Element template = page.selectFirst("template[data-search-hit]");
        if (results.isEmpty() || template == null) {
            throw new IllegalStateException(
                    "The released search page has no [data-search-results] or no"
                            + " template[data-search-hit]: see \"Places\" in docs/search.md");
        }
        for (Answer.Hit hit : hits) {
            Element copy = template.clone();
            FilledHit.fill(copy, hit);
            results.get().appendChildren(List.copyOf(copy.childNodes()));
        }
    }

    private void showCounts(Counts counts) {
        Element template = page.selectFirst("template[data-search-count]");
        if (template == null) {
            return;
        }
        Map.of(
                        "kind", counts.kind(),
                        "section", counts.section(),
                        "unit", counts.unit(),
                        "year", counts.year())
                .forEach(
                        (facet, each) ->
                                page.select("[data-search-counts=" + facet + "]")
                                        .forEach(
                                                box ->
                                                        FilledCounts.fill(
                                                                box, template, facet, each,
                                                                links)));
    }

    private void sayHow(Element place, String found) {
        String how = place.attr("data-" + found);
        if (!how.isBlank()) {
            place.text(worded(how)).removeAttr("hidden").attr("data-state", found);
            String exactly = worded(place.attr("data-exactly"));
            if (!exactly.isBlank()) {
                place.appendText(" ")
                        .appendElement("a")
                        .attr("href", links.exactly())
                        .text(exactly);
            }
        }
    }

    /** By number as far as numbers go; then on from the last hit. */
    private void fillPager(Element pager, Answer answer) {
        boolean byNumber = !parameters.containsKey("after");
        int here = answer.page();
        if (byNumber && here > 1) {
            link(pager, "prev", pager.attr("data-previous"), links.page(here - 1));
        }
        if (byNumber && answer.pages() > 1) {
            pager.appendElement("span")
                    .attr("aria-current", "page")
                    .text(worded(pager.attr("data-position")));
        }
        if (byNumber && here < answer.pages()) {
            link(pager, "next", pager.attr("data-next"), links.page(here + 1));
        } else if (answer.next() != null && (!byNumber || answer.total() > Question.MOST_HITS)) {
            link(pager, "next", pager.attr("data-next"), links.after(answer.next()));
        }
        if (pager.childrenSize() > 0) {
            pager.removeAttr("hidden");
        }
    }

    private void link(Element pager, String relation, String text, String to) {
        pager.appendElement("a").attr("rel", relation).attr("href", to).text(worded(text));
    }

    /** In one pass, so that a reader's own braces stay what they are. */
    private String worded(String pattern) {
        return PLACEHOLDER
                .matcher(pattern)
                .replaceAll(
                        found ->
                                Matcher.quoteReplacement(
                                        words.getOrDefault(found.group(1), found.group())));
    }

    private Optional<Element> place(String attribute) {
        return place("*", attribute);
    }

    private Optional<Element> place(String tag, String attribute) {
        return page.select(tag + "[" + attribute + "]").stream()
                .filter(element -> !insideTemplate(element))
                .findFirst();
    }

    private static boolean insideTemplate(Element element) {
        @Nullable Element template = element.closest("template");
        return template != null;
    }
}
