package org.gongkai.publisher.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayInputStream;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import javax.xml.parsers.DocumentBuilderFactory;

/** Feeds, sitemap and robots.txt, read by parsers as other machines read them. */
class MachineReadableTest {
    private static final String ORIGIN = SampleSite.IDENTITY.origin();
    private static final RenderedSite SITE = RenderedSite.of(SampleSite.contents());

    @Test
    void everyFeedIsAtom() throws Exception {
        List<String> feeds =
                SITE.pages().keySet().stream().filter(path -> path.endsWith(".atom")).toList();
        assertThat(feeds).hasSize(20);
        for (String path : feeds) {
            Element feed = parsed(path).getDocumentElement();
            assertThat(feed.getNamespaceURI()).isEqualTo("http://www.w3.org/2005/Atom");
            Set<String> ids = new TreeSet<>();
            for (Element holder : withEntries(feed)) {
                assertThat(ids.add(child(holder, "id"))).isTrue();
                assertThat(child(holder, "id")).startsWith("urn:uuid:");
                assertThat(child(holder, "title")).isNotBlank();
                assertThat(OffsetDateTime.parse(child(holder, "updated"))).isNotNull();
            }
            assertThat(ids).hasSizeLessThanOrEqualTo(Feed.LENGTH + 1);
        }
    }

    @Test
    void everyFeedIsThereAsJsonToo() {
        SITE.pages().keySet().stream()
                .filter(path -> path.endsWith(".atom"))
                .map(path -> path.replace(".atom", ".json"))
                .forEach(
                        path -> {
                            JsonNode feed = JsonMapper.shared().readTree(SITE.text(path));
                            assertThat(feed.path("version").asString())
                                    .isEqualTo("https://jsonfeed.org/version/1.1");
                            assertThat(feed.path("feed_url").asString()).isEqualTo(ORIGIN + path);
                            assertThat(feed.path("items").size()).isBetween(1, Feed.LENGTH);
                            feed.path("items")
                                    .forEach(
                                            item ->
                                                    assertThat(item.path("url").asString())
                                                            .startsWith(ORIGIN + "/"));
                        });
    }

    @Test
    void theFeedOfTheSiteBeginsWithTheNewestAndSaysWhenItChanged() throws Exception {
        Element feed = parsed("/feed.atom").getDocumentElement();

        assertThat(child(feed, "updated")).isEqualTo("2020-05-23T05:00:00+08:00");
        assertThat(child(withEntries(feed).get(1), "id"))
                .isEqualTo("urn:uuid:" + SampleSite.id("lead"));
    }

    @Test
    void theSitemapLeadsToEveryPageButThoseThatAListsFirstPageLeadsTo() throws Exception {
        Set<String> listed = new TreeSet<>();
        for (String part : locations("/sitemap.xml")) {
            listed.addAll(locations(part));
        }

        Set<String> expected = new TreeSet<>();
        SITE.pages()
                .forEach(
                        (path, page) -> {
                            if (path.endsWith("/index.html")
                                    && !path.matches(".*/page/\\d+/index.html")
                                    && page.status() == 200) {
                                expected.add(path.replace("index.html", ""));
                            }
                        });
        assertThat(listed).isEqualTo(expected);
    }

    @Test
    void robotsAreToldWhereTheSitemapIs() {
        assertThat(SITE.text("/robots.txt")).contains("Sitemap: " + ORIGIN + "/sitemap.xml\n");
    }

    @Test
    void controlCharactersDoNotBreakAFeed() {
        assertThat(Xml.escape("a\u0000\u0008<&>\"'\ud83d\uD83D\uDE00\uFFFF\t"))
                .isEqualTo("a&lt;&amp;&gt;&quot;&#39;\uD83D\uDE00\t");
    }

    private static List<String> locations(String path) throws Exception {
        NodeList found = parsed(path).getElementsByTagNameNS("*", "loc");
        List<String> paths = new ArrayList<>();
        for (int at = 0; at < found.getLength(); at++) {
            String address = found.item(at).getTextContent();
            assertThat(address).startsWith(ORIGIN + "/");
            paths.add(address.substring(ORIGIN.length()));
        }
        return paths;
    }

    private static List<Element> withEntries(Element feed) {
        List<Element> elements = new ArrayList<>(List.of(feed));
        NodeList entries = feed.getElementsByTagNameNS("*", "entry");
        for (int at = 0; at < entries.getLength(); at++) {
            elements.add((Element) entries.item(at));
        }
        return elements;
    }

    private static String child(Element parent, String name) {
        return parent.getElementsByTagNameNS("*", name).item(0).getTextContent();
    }

    private static Document parsed(String path) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(SITE.file(path)));
    }
}
