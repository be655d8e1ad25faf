package org.gongkai.publisher.links;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.publisher.Finding;
import org.gongkai.publisher.InMemoryContent;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.Manifest.LiveDocument;
import org.gongkai.publisher.output.ManifestDraft;
import org.gongkai.publisher.output.ReleasePack;
import org.gongkai.publisher.output.ReleaseStore;
import org.gongkai.publisher.output.SiteTrees;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.json.JsonMapper;

import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which links of a release are looked at, and what is said of them. */
class LinkRoundTest {
    private static final Instant OPENING = Instant.parse("2020-05-14T16:00:00Z");
    private static final Sha256 NONE = Sha256.of(new byte[0]);

    @TempDir Path directory;

    @Test
    void linksToOtherSitesAreEachLookedAtOnceAndWarnedOfOnEveryPage() throws Exception {
        ReleaseStore store = ReleaseStore.in(directory);
        Manifest shown =
                release(
                        store,
                        "<p><a href=\"http://gone.example/a?b=1&amp;c=2\">一</a>"
                                + "<a href=\"https://www.example.org/nowhere/\">本站</a>"
                                + "<a href=\"document:00000000-0000-0000-0000-000000000001\">稿件</a>"
                                + "<a href=\"mailto:a@gone.example\">信</a></p>",
                        "<p><a href=\"http://gone.example/a?b=1&amp;c=2\">二</a></p>");
        List<String> resolved = new ArrayList<>();
        LinkProbe probe =
                new LinkProbe(
                        host -> {
                            resolved.add(host);
                            throw new UnknownHostException(host);
                        },
                        PublicNetwork::reaches,
                        port -> true,
                        Duration.ofSeconds(30),
                        host -> {});

        List<Finding> findings = new LinkRound(store, "www.example.org", probe).over(shown);

        assertThat(resolved).containsExactly("gone.example");
        assertThat(findings)
                .hasSize(2)
                .allSatisfy(
                        finding -> {
                            assertThat(finding.rule()).isEqualTo("VETO-6");
                            assertThat(finding.severity()).isEqualTo(Finding.Severity.WARN);
                            assertThat(finding.message())
                                    .isEqualTo(
                                            "The link http://gone.example/a?b=1&c=2 names a host that is not known: correct or remove it");
                        })
                .extracting(Finding::path)
                .containsExactlyInAnyOrder("/news/0/index.html", "/news/1/index.html");
    }

    @Test
    void theKeeperRemembersWhatItsLastRoundFound() {
        ReleaseStore store = ReleaseStore.in(directory.resolve("releases"));
        SiteTrees trees = SiteTrees.in(directory.resolve("site"), store, Duration.ZERO);
        Manifest shown = release(store, "<p><a href=\"http://gone.example/\">一</a></p>");
        store.keep(shown);
        trees.prepare(shown);
        trees.activate(shown);
        LinkProbe probe =
                new LinkProbe(
                        host -> {
                            throw new UnknownHostException(host);
                        },
                        PublicNetwork::reaches,
                        port -> true,
                        Duration.ofSeconds(30),
                        host -> {});
        try (LinkKeeper keeper =
                new LinkKeeper(trees, new LinkRound(store, "www.example.org", probe))) {
            assertThat(keeper.found()).isEmpty();
            keeper.look();
            assertThat(keeper.found())
                    .extracting(Finding::path)
                    .containsExactly("/news/0/index.html");
        }
    }

    private static Manifest release(ReleaseStore store, String... bodies) {
        try (ReleasePack pack = store.begin(1)) {
            ManifestDraft draft = store.draft(null, pack);
            for (int i = 0; i < bodies.length; i++) {
                String path = "/news/" + i + "/";
                draft.document(
                        InMemoryContent.id(path),
                        new LiveDocument(
                                InMemoryContent.id("edition of " + path),
                                pack.put(form(path, bodies[i])),
                                null,
                                path,
                                OPENING,
                                OPENING),
                        "{}");
            }
            Manifest manifest =
                    draft.seal(
                            new ManifestDraft.Words(
                                    1,
                                    OPENING,
                                    1,
                                    NONE,
                                    NONE,
                                    NONE,
                                    0,
                                    null,
                                    null,
                                    new TreeMap<>(),
                                    new TreeMap<>()));
            pack.seal();
            return manifest;
        }
    }

    private static byte[] form(String path, String body) {
        Map<String, Object> form = new TreeMap<>();
        form.put("form", "gongkai-edition/1");
        form.put("kind", "article");
        form.put("title", "公告");
        form.put("body", body);
        form.put("fields", Map.of());
        form.put("section", "news");
        form.put("unit", "office");
        form.put("tags", List.of());
        form.put("path", path);
        form.put("notBefore", null);
        form.put("assets", List.of());
        return JsonMapper.shared().writeValueAsBytes(form);
    }
}
