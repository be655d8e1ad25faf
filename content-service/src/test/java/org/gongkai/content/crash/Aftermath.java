package org.gongkai.content.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.gongkai.content.Api;
import org.gongkai.content.Staff;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.crash.Told.Known;
import org.gongkai.content.engine.GongkaiHome;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What must be true of a home on which a server has been killed, once another one answers. */
final class Aftermath {
    private static final List<String> WAY =
            List.of("DRAFT", "IN_REVIEW", "APPROVED", "PUBLISHED", "WITHDRAWN");

    private final GongkaiHome home;
    private final Api anonymous;
    private final Staff staff;
    private final Records records;

    Aftermath(GongkaiHome home, Api anonymous, Staff staff) throws IOException {
        this.home = home;
        this.anonymous = anonymous;
        this.staff = staff;
        this.records = Records.of(home);
    }

    void nothingIsLostAndTheSiteIsWhole(List<Told> told, Map<String, Work.File> files)
            throws IOException {
        withdrawalsAreCarriedOut(told);
        everyDocumentIsAsFarAsItsClientWasTold(told);
        everyImportedFileIsThereOnce(files);
        assertThat(records.auditFaults()).as("the audit log").isEmpty();
        if (told.stream().anyMatch(each -> each.released == Known.DONE)) {
            theSiteIsWhole();
            releasedPagesAreServed(told);
        }
        theNextReleaseWorks(told);
        theSiteIsWhole();
        releasedPagesAreServed(told);
    }

    /** An acknowledged withdrawal needs no person to ask for its release again. */
    private void withdrawalsAreCarriedOut(List<Told> told) {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(
                        () -> {
                            for (String path : records.withdrawn()) {
                                assertThat(anonymous.page(path).statusCode())
                                        .as(path)
                                        .isEqualTo(410);
                            }
                        });
        await().atMost(Duration.ofMinutes(1))
                .until(
                        () ->
                                staff.publisher().page("/api/v1/releases/running").statusCode()
                                        == 204);
        told.stream()
                .filter(each -> each.withdrawn == Known.DONE)
                .forEach(
                        each ->
                                assertThat(anonymous.page(each.path).statusCode())
                                        .as("%s", each)
                                        .isEqualTo(410));
    }

    private void everyDocumentIsAsFarAsItsClientWasTold(List<Told> told) {
        Map<String, List<String>> states = records.states();
        Map<String, List<String>> approvals = records.approvals();
        for (Told each : told) {
            assertThat(states.get(each.id)).as("the editions of %s", each).hasSize(1);
            String state = states.get(each.id).getFirst();
            assertThat(WAY.indexOf(state))
                    .as("%s is %s", each, state)
                    .isBetween(atLeast(each), atMost(each));
            List<String> expected =
                    each.approvals.stream().map(account -> account + " " + each.digest).toList();
            List<String> found = approvals.getOrDefault(each.id, List.of());
            assertThat(found)
                    .as("the approvals of %s", each)
                    .startsWith(expected.toArray(String[]::new));
            assertThat(found.size() - expected.size()).isBetween(0, each.approvalAsked ? 1 : 0);
            Map<String, Long> actions = records.actions(each.id);
            assertThat(actions.getOrDefault("approved", 0L))
                    .as("audited for %s", each)
                    .isEqualTo(found.size());
            assertThat(actions.getOrDefault("published", 0L))
                    .as("audited for %s", each)
                    .isEqualTo(WAY.indexOf(state) >= WAY.indexOf("PUBLISHED") ? 1 : 0);
        }
    }

    private static int atLeast(Told each) {
        return WAY.indexOf(
                each.withdrawn == Known.DONE
                        ? "WITHDRAWN"
                        : each.released == Known.DONE
                                ? "PUBLISHED"
                                : each.approvedByAll()
                                        ? "APPROVED"
                                        : each.submitted == Known.DONE ? "IN_REVIEW" : "DRAFT");
    }

    private static int atMost(Told each) {
        boolean approved = each.approvals.size() + (each.approvalAsked ? 1 : 0) == 3;
        // Whatever is approved goes with the release of somebody else's withdrawal.
        return WAY.indexOf(
                each.withdrawn != Known.NOT_ASKED
                        ? "WITHDRAWN"
                        : approved
                                ? "PUBLISHED"
                                : each.submitted != Known.NOT_ASKED ? "IN_REVIEW" : "DRAFT");
    }

    private void everyImportedFileIsThereOnce(Map<String, Work.File> files) {
        Map<String, List<String>> before = records.documentsByImport();
        files.forEach(
                (name, file) -> {
                    if (file.document() != null) {
                        assertThat(before.get(key(name))).as(name).containsExactly(file.document());
                    }
                });
        Map<String, Work.File> again = new HashMap<>();
        files.forEach(
                (name, file) -> {
                    HttpResponse<String> answer =
                            staff.operator().importFile(name, file.bytes(), "policy", "sfj");
                    assertThat(answer.statusCode())
                            .as("%s sent again: %s", name, answer.body())
                            .isEqualTo(before.containsKey(key(name)) ? 200 : 201);
                    again.put(
                            name,
                            new Work.File(
                                    file.bytes(),
                                    new JsonMapper()
                                            .readTree(answer.body())
                                            .get("document")
                                            .asString()));
                });
        files.putAll(again);
        Map<String, List<String>> after = records.documentsByImport();
        assertThat(after.keySet())
                .isEqualTo(files.keySet().stream().map(Aftermath::key).collect(Collectors.toSet()));
        assertThat(after.values()).allMatch(documents -> documents.size() == 1);
    }

    private static String key(String name) {
        return "policy/sfj/" + name;
    }

    private void theNextReleaseWorks(List<Told> told) {
        staff.publisher().post("/api/v1/releases", Map.of());
        assertThat(records.unfinishedReleases()).as("releases left open").isEmpty();
        told.stream().filter(Told::approvedByAll).forEach(each -> each.released = Known.DONE);
    }

    private void theSiteIsWhole() throws IOException {
        PublishedTree tree = PublishedTree.of(home, records.active());
        tree.isWhole();
        Map<String, String> live = records.live();
        assertThat(tree.editions())
                .as("what the site shows, and what the database calls public")
                .isEqualTo(live);
        Set<String> links = new TreeSet<>();
        tree.pages()
                .forEach(
                        (path, digest) -> {
                            String body = anonymous.page(path).body();
                            if (!path.equals(
                                    "/search/")) { // a shell that is filled for each question
                                assertThat(Digest.of(body.getBytes(StandardCharsets.UTF_8)).hex())
                                        .as("the bytes of %s", path)
                                        .isEqualTo(digest);
                            }
                            links.addAll(links(body));
                        });
        for (String link : links) {
            assertThat(anonymous.page(link).statusCode()).as("the link %s", link).isIn(okOf(link));
        }
        records.paths()
                .forEach(
                        (id, path) -> {
                            if (!live.containsKey(id)) {
                                assertThat(anonymous.page(path).statusCode())
                                        .as("%s, which is not public", path)
                                        .isIn(404, 410);
                            }
                        });
    }

    /** The search page itself says with 503 that the engine is away. */
    private static List<Integer> okOf(String link) {
        return link.startsWith("/search/") ? List.of(200, 503) : List.of(200);
    }

    private static Set<String> links(String html) {
        Set<String> links = new TreeSet<>();
        for (Element element : Jsoup.parse(html).select("[href],[src]")) {
            String link = element.hasAttr("href") ? element.attr("href") : element.attr("src");
            String path = link.replaceFirst("[#?].*$", "");
            if (path.startsWith("/") && !path.startsWith("//") && !path.startsWith("/api/")) {
                links.add(path);
            }
        }
        return links;
    }

    private void releasedPagesAreServed(List<Told> told) {
        told.stream()
                .filter(Told::mustBePublic)
                .forEach(
                        each -> {
                            HttpResponse<String> page = anonymous.page(each.path);
                            assertThat(page.statusCode()).as("%s", each).isEqualTo(200);
                            assertThat(page.body()).as("%s", each).contains(each.title);
                        });
    }

    /** As soon as the engine is up, search finds what is public and nothing else. */
    void searchFindsWhatIsPublic() {
        int live = records.live().size();
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(
                        () -> {
                            HttpResponse<String> answer =
                                    anonymous.page(
                                            "/api/search?size=1&q="
                                                    + java.net.URLEncoder.encode(
                                                            Work.WORD, StandardCharsets.UTF_8));
                            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                            assertThat(
                                            new JsonMapper()
                                                    .readTree(answer.body())
                                                    .get("total")
                                                    .asInt())
                                    .isEqualTo(live);
                        });
    }
}
