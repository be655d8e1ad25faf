package org.gongkai.content.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;

import org.gongkai.content.Chromium;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Attack vectors and naughty strings as bodies, all on one page of a real browser. */
class HostileBodiesIT {
    private static final String PAGE = "http://bodies.invalid/";

    private final BodySanitizer sanitizer = new BodySanitizer();

    @Test
    void nothingThatIsKeptOfThemRunsAsksOrBreaksOut() throws IOException {
        List<String> bodies = new ArrayList<>();
        for (String hostile : hostile()) {
            bodies.add(sanitizer.sanitize(hostile));
            bodies.add(sanitizer.sanitize("<p title=\"" + hostile + "\">" + hostile + "</p>"));
            bodies.add(
                    sanitizer.sanitize("<table><tr><td>" + hostile + "<svg></p><style>" + hostile));
            bodies.add(sanitizer.paragraphs(hostile));
        }

        try (Chromium chromium = new Chromium(HostileBodiesIT::expected)) {
            show(chromium, bodies);

            assertThat(chromium.deeds()).isEmpty();
            assertThat(chromium.page().evaluate(BROKEN_OUT, bodies.size())).isEqualTo(List.of());
            assertThat(chromium.page().evaluate(ACTIVE)).isEqualTo(List.of());
        }
    }

    @Test
    void theSameBrowserSeesWhatTheRawVectorsDo() throws IOException {
        try (Chromium chromium = new Chromium(HostileBodiesIT::expected)) {
            load(chromium, vectors());
            chromium.page().waitForTimeout(1_000);

            assertThat(chromium.deeds()).anyMatch(deed -> deed.contains("ran"));
            assertThat(chromium.deeds()).anyMatch(deed -> deed.contains("asked for"));
        }
    }

    /** As the server writes it, and written once more by a script as editors do. */
    private static void show(Chromium chromium, List<String> bodies) {
        load(chromium, bodies);
        chromium.touchEverything("article");
        chromium.page()
                .evaluate(
                        "() => document.querySelectorAll('article').forEach(a => { a.innerHTML = a.innerHTML; })");
        chromium.touchEverything("article");
    }

    private static void load(Chromium chromium, List<String> bodies) {
        StringBuilder html = new StringBuilder("<!DOCTYPE html><meta charset=utf-8><body>");
        for (String body : bodies) {
            html.append("<article>").append(body).append("</article>\n");
        }
        chromium.page()
                .route(
                        PAGE,
                        route ->
                                route.fulfill(
                                        new Route.FulfillOptions()
                                                .setContentType("text/html; charset=utf-8")
                                                .setBody(html.toString())));
        chromium.page().navigate(PAGE);
    }

    private static boolean expected(String address) {
        return address.equals(PAGE)
                || address.equals(PAGE + "favicon.ico")
                || address.startsWith("asset:");
    }

    /** Elements that are not where they were put, and names that hide the document's own. */
    private static final String BROKEN_OUT =
            """
            count => [
              ...[...document.body.children].filter(e => e.localName !== 'article').map(e => e.outerHTML),
              ...(document.body.children.length === count ? [] : ['articles: ' + document.body.children.length]),
              ...['body', 'forms', 'getElementById', 'querySelector', 'cookie', 'title', 'head']
                .filter(name => Object.hasOwn(document, name)),
              ...[...document.querySelectorAll('[name]')].map(e => e.outerHTML),
              ...[...document.querySelectorAll('[id]')].map(e => e.id).filter(id => !/^(fn|fnref|at)-/.test(id)),
            ]
            """;

    private static final String ACTIVE =
            """
            () => [...document.querySelectorAll('article *')].filter(e =>
              e.namespaceURI !== 'http://www.w3.org/1999/xhtml'
              || /^(script|style|iframe|frame|object|embed|applet|link|meta|base|form|input|button|select|textarea|video|audio|template|slot|details|marquee|dialog)$/.test(e.localName)
              || [...e.attributes].some(a => /^on|^style$|^srcdoc$|^action$|^formaction$/i.test(a.name)
                   || (/^(href|src)$/i.test(a.name) && !/^(https?:|mailto:|asset:|document:|#)/.test(a.value)))
            ).map(e => e.outerHTML)
            """;

    private static List<String> hostile() throws IOException {
        List<String> all = new ArrayList<>(vectors());
        JsonMapper.shared()
                .readTree(Files.readString(SharedInput.find("naughty-strings.json")))
                .forEach(string -> all.add(string.asString()));
        return all;
    }

    private static List<String> vectors() throws IOException {
        List<String> vectors = new ArrayList<>();
        for (JsonNode vector :
                JsonMapper.shared()
                        .readTree(Files.readString(SharedInput.find("xss/vectors.json")))) {
            vectors.add(vector.get("payload").asString());
        }
        return vectors;
    }
}
