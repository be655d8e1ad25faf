package org.gongkai.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

import tools.jackson.databind.JsonNode;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import javax.xml.parsers.DocumentBuilderFactory;

/** What the gate found in a real release, as a page, as JSON and as JUnit XML. */
class ConformanceIT {
    private static final String REPORT = "/api/v1/releases/1/conformance";

    @TempDir static Path home;

    private static @Nullable District opened;
    private static String held = "";

    @BeforeAll
    static void aReleaseThatHeldADocument() {
        District district = District.open(home);
        opened = district;
        district.approvedArticle("没有问题的一篇");
        held =
                district.draft(
                        "article",
                        "链接有误的一篇",
                        "<p><a href=\"http://localhost:8080/nowhere/?a=1&amp;b=%3C\">附件</a></p>",
                        Map.of());
        district.approve(held);
        assertThat(district.release()).isEqualTo(1);
    }

    @AfterAll
    static void close() {
        district().close();
    }

    private static District district() {
        return Objects.requireNonNull(opened);
    }

    @Test
    void everyRuleAndFindingIsThereAsJson() {
        JsonNode report = district().office().get(REPORT);

        assertThat(report.get("release").asLong()).isEqualTo(1);
        assertThat(report.get("rules"))
                .extracting(rule -> rule.get("id").asString())
                .contains("META-1", "VETO-6", "A11Y-2", "POL-1", "SET-1");
        JsonNode found = finding(report, "VETO-6");
        assertThat(found.get("severity").asString()).isEqualTo("BLOCK");
        assertThat(found.get("document").asString()).isEqualTo(held);
        assertThat(found.get("path").asString()).startsWith("/news/").endsWith("/index.html");
        assertThat(found.get("page").isNull()).as("it is not public").isTrue();
        assertThat(finding(report, "FOOT-1").get("severity").asString()).isEqualTo("WARN");
        assertThat(report.get("hidden").asInt()).isZero();
    }

    @Test
    void whoMayNotSeeADocumentSeesOnlyThatThereAreFindings() {
        JsonNode report = district().administrator().get(REPORT);

        assertThat(report.get("findings"))
                .extracting(found -> found.get("rule").asString())
                .contains("FOOT-1")
                .doesNotContain("VETO-6");
        assertThat(report.get("hidden").asInt()).isEqualTo(1);
        assertThat(district().reader.page(REPORT).statusCode()).isEqualTo(401);
        assertThat(district().office().page("/api/v1/releases/999/conformance").statusCode())
                .isEqualTo(404);
    }

    @Test
    void buildServersReadItAsJUnitXml() throws Exception {
        HttpResponse<String> asked = district().office().page(REPORT + "?format=junit");
        HttpResponse<String> accepted =
                district().office().page(REPORT, "Accept", "application/xml");

        assertThat(accepted.body()).isEqualTo(asked.body());
        assertThat(accepted.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/xml");
        Document xml =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(
                                new ByteArrayInputStream(
                                        asked.body().getBytes(StandardCharsets.UTF_8)));
        Element suite = elements(xml.getDocumentElement(), "testsuite").getFirst();
        List<Element> cases = elements(suite, "testcase");
        assertThat(suite.getAttribute("tests")).isEqualTo(Integer.toString(cases.size()));
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        Element dead = theCase(cases, "VETO-6");
        assertThat(dead.getAttribute("classname")).contains("国办秘函〔2019〕19号");
        assertThat(elements(dead, "failure").getFirst().getTextContent())
                .contains("nowhere/?a=1&b=%3C leads nowhere");
        Element footer = theCase(cases, "FOOT-1");
        assertThat(elements(footer, "failure")).isEmpty();
        assertThat(elements(footer, "system-out").getFirst().getTextContent())
                .contains("gongkai.publisher.icp is not set");
    }

    @Test
    void thePageIsReachedFromTheReleasesAndCanBeReadOnATelephone() {
        String root = district().reader.address("/");
        try (Chromium chromium = new Chromium(address -> address.startsWith(root))) {
            Page page = chromium.page();
            page.setViewportSize(390, 844);
            page.navigate(root + "workbench/sign-in");
            page.fill("#account", "publisher.a");
            page.fill("#password", Staff.PASSWORD);
            page.click("button.main");
            page.navigate(root + "workbench/releases");
            page.click("a[href='/workbench/releases/1']");
            page.click("a[href='/workbench/releases/1/conformance']");

            String text = page.innerText("main, body");
            assertThat(text)
                    .contains(
                            "Conformance of release 1",
                            "VETO-6（1）",
                            "Links and files on this site exist")
                    .contains(
                            "国办秘函〔2019〕19号",
                            "Held back",
                            "leads nowhere",
                            "Rules without findings");
            assertThat(page.locator("a[href='/workbench/documents/" + held + "']").count())
                    .isEqualTo(1);
            assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
        }
    }

    private static JsonNode finding(JsonNode report, String rule) {
        for (JsonNode found : report.get("findings")) {
            if (found.get("rule").asString().equals(rule)) {
                return found;
            }
        }
        throw new AssertionError("no finding on " + rule + " in " + report);
    }

    private static Element theCase(List<Element> cases, String rule) {
        return cases.stream()
                .filter(one -> one.getAttribute("name").startsWith(rule + ": "))
                .findAny()
                .orElseThrow();
    }

    private static List<Element> elements(Element within, String name) {
        List<Element> elements = new ArrayList<>();
        var found = within.getElementsByTagName(name);
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }
}
