package org.gongkai.search.query;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The shell with its marked places filled (docs/pipeline.md, "Search page"). All text enters as
 * text; the only HTML that enters is that of {@link Highlight}. Not thread-safe: one for each
 * request.
 */
final class FilledShell {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(q|total|page|pages|max)\\}");
    private static final List<String> FIELDS =
            List.of("q", "section", "kind", "unit", "from", "to", "sort");
    private static final Set<String> CARRIED =
            Set.of("q", "section", "kind", "unit", "field", "from", "to", "sort", "size");

    private final Document page;
    private final MultiValueMap<String, String> parameters;
    private final Map<String, String> words = new HashMap<>();

    FilledShell(String shell, MultiValueMap<String, String> parameters) {
        this.page = Jsoup.parse(shell);
        this.page.outputSettings().prettyPrint(false).charset(StandardCharsets.UTF_8);
        this.parameters = parameters;
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

    /** Fills hits, summary and pager. */
    void show(Answer answer) {
        words.put("total", Long.toString(answer.total()));
        words.put("page", Integer.toString(answer.page()));
        words.put("pages", Integer.toString(answer.pages()));
        if (answer.hits().isEmpty()) {
            return;
        }
        place("data-search-summary")
                .ifPresent(summary -> summary.text(worded(summary.attr("data-some"))));
        showHits(answer.hits());
        place("data-search-pager").ifPresent(pager -> fillPager(pager, answer));
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
            notice.get()
                    .text(worded(notice.get().attr("data-" + state.key())))
                    .removeAttr("hidden");
        }
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
                            + " template[data-search-hit]: see \"Search page\" in docs/pipeline.md");
        }
        for (Answer.Hit hit : hits) {
            Element copy = template.clone();
            FilledHit.fill(copy, hit);
            results.get().appendChildren(List.copyOf(copy.childNodes()));
        }
    }

    private void fillPager(Element pager, Answer answer) {
        int pages = answer.pages();
        if (pages < 2) {
            return;
        }
        pager.removeAttr("hidden");
        int here = answer.page();
        if (here > 1) {
            link(pager, "prev", pager.attr("data-previous"), here - 1);
        }
        pager.appendElement("span")
                .attr("aria-current", "page")
                .text(worded(pager.attr("data-position")));
        if (here < pages) {
            link(pager, "next", pager.attr("data-next"), here + 1);
        }
    }

    private void link(Element pager, String relation, String text, int to) {
        pager.appendElement("a")
                .attr("rel", relation)
                .attr("href", "?" + query(to))
                .text(worded(text));
    }

    private String query(int to) {
        UriComponentsBuilder query = UriComponentsBuilder.newInstance();
        parameters.forEach(
                (name, values) -> {
                    if (CARRIED.contains(name)) {
                        values.stream()
                                .filter(value -> !value.isBlank())
                                .forEach(value -> query.queryParam(name, "{value}"));
                    }
                });
        query.queryParam("page", to);
        Object[] values =
                parameters.entrySet().stream()
                        .filter(each -> CARRIED.contains(each.getKey()))
                        .flatMap(each -> each.getValue().stream())
                        .filter(value -> !value.isBlank())
                        .toArray();
        String encoded = query.encode().buildAndExpand(values).toUriString();
        return encoded.substring(encoded.indexOf('?') + 1);
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
