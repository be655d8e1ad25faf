package org.gongkai.content.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.content.WholeApplication;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;

/** Documents over HTTP: versions, lists, histories, differences and who else is there. */
class DocumentApiIT extends WholeApplication {
    @Autowired private Documents documents;
    @Autowired private Publication publication;
    @Autowired private TransactionTemplate transactions;

    @Autowired private JdbcClient app;
    @Autowired private TestSections sections;
    private @Nullable Desk opened;

    @BeforeEach
    void aDesk() {
        opened = new Desk(people, sections.section(), documents, publication, transactions, app);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT | draft | {}",
                "POST | submit | {}",
                "POST | take-back | {}",
                "POST | recall | {}",
                "POST | let-go | {}",
                "POST | discard | {}",
                "POST | withdraw | {\"reason\":\"WRONG\"}",
                "POST | restore | {\"digest\":\"0000000000000000000000000000000000000000000000000000000000000000\"}",
            })
    void noChangeIsMadeWithoutSayingFromWhichVersion(String method, String verb, String body) {
        DocumentId document = desk().write("须带版本");

        JsonNode problem =
                json(428, send(desk().editor, method, document + "/" + verb, body, null));

        assertThat(problem.get("type").asString())
                .isEqualTo("urn:gongkai:problem:precondition-required");
        assertThat(problem.get("detail").asString()).contains("If-Match", document.toString());
    }

    @Test
    void whoComesTooLateIsToldWhoWasFasterAndWhen() {
        DocumentId document = desk().write("第一稿");
        Actor colleague = people.person(Role.EDITOR, desk().unit);
        json(200, send(colleague, "PUT", document + "/draft", "{\"title\":\"同事的稿\"}", "\"1.0\""));

        JsonNode problem =
                json(409, send(desk().editor, "POST", document + "/submit", "{}", "\"1.0\""));

        assertThat(problem.get("type").asString()).isEqualTo("urn:gongkai:problem:stale-version");
        assertThat(problem.at("/changedBy/account").asString()).isEqualTo(colleague.account());
        assertThat(problem.at("/changedBy/name").asString()).isEqualTo(colleague.name());
        assertThat(problem.get("version").asString()).isEqualTo("1.1");
        String at = problem.get("changedAt").asString();
        assertThat(at).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
        assertThat(problem.get("detail").asString())
                .contains(colleague.name(), colleague.account(), at.substring(0, 19));
    }

    @Test
    void whateverVersionAndAProxysWeakTagAreTaken() {
        DocumentId document = desk().write("版本");
        json(
                200,
                send(
                        desk().editor,
                        "PUT",
                        document + "/draft",
                        "{\"title\":\"二\",\"body\":\"<p>正文</p>\"}",
                        "W/\"1.0\""));
        json(200, send(desk().editor, "POST", document + "/submit", "{}", "*"));
        JsonNode malformed =
                json(400, send(desk().editor, "POST", document + "/take-back", "{}", "\"abc\""));
        assertThat(malformed.get("detail").asString()).contains("2.14");
    }

    @Test
    void aVerdictOnOtherContentOrOnAnotherVersionIsRefusedNamingWhoChangedIt() {
        DocumentId document = desk().write("稿");
        String seen = desk().submit(document).hex();
        documents.takeBack(desk().editor, document, null);
        desk().rewrite(document, "改过的稿");
        String now = desk().submit(document).hex();

        JsonNode otherContent =
                json(
                        409,
                        send(
                                desk().unitReviewer,
                                "POST",
                                document + "/approve",
                                "{\"digest\":\"" + seen + "\"}",
                                null));
        JsonNode otherVersion =
                json(
                        409,
                        send(
                                desk().unitReviewer,
                                "POST",
                                document + "/approve",
                                "{\"digest\":\"" + now + "\"}",
                                "\"1.1\""));

        for (JsonNode problem : List.of(otherContent, otherVersion)) {
            assertThat(problem.get("type").asString())
                    .isEqualTo("urn:gongkai:problem:stale-version");
            assertThat(problem.at("/changedBy/account").asString())
                    .isEqualTo(desk().editor.account());
            assertThat(problem.get("version").asString()).isEqualTo("1.4");
        }
        json(
                200,
                send(
                        desk().unitReviewer,
                        "POST",
                        document + "/approve",
                        "{\"digest\":\"" + now + "\"}",
                        "\"1.4\""));
    }

    @Test
    void whoSeesOnlyTheLiveEditionWithdrawsItByItsOwnVersion() {
        DocumentId document = desk().published("公开的");
        desk().rewrite(document, "下一版草稿");
        MvcTestResult read = send(desk().officeReviewer, "GET", document.toString(), null, null);
        String seen = Objects.requireNonNull(read.getResponse().getHeader("ETag"));
        assertThat(seen).startsWith("\"1.");
        String body = "{\"reason\":\"WRONG\"}";

        json(409, send(desk().officeReviewer, "POST", document + "/withdraw", body, "\"1.0\""));
        MvcTestResult done =
                send(desk().officeReviewer, "POST", document + "/withdraw", body, seen);

        json(200, done);
        assertThat(done.getResponse().getHeader("ETag")).startsWith("\"1.");
        assertThat(
                        json(200, send(desk().editor, "GET", document.toString(), null, null))
                                .at("/summary/version")
                                .asString())
                .isEqualTo("2.0");
    }

    @Test
    void inBulkEachItemsVersionCounts() {
        DocumentId fresh = desk().write("甲");
        DocumentId stale = desk().write("乙");
        desk().rewrite(stale, "乙二");

        JsonNode answers =
                json(
                        200,
                        send(
                                desk().editor,
                                "POST",
                                "bulk",
                                """
                                {"verb": "SUBMIT", "items": [{"id": "%s", "version": "1.0"}, {"id": "%s", "version": "1.0"}]}
                                """
                                        .formatted(fresh, stale),
                                null));

        assertThat(answers.at("/0/done").asBoolean()).isTrue();
        assertThat(answers.at("/1/done").asBoolean()).isFalse();
        assertThat(answers.at("/1/refused").asString()).contains(desk().editor.account());
    }

    @Test
    void aListIsSortedAsAskedAndPagesDoNotOverlap() {
        List<DocumentId> written =
                List.of(desk().write("丙"), desk().write("甲"), desk().write("甲"), desk().write("乙"));
        desk().submit(written.get(3));
        desk().submit(written.get(0));

        assertThat(titles("title")).isEqualTo(sorted(List.of("丙", "甲", "甲", "乙")));
        assertThat(titles("-title")).isEqualTo(sorted(List.of("丙", "甲", "甲", "乙")).reversed());
        assertThat(titles("submitted")).startsWith("乙", "丙");
        assertThat(titles("-submitted")).startsWith("丙", "乙");
        assertThat(titles("changed")).endsWith("乙", "丙");
        assertThat(titles("-changed")).startsWith("丙", "乙");
        List<String> paged = new ArrayList<>();
        for (int page = 1; page <= 4; page++) {
            list("sort=number&size=1&page=" + page)
                    .forEach(item -> paged.add(item.get("id").asString()));
        }
        assertThat(paged).doesNotHaveDuplicates().hasSize(4);

        JsonNode refused = json(400, send(desk().editor, "GET", "?sort=colour", null, null));
        assertThat(refused.get("detail").asString())
                .contains("changed, submitted, title, number", "colour");
    }

    @Test
    void theHistoryIsToldAsAStoryInTheReadersLanguage() {
        DocumentId document = desk().write("稿");
        desk().submit(document);
        desk().sendBack(document);

        assertThat(story(document, "zh-CN"))
                .containsExactly("测试建了稿件", "测试提交了审核", "测试在单位审核环节退回修改：请修改");
        assertThat(story(document, "en"))
                .containsExactly(
                        "测试 created it", "测试 submitted it", "测试 returned it at Unit review: 请修改");
        JsonNode entries = json(200, send(desk().editor, "GET", document + "/history", null, null));
        assertThat(entries.at("/0/hash").asString()).hasSize(64);
        json(400, send(desk().editor, "GET", document + "/history?format=song", null, null));
    }

    @Test
    void revisionsAndTheirDifferenceAreReadOverTheApi() {
        DocumentId document = desk().write("关于开展活动的通知");
        String first = desk().digest(document).hex();
        String second = desk().rewrite(document, "关于举办活动的通知").hex();

        JsonNode editions = json(200, get(document + "/editions"));
        assertThat(editions.at("/0/digest").asString()).isEqualTo(second);
        assertThat(json(200, get(document + "/editions/1/revisions")).size()).isEqualTo(2);
        assertThat(json(404, get(document + "/editions/7/revisions")).get("detail").asString())
                .contains("edition 7");
        JsonNode revision = json(200, get(document + "/revisions/" + first));
        assertThat(revision.at("/content/title").asString()).isEqualTo("关于开展活动的通知");
        assertThat(revision.at("/saved/0/ordinal").asInt()).isEqualTo(1);
        json(404, get(document + "/revisions/" + "0".repeat(64)));
        json(400, get(document + "/revisions/abc"));

        JsonNode difference = json(200, get(document + "/difference"));
        assertThat(difference.get("from").asString()).isEqualTo(first);
        assertThat(difference.get("to").asString()).isEqualTo(second);
        assertThat(difference.at("/difference/members/0/segments/1/kind").asString())
                .isEqualTo("DELETED");
        assertThat(
                        json(200, get(document + "/difference?from=" + first + "&to=" + first))
                                .get("identical")
                                .asBoolean())
                .isTrue();
        json(400, get(document + "/difference?format=pdf"));
        MvcTestResult html = get(document + "/difference?format=html");
        assertThat(html).hasStatusOk();
        assertThat(html.getResponse().getContentType()).startsWith("text/html");
        assertThat(text(html)).contains("<dt>标题</dt><dd>关于<del>开展</del><ins>举办</ins>活动的通知</dd>");

        JsonNode restored =
                json(
                        200,
                        send(
                                desk().editor,
                                "POST",
                                document + "/restore",
                                "{\"digest\":\"" + first + "\"}",
                                "\"1.1\""));
        assertThat(restored.get("digest").asString()).isEqualTo(first);
        assertThat(restored.get("version").asString()).isEqualTo("1.2");
    }

    @Test
    void whoHasADocumentOpenIsToldOfTheOthersAndOfNoOtherUnitsDraft() {
        DocumentId document = desk().write("多人");
        Actor colleague = people.person(Role.EDITOR, desk().unit);
        Actor stranger = people.person(Role.EDITOR, people.unit());

        assertThat(json(200, put(colleague, document, "{\"editing\":true}")).get("alsoOpen"))
                .isEmpty();
        JsonNode told = json(200, put(desk().editor, document, null));
        assertThat(told.at("/alsoOpen/0/account").asString()).isEqualTo(colleague.account());
        assertThat(told.at("/alsoOpen/0/editing").asBoolean()).isTrue();
        assertThat(told.get("repeatWithinSeconds").asInt()).isEqualTo(90);
        JsonNode view = json(200, send(desk().editor, "GET", document.toString(), null, null));
        assertThat(view.at("/alsoOpen/0/name").asString()).isEqualTo(colleague.name());
        assertThat(view.at("/content/title").asString()).isEqualTo("多人");
        json(404, put(stranger, document, null));
        json(404, send(stranger, "DELETE", document + "/presence", null, null));

        assertThat(send(colleague, "DELETE", document + "/presence", null, null)).hasStatus(204);
        assertThat(json(200, put(desk().editor, document, null)).get("alsoOpen")).isEmpty();
    }

    @Test
    void thatSomebodyWritesIsToldWithinTheUnitOnly() {
        DocumentId document = desk().published("公开的");
        json(200, put(desk().editor, document, "{\"editing\":true}"));

        assertThat(
                        json(200, put(desk().officeReviewer, document, "{\"editing\":true}"))
                                .at("/alsoOpen/0/editing")
                                .asBoolean())
                .isFalse();
        assertThat(
                        json(200, put(desk().unitReviewer, document, null))
                                .at("/alsoOpen/0/editing")
                                .asBoolean())
                .isTrue();
    }

    private MvcTestResult put(Actor actor, DocumentId document, @Nullable String body) {
        return send(actor, "PUT", document + "/presence", body, null);
    }

    private MvcTestResult get(String path) {
        return send(desk().editor, "GET", path, null, null);
    }

    private List<String> titles(String sort) {
        return list("sort=" + sort).stream().map(item -> item.get("title").asString()).toList();
    }

    private List<JsonNode> list(String query) {
        return json(200, get("?section=" + desk().section + "&" + query))
                .get("items")
                .valueStream()
                .toList();
    }

    /** As the database sorts titles. */
    private List<String> sorted(List<String> titles) {
        return app.sql("select t from unnest(:titles::text[]) t order by t")
                .param("titles", titles.toArray(String[]::new))
                .query(String.class)
                .list();
    }

    private List<String> story(DocumentId document, String language) {
        MvcTestResult told =
                http.get()
                        .uri("/api/v1/documents/" + document + "/history?format=story")
                        .header(HttpHeaders.AUTHORIZATION, people.bearer(desk().editor))
                        .header(HttpHeaders.ACCEPT_LANGUAGE, language)
                        .exchange();
        return StreamSupport.stream(json(200, told).spliterator(), false)
                .map(entry -> entry.get("sentence").asString())
                .toList();
    }

    private MvcTestResult send(
            Actor actor,
            String method,
            String path,
            @Nullable String body,
            @Nullable String version) {
        String address = "/api/v1/documents" + (path.startsWith("?") ? "" : "/") + path;
        var request =
                http.method(HttpMethod.valueOf(method))
                        .uri(address)
                        .header(HttpHeaders.AUTHORIZATION, people.bearer(actor));
        if (body != null) {
            request.contentType("application/json").content(body);
        }
        if (version != null) {
            request.header(HttpHeaders.IF_MATCH, version);
        }
        return request.exchange();
    }

    private static JsonNode json(int status, MvcTestResult result) {
        assertThat(result).as(text(result)).hasStatus(status);
        return JsonMapper.shared().readTree(text(result));
    }

    private static String text(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private Desk desk() {
        return Objects.requireNonNull(opened);
    }
}
