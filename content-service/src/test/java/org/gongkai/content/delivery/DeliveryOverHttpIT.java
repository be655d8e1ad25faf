package org.gongkai.content.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** How delivery answers: what may be kept, how lists go on, who may ask, what is refused. */
class DeliveryOverHttpIT {
    private static final String ROOT = Newsroom.ROOT;

    private final Newsroom newsroom = Newsroom.open();

    @Test
    void anAnswerIsKeptUntilAReleaseChangesItAndNamesTheReleaseItIsOf() {
        String id = newsroom.approved("关于不变的通知", "<p>不变。</p>");
        long release = newsroom.release();
        String address = ROOT + "/documents/" + id;
        HttpResponse<String> first = newsroom.read(address);
        String tag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(tag).matches("\"[0-9a-f]{32}\"");
        assertThat(first.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(first.headers().firstValueAsLong("X-Gongkai-Release")).hasValue(release);
        assertThat(first.headers().firstValue("Content-Type")).contains("application/json");

        newsroom.approved("关于别事的通知", "<p>别事。</p>");
        long next = newsroom.release();

        HttpResponse<String> again =
                newsroom.read(address, "If-None-Match", "\"another\", W/" + tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("ETag")).contains(tag);
        assertThat(again.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(again.headers().firstValueAsLong("X-Gongkai-Release")).hasValue(next);
        HttpResponse<String> head = newsroom.send("HEAD", address);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("ETag")).contains(tag);
        assertThat(head.headers().firstValueAsLong("Content-Length"))
                .hasValue(first.body().getBytes(StandardCharsets.UTF_8).length);

        newsroom.rewrite(id, Map.of("title", "关于变了的通知", "body", "<p>变了。</p>"));
        newsroom.approved(id);
        newsroom.release();
        assertThat(newsroom.read(address, "If-None-Match", tag).statusCode()).isEqualTo(200);
    }

    @Test
    void aListIsPagedWithoutGapsOrRepetitionsWhileReleasesGoOn() {
        Set<String> there = new TreeSet<>();
        for (int day = 0; day < 3; day++) {
            for (int number = 0; number < 11; number++) {
                there.add(tagged("第" + day + "日第" + number + "号", "连载"));
            }
            newsroom.release();
        }
        List<String> read = new ArrayList<>();
        String withdrawn = "";
        String next = ROOT + "/documents?tag=" + "%E8%BF%9E%E8%BD%BD" + "&limit=5";
        while (next != null) {
            HttpResponse<String> answer = newsroom.read(next);
            JsonNode page = Newsroom.json(answer);
            page.get("items").forEach(item -> read.add(item.get("id").asString()));
            next = page.get("next").isNull() ? null : page.get("next").asString();
            assertThat(answer.headers().firstValue("Link"))
                    .isEqualTo(
                            Optional.ofNullable(next)
                                    .map(address -> "<" + address + ">; rel=\"next\""));
            if (read.size() == 10) {
                tagged("新来的", "连载");
                withdrawn = read.getLast();
                newsroom.withdraw(withdrawn, Map.of("reason", "WRONG"));
                newsroom.goneOnceReleased(withdrawn);
                newsroom.release();
            }
        }

        assertThat(read).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(there);
        assertThat(read.indexOf(withdrawn)).as("even the place of the cursor went").isEqualTo(9);
        assertThat(ids("/documents?tag=%E8%BF%9E%E8%BD%BD&limit=100"))
                .hasSize(33)
                .doesNotContain(withdrawn);
    }

    @Test
    void aListIsNarrowedByWhatItIsAskedFor() {
        newsroom.release(); // what other tests left
        String news = tagged("甲,乙", "出行,公交");
        newsroom.release();
        String policy =
                newsroom.approved(
                        newsroom.draft(
                                "policy",
                                "policy",
                                Map.of("title", "丙", "body", "<p>丙</p>", "tags", List.of("医保"))));
        newsroom.release();
        String at = newsroom.delivered("/documents/" + news).get("publishedAt").asString();

        assertThat(ids("/documents?tag=%E5%87%BA%E8%A1%8C,%E5%85%AC%E4%BA%A4"))
                .as("a tag may hold a comma")
                .containsExactly(news);
        assertThat(ids("/documents?section=policy&tag=%E5%8C%BB%E4%BF%9D&kind=policy&unit=sfj"))
                .containsExactly(policy);
        assertThat(ids("/documents?section=policy&section=news&limit=2"))
                .containsExactly(policy, news);
        assertThat(ids("/documents?section=policy&kind=notice")).isEmpty();
        assertThat(ids("/documents?section=none")).isEmpty();
        assertThat(ids("/documents?publishedAfter=" + at)).containsExactly(policy);
        assertThat(ids("/documents?updatedAfter=" + at)).containsExactly(policy);
        assertThat(ids("/documents?publishedAfter=2020-01-01&limit=1")).containsExactly(policy);
        assertThat(ids("/documents?publishedAfter=2999-01-01T08:00:00%2B08:00")).isEmpty();

        newsroom.rewrite(news, Map.of("title", "甲乙", "body", "<p>x</p>", "tags", List.of("出行,公交")));
        newsroom.approved(news);
        newsroom.release();
        assertThat(ids("/documents?updatedAfter=" + at)).containsExactly(policy, news);
        assertThat(ids("/documents?publishedAfter=" + at)).containsExactly(policy);
    }

    @Test
    void theSiteItsSectionsAndItsUnitsAreThoseOfTheRelease() {
        newsroom.approved("关于概况的通知", "<p>概况。</p>");
        long number = newsroom.release();

        JsonNode release = newsroom.delivered("/release");
        JsonNode shown = Newsroom.json(newsroom.read("/release.json"));
        assertThat(release.get("number").asLong()).isEqualTo(number);
        assertThat(release.get("manifest")).isEqualTo(shown.get("manifest"));
        assertThat(release.get("instant")).isEqualTo(shown.get("instant"));
        JsonNode site = newsroom.delivered("/site");
        assertThat(site.get("name").asString()).isEqualTo("测试区人民政府");
        assertThat(site.get("organizer").asString()).isEqualTo("测试区人民政府办公室");
        assertThat(site.get("url").asString()).isEqualTo("https://www.example.gov.cn/");
        JsonNode units = newsroom.delivered("/units").get("items");
        assertThat(units).hasSize(1);
        assertThat(units.at("/0/documents").asInt()).isEqualTo(release.get("documents").asInt());
        for (String list : List.of("/units", "/sections")) {
            for (JsonNode each : newsroom.delivered(list).get("items")) {
                assertThat(newsroom.read(each.get("path").asString()).statusCode())
                        .as(each.toString())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void aCopyFollowsTheChangesPartByPart() {
        long since = newsroom.delivered("/release").get("number").asLong();
        Set<String> published = new TreeSet<>();
        for (int number = 0; number < 5; number++) {
            published.add(newsroom.approved("连续第" + number + "号", "<p>x</p>"));
        }
        long first = newsroom.release();
        Set<String> read = new TreeSet<>();
        String next = ROOT + "/changes?since=" + since + "&limit=2";
        while (next != null) {
            JsonNode part = Newsroom.json(newsroom.read(next));
            part.get("changes")
                    .forEach(
                            change -> {
                                assertThat(change.get("change").asString()).isEqualTo("PUBLISHED");
                                assertThat(read.add(change.get("id").asString())).isTrue();
                            });
            assertThat(part.get("release").asLong())
                    .as("whoever reads all parts was certainly right at this release")
                    .isEqualTo(first);
            next = part.get("next").isNull() ? null : part.get("next").asString();
            if (read.size() == 2) {
                published.add(newsroom.approved("又一号", "<p>x</p>"));
                newsroom.release();
            }
        }
        newsroom.delivered("/changes?since=" + first)
                .get("changes")
                .forEach(change -> read.add(change.get("id").asString()));

        assertThat(read).isEqualTo(published);
        HttpResponse<String> forgotten = newsroom.read(ROOT + "/changes?since=999999");
        assertThat(forgotten.statusCode()).isEqualTo(410);
        assertThat(forgotten.body())
                .contains("urn:gongkai:problem:changes-forgotten")
                .contains("/api/delivery/v1/documents anew");
    }

    @Test
    void pagesOfOtherSitesMayReadItButOnlyRead() {
        String address = ROOT + "/documents";
        HttpResponse<String> answer = newsroom.read(address, "Origin", "https://mini.example.org");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(answer.headers().firstValue("Access-Control-Expose-Headers").orElse(""))
                .contains("ETag", "Link", "X-Gongkai-Release");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();

        HttpResponse<String> asked =
                newsroom.send(
                        "OPTIONS",
                        address,
                        "Origin",
                        "https://mini.example.org",
                        "Access-Control-Request-Method",
                        "GET",
                        "Access-Control-Request-Headers",
                        "if-none-match");
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.headers().firstValue("Access-Control-Allow-Headers"))
                .contains("if-none-match");
        assertThat(asked.headers().firstValue("Access-Control-Allow-Methods").orElse(""))
                .contains("GET")
                .doesNotContain("POST");
        HttpResponse<String> refused =
                newsroom.read(
                        ROOT + "/documents/00000000-0000-4000-8000-000000000000",
                        "Origin",
                        "https://mini.example.org");
        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(newsroom.send("POST", address).statusCode()).isEqualTo(405);
        assertThat(newsroom.send("DELETE", address).statusCode()).isEqualTo(405);
        assertThat(
                        newsroom.read("/api/v1/documents", "Origin", "https://mini.example.org")
                                .headers()
                                .firstValue("Access-Control-Allow-Origin"))
                .as("what is not public is not for other sites")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/documents?limit=0                             | limit      | from 1 to 100",
                "/documents?limit=101                           | limit      | from 1 to 100",
                "/documents?limit=99999999999999999999          | limit      | from 1 to 100",
                "/documents?limit=-1                            | limit      | from 1 to 100",
                "/documents?limit=%D9%A1                        | limit      | from 1 to 100",
                "/documents?limit=5&limit=6                     | limit      | give it once",
                "/documents?publishedAfter=tomorrow             | publishedAfter | 2020-05-15",
                "/documents?publishedAfter=2020-02-30           | publishedAfter | 2020-05-15",
                "/documents?updatedAfter=2020-05-15T25:00:00Z   | updatedAfter | 2020-05-15T00:00:00Z",
                "/documents?section=                            | section    | leave it out",
                "/documents?kinds=notice                        | kinds      | section, unit, kind, tag",
                "/documents?%3Cscript%3E=1                      | <script>   | section, unit, kind, tag",
                "/documents?cursor=x                            | cursor     | leave it out to begin anew",
                "/documents?cursor=%00                          | cursor     | leave it out to begin anew",
                "/documents?cursor=ZAoyMDIwCng                  | cursor     | leave it out to begin anew",
                "/documents?cursor=YwoxCjA                      | cursor     | leave it out to begin anew",
                "/changes?since=1&cursor=YwoxCngKeQ             | cursor     | leave it out to begin anew",
                "/changes                                       | since      | number of the release",
                "/changes?since=-1                              | since      | number of the release",
                "/changes?since=1%20or%201=1                    | since      | number of the release",
                "/changes?since=1&limit=1001                    | limit      | from 1 to 1000",
                "/documents/1                                   | id         | a UUID",
                "/documents/%27;%20drop                         |            |",
                "/documents/00000000-0000-4000-8000-000000000000?links=both | links | relative or absolute",
                "/site?x=1                                      | x          | there are none"
            })
    void aParameterThatIsNotUnderstoodIsNamedWithWhatToGiveInstead(
            String address, @Nullable String name, @Nullable String remedy) {
        HttpResponse<String> answer = newsroom.read(ROOT + address);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        if (name != null) {
            assertThat(answer.headers().firstValue("Content-Type"))
                    .contains("application/problem+json");
            JsonNode problem = Newsroom.json(answer);
            assertThat(problem.get("type").asString()).isEqualTo("urn:gongkai:problem:malformed");
            assertThat(problem.get("detail").asString()).startsWith(name).contains(remedy);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/by-path/news/2020/0512-1/..",
                "/by-path/",
                "/by-path/news/",
                "/by-path/.gone/",
                "/by-path/%E6%94%BF%E7%AD%96/",
                "/documents/1-1-1-1-1",
                "/nothing"
            })
    void whatIsNowhereIsNotFound(String address) {
        HttpResponse<String> answer = newsroom.read(ROOT + address);

        assertThat(answer.statusCode()).as(answer.body()).isIn(400, 404);
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("at org.");
    }

    @Test
    void longValuesAreRefusedAndManyAreToo() {
        assertThat(newsroom.read(ROOT + "/documents?tag=" + "x".repeat(201)).statusCode())
                .isEqualTo(400);
        assertThat(newsroom.read(ROOT + "/documents?cursor=" + "x".repeat(2000)).statusCode())
                .isEqualTo(400);
        assertThat(newsroom.read(ROOT + "/documents?" + "tag=x&".repeat(51)).statusCode())
                .isEqualTo(400);
        assertThat(ids("/documents?tag=%7Bx%7D%22%3E%3Cscript%3E")).isEmpty();
    }

    @Test
    void itIsDescribedForMachines() {
        JsonNode api = Newsroom.json(newsroom.read("/api/openapi.json"));

        JsonNode list = api.at("/paths/~1api~1delivery~1v1~1documents/get");
        assertThat(list.get("parameters"))
                .extracting(parameter -> parameter.get("name").asString())
                .containsExactly(
                        "section",
                        "unit",
                        "kind",
                        "tag",
                        "publishedAfter",
                        "updatedAfter",
                        "limit",
                        "cursor");
        assertThat(list.get("security")).as("nobody has to sign in").isNull();
        assertThat(list.get("responses").propertyNames()).contains("200", "304", "400", "503");
        assertThat(
                        api.at(
                                        "/paths/~1api~1delivery~1v1~1documents~1{id}/get/responses/200/content/application~1json/schema/$ref")
                                .asString())
                .isEqualTo("#/components/schemas/DeliveredDocument");
        assertThat(api.at("/components/schemas/DeliveredDocument/properties").propertyNames())
                .contains("body", "assets", "names", "namedBy");
    }

    private String tagged(String title, String tag) {
        return newsroom.approved(
                newsroom.draft(
                        "notice",
                        "news",
                        Map.of("title", title, "body", "<p>x</p>", "tags", List.of(tag))));
    }

    private List<String> ids(String address) {
        List<String> ids = new ArrayList<>();
        newsroom.delivered(address)
                .get("items")
                .forEach(item -> ids.add(item.get("id").asString()));
        return ids;
    }
}
