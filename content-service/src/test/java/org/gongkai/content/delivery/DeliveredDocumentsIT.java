package org.gongkai.content.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.content.canonical.Digest;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;

/** What a mini-program or another site is told of documents, and what it is not. */
class DeliveredDocumentsIT {
    private static final String ROOT = Newsroom.ROOT;

    private final Newsroom newsroom = Newsroom.open();

    @Test
    void aDocumentIsDeliveredExactlyWhenAReleaseMadeItPublic() {
        String id = newsroom.draft("关于公开日的通知", "<p>欢迎参加。</p>");
        assertNotPublic(id);
        newsroom.submit(id);
        assertNotPublic(id);
        String digest = newsroom.approve(id);
        assertNotPublic(id);

        long release = newsroom.release();

        JsonNode document = newsroom.delivered("/documents/" + id);
        assertThat(document.get("title").asString()).isEqualTo("关于公开日的通知");
        assertThat(document.get("body").asString()).isEqualTo("<p>欢迎参加。</p>");
        assertThat(document.get("text").asString()).isEqualTo("欢迎参加。");
        assertThat(document.get("kind").asString()).isEqualTo("notice");
        assertThat(document.get("digest").asString()).isEqualTo(digest);
        assertThat(document.get("edition").asInt()).isEqualTo(1);
        assertThat(document.get("release").asLong()).isEqualTo(release);
        assertThat(document.get("path").asString()).isEqualTo(newsroom.path(id));
        assertThat(document.get("url").asString())
                .isEqualTo("https://www.example.gov.cn" + newsroom.path(id));
        assertThat(document.get("section").toString())
                .isEqualTo(
                        """
                        {"key":"news","name":"活动动态","path":"/news/",\
                        "url":"https://www.example.gov.cn/news/"}""");
        assertThat(document.at("/unit/name").asString()).isEqualTo("区司法局");
        assertThat(document.get("updatedAt")).isEqualTo(document.get("publishedAt"));
        assertThat(listed()).contains(id);
        assertThat(newsroom.read(newsroom.path(id)).body())
                .as("the page says the same")
                .contains(document.get("body").asString());
    }

    @Test
    void whileTheNextEditionIsOnItsWayThePublicOneIsDelivered() {
        String id = newsroom.approved("关于时间的通知", "<p>九点。</p>");
        newsroom.release();
        JsonNode first = newsroom.delivered("/documents/" + id);

        newsroom.rewrite(id, Map.of("title", "关于时间改变的通知", "body", "<p>十点。</p>"));
        assertThat(newsroom.delivered("/documents/" + id)).as("a draft").isEqualTo(first);
        newsroom.approved(id);
        assertThat(newsroom.delivered("/documents/" + id)).as("approved").isEqualTo(first);
        newsroom.release();

        JsonNode second = newsroom.delivered("/documents/" + id);
        assertThat(second.get("body").asString()).isEqualTo("<p>十点。</p>");
        assertThat(second.get("edition").asInt()).isEqualTo(2);
        assertThat(second.get("publishedAt")).isEqualTo(first.get("publishedAt"));
        assertThat(instant(second, "updatedAt")).isAfter(instant(first, "updatedAt"));
        assertThat(second.get("digest")).isNotEqualTo(first.get("digest"));
    }

    @Test
    void whatIsWithdrawnIsGoneWithItsReasonFromTheReleaseThatRemovesIt() {
        String instead = newsroom.approved("关于新办法的通知", "<p>新。</p>");
        String id = newsroom.approved("关于旧办法的通知", "<p>旧。</p>");
        long before = newsroom.release();
        String path = newsroom.path(id);
        assertThat(newsroom.read(ROOT + "/by-path" + path).statusCode()).isEqualTo(200);

        newsroom.withdraw(id, Map.of("reason", "SUPERSEDED", "replacedBy", instead));

        HttpResponse<String> gone = newsroom.goneOnceReleased(id);
        JsonNode problem = Newsroom.json(gone);
        assertThat(problem.get("type").asString()).isEqualTo("urn:gongkai:problem:withdrawn");
        assertThat(problem.get("reason").asString()).isEqualTo("SUPERSEDED");
        assertThat(problem.at("/replacedBy/id").asString()).isEqualTo(instead);
        assertThat(problem.at("/replacedBy/path").asString()).isEqualTo(newsroom.path(instead));
        assertThat(gone.headers().firstValueAsLong("X-Gongkai-Release").orElseThrow())
                .isGreaterThan(before);
        assertThat(gone.body()).doesNotContain("旧");
        assertThat(newsroom.read(ROOT + "/by-path" + path).statusCode()).isEqualTo(410);
        assertThat(listed()).doesNotContain(id).contains(instead);
        assertThat(newsroom.delivered("/changes?since=" + before).get("changes").toString())
                .isEqualTo(
                        "[{\"id\":\"%s\",\"change\":\"REMOVED\",\"path\":\"%s\"}]"
                                .formatted(id, path));

        newsroom.withdraw(instead, Map.of("reason", "WRONG"));
        newsroom.goneOnceReleased(instead);
        assertThat(Newsroom.json(newsroom.goneOnceReleased(id)).get("replacedBy").isNull())
                .as("what takes its place is not public any more")
                .isTrue();
    }

    @Test
    void aLinkToWhatIsNotPublicIsPlainTextAndALinkElsewhereOnceItIs() {
        String target = newsroom.draft("关于后续的通知", "<p>后续。</p>");
        String id =
                newsroom.approved(
                        "关于前言的通知", "<p>见<a href=\"document:" + target + "\">后续通知</a>。</p>");
        long before = newsroom.release();
        HttpResponse<String> plain = newsroom.read(ROOT + "/documents/" + id);
        assertThat(Newsroom.json(plain).get("body").asString()).isEqualTo("<p>见后续通知。</p>");
        assertThat(plain.body()).doesNotContain(target);

        newsroom.approved(target);
        newsroom.release();

        String path = newsroom.path(target);
        assertThat(newsroom.delivered("/documents/" + id).get("body").asString())
                .isEqualTo("<p>见<a href=\"" + path + "\">后续通知</a>。</p>");
        assertThat(
                        newsroom.delivered("/documents/" + id + "?links=absolute")
                                .get("body")
                                .asString())
                .isEqualTo("<p>见<a href=\"https://www.example.gov.cn" + path + "\">后续通知</a>。</p>");
        assertThat(newsroom.delivered("/changes?since=" + before).get("changes"))
                .as("a copy has to fetch what links to it, too")
                .extracting(change -> change.get("id").asString())
                .containsExactlyInAnyOrder(id, target);
    }

    @Test
    void aPolicyAndItsInterpretationsNameEachOtherWhileBothArePublic() {
        String policy =
                newsroom.approved(
                        newsroom.draft(
                                "policy",
                                "policy",
                                Map.of(
                                        "title",
                                        "养犬管理办法",
                                        "body",
                                        "<p>应当登记。</p>",
                                        "fields",
                                        Map.of(
                                                "documentNumber",
                                                "测政发〔2020〕1号",
                                                "validity",
                                                "有效"))));
        newsroom.release();
        String interpretation =
                newsroom.approved(
                        newsroom.draft(
                                "interpretation",
                                "policy",
                                Map.of(
                                        "title",
                                        "《养犬管理办法》解读",
                                        "body",
                                        "<p>为什么要登记。</p>",
                                        "fields",
                                        Map.of("interprets", policy, "form", "text"))));
        newsroom.release();

        JsonNode document = newsroom.delivered("/documents/" + policy);
        assertThat(document.at("/namedBy/interprets/0/id").asString()).isEqualTo(interpretation);
        assertThat(document.at("/namedBy/interprets/0/title").asString()).isEqualTo("《养犬管理办法》解读");
        assertThat(document.get("fields").toString())
                .isEqualTo("{\"documentNumber\":\"测政发〔2020〕1号\",\"validity\":\"有效\"}");
        JsonNode explaining = newsroom.delivered("/documents/" + interpretation);
        assertThat(explaining.at("/names/interprets/path").asString())
                .isEqualTo(newsroom.path(policy));
        assertThat(explaining.get("fields").toString()).isEqualTo("{\"form\":\"text\"}");

        newsroom.withdraw(policy, Map.of("reason", "OUTDATED"));
        newsroom.goneOnceReleased(policy);
        HttpResponse<String> alone = newsroom.read(ROOT + "/documents/" + interpretation);
        assertThat(Newsroom.json(alone).get("names")).isEmpty();
        assertThat(alone.body()).doesNotContain(policy);
    }

    @Test
    void filesAreDeliveredWithAddressesThatAnswerTheBytesThatTheDigestNames() throws IOException {
        byte[] original = picture();
        String image = newsroom.asset("王某某门前.png", original);
        byte[] form = "事项,时限\n登记,3日\n".getBytes(StandardCharsets.UTF_8);
        String file = newsroom.asset("办理时限.csv", form);
        String id =
                newsroom.approved(
                        newsroom.draft(
                                "article",
                                "news",
                                Map.of(
                                        "title",
                                        "窗口见闻",
                                        "body",
                                        "<p>一</p><p><img src=\"asset:%s\" alt=\"窗口前\"></p>"
                                                .formatted(image),
                                        "assets",
                                        List.of(
                                                Map.of(
                                                        "sha256", image, "role", "INLINE", "alt",
                                                        "窗口前", "caption", "五月", "focalX", 250,
                                                        "focalY", 750),
                                                Map.of(
                                                        "sha256",
                                                        file,
                                                        "role",
                                                        "ATTACHMENT",
                                                        "fileName",
                                                        "办理时限.csv")))));
        newsroom.release();

        HttpResponse<String> answer = newsroom.read(ROOT + "/documents/" + id);
        JsonNode document = Newsroom.json(answer);
        JsonNode shown = document.at("/assets/0");
        JsonNode attached = document.at("/assets/1");
        for (JsonNode each : List.of(shown, shown.at("/renditions/0"), attached)) {
            byte[] bytes = newsroom.bytes(each.get("path").asString());
            assertThat(Digest.of(bytes).hex()).isEqualTo(each.get("sha256").asString());
            assertThat(bytes).hasSize(each.get("bytes").asInt());
        }
        assertThat(shown.get("renditions"))
                .extracting(each -> each.get("width").asInt())
                .containsExactly(320, 800, 900);
        assertThat(shown.get("width").asInt()).isEqualTo(900);
        assertThat(shown.get("mediaType").asString()).isEqualTo("image/jpeg");
        assertThat(shown.get("caption").asString()).isEqualTo("五月");
        assertThat(shown.get("focalX").asInt()).isEqualTo(250);
        assertThat(attached.get("fileName").asString()).isEqualTo("办理时限.csv");
        assertThat(attached.get("mediaType").asString()).startsWith("text/csv");
        assertThat(attached.get("width").isNull()).isTrue();
        assertThat(answer.body())
                .as("neither the original image nor its name is public")
                .doesNotContain(image)
                .doesNotContain("王某某");
        assertThat(document.get("body").asString()).contains(shown.get("path").asString());
        JsonNode absolute = newsroom.delivered("/documents/" + id + "?links=absolute");
        assertThat(absolute.get("body").asString())
                .contains("srcset=\"https://www.example.gov.cn/media/")
                .doesNotContain("\"/media/")
                .doesNotContain(" /media/");
        assertThat(itemOf(id).at("/cover/path")).isEqualTo(shown.get("path"));
    }

    @Test
    void nothingIsSaidOfPersonsOrOfWhatIsNotPublic() {
        String id = newsroom.approved("关于人员的通知", "<p>不署名。</p>");
        String edition = newsroom.released().at("/outcome/published/0").asString();
        assertThat(edition).hasSize(36);
        newsroom.draft("绝密草稿", "<p>草稿</p>");
        newsroom.approved("尚未发布的稿件", "<p>x</p>");

        for (String address :
                List.of(
                        "/documents?limit=100",
                        "/documents/" + id,
                        "/site",
                        "/sections",
                        "/units",
                        "/release",
                        "/changes?since="
                                + newsroom.delivered("/release").get("number").asLong())) {
            assertThat(newsroom.read(ROOT + address).body())
                    .as(address)
                    .doesNotContain(
                            "editor.sfj", "reviewer.sfj", "office.a", "city.a", "publisher.a")
                    .doesNotContain(edition)
                    .doesNotContain("notBefore", "绝密草稿", "尚未发布的稿件");
        }
    }

    private void assertNotPublic(String id) {
        HttpResponse<String> answer = newsroom.read(ROOT + "/documents/" + id);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).doesNotContain("公开日");
    }

    private List<String> listed() {
        List<String> ids = new ArrayList<>();
        newsroom.delivered("/documents?limit=100")
                .get("items")
                .forEach(item -> ids.add(item.get("id").asString()));
        return ids;
    }

    private JsonNode itemOf(String id) {
        for (JsonNode item : newsroom.delivered("/documents?limit=100").get("items")) {
            if (item.get("id").asString().equals(id)) {
                return item;
            }
        }
        throw new AssertionError(id + " is not listed");
    }

    private Instant instant(JsonNode document, String member) {
        return Instant.parse(document.get(member).asString());
    }

    private static byte[] picture() throws IOException {
        BufferedImage image = new BufferedImage(900, 600, BufferedImage.TYPE_INT_RGB);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }
}
