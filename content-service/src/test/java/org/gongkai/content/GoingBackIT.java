package org.gongkai.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import org.gongkai.content.security.Browser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** An earlier release is gone back to, and everybody says so: pages, editions, record. */
class GoingBackIT {
    @TempDir static Path home;

    private static @Nullable District opened;

    @BeforeAll
    static void aDistrict() {
        opened = District.open(home);
    }

    @AfterAll
    static void close() {
        district().close();
    }

    private static District district() {
        return Objects.requireNonNull(opened);
    }

    @Test
    void whatCameSinceIsHeldAndWhatItReplacedIsPublicAgain() {
        District district = district();
        String changed = district.approvedArticle("改之前的题目");
        String gone = district.approvedArticle("后来撤下的");
        district.release();
        int then = number();
        district.rewrite(changed, "改之后的题目");
        district.approve(changed);
        String added = district.approvedArticle("后来加上的");
        district.release();
        district.withdraw(gone, Map.of("reason", "OUTDATED"));
        assertThat(district.page(changed)).contains("改之后的题目");

        JsonNode report = back(then);

        assertThat(report.at("/outcome/takenBack")).hasSize(2);
        assertThat(report.at("/outcome/restored")).hasSize(1);
        assertThat(district.page(changed)).contains("改之前的题目").doesNotContain("改之后的题目");
        assertThat(district.status(added)).isEqualTo(410);
        assertThat(district.status(gone)).isEqualTo(410);
        assertThat(district.state(changed)).isEqualTo("HELD");
        assertThat(district.state(added)).isEqualTo("HELD");

        district.release();
        assertThat(district.page(changed)).contains("改之前的题目");
        letGo(changed);
        district.release();
        assertThat(district.page(changed)).contains("改之后的题目");
        assertThat(district.state(changed)).isEqualTo("PUBLISHED");
    }

    @Test
    void aPublisherSeesWhatIsAheadWhatAReleaseChangedAndGoesBackInTheWorkbench() {
        District district = district();
        String kept = district.approvedArticle("先公开的一篇");
        district.release();
        int then = number();
        String added = district.approvedArticle("接着要公开的");
        Browser browser = new Browser(URI.create(district.reader.address("/")));
        browser.send(
                browser.open("/workbench/sign-in"),
                "account",
                Map.of("account", "publisher.a", "password", Staff.PASSWORD));
        assertThat(browser.open("/workbench/releases").text())
                .contains("将要公开的稿件 何时公开 标题 单位", "下一批 接着要公开的");
        district.release();
        assertThat(browser.open("/workbench/releases/" + number()).text())
                .contains("公开 接着要公开的")
                .doesNotContain("先公开的一篇", "回到批次");

        Browser.Window past = browser.open("/workbench/releases/" + then);
        assertThat(past.text()).contains("公开 先公开的一篇", "其后公开的稿件转为“暂缓发布”");
        browser.press(past, "/workbench/releases/" + then + "/back");

        assertThat(district.status(added)).isEqualTo(410);
        assertThat(district.page(kept)).contains("先公开的一篇");
        assertThat(browser.open("/workbench/releases").text()).contains("暂缓 接着要公开的");
    }

    @Test
    void anEditionWhoseNextOneWasBegunMeanwhileIsNotTakenBack() {
        District district = district();
        String changed = district.approvedArticle("第一版");
        district.release();
        int then = number();
        district.rewrite(changed, "第二版");
        district.approve(changed);
        district.release();
        district.rewrite(changed, "第三版正在写");

        JsonNode report = back(then);

        assertThat(report.at("/outcome/takenBack")).isEmpty();
        assertThat(report.get("warnings").findValuesAsString("rule")).contains("BACK-1");
        assertThat(district.page(changed)).contains("第二版");
    }

    @Test
    void whatASetHasGainedSinceDoesNotStandInTheWay() {
        District district = district();
        String policy = district.approvedArticle("成组之前的旧版");
        district.release();
        int then = number();
        district.rewrite(policy, "成组之前的新版");
        district.approve(policy);
        district.release();
        String later = district.article("还没有写完");
        district.set("后来成组", policy, later);

        back(then);

        assertThat(district.page(policy)).contains("成组之前的旧版");
        district.withdraw(policy, Map.of("reason", "OUTDATED"));
        assertThat(district.status(policy)).as("releases go on").isEqualTo(410);
    }

    @Test
    void whatIsShownAgainAndWithdrawnForPrivacyIsErasedFromEveryReleaseThatShowedIt()
            throws Exception {
        District district = district();
        String document = district.approvedArticle("含有隐私的第一版");
        district.release();
        int then = number();
        district.rewrite(document, "第二版已经改好");
        district.approve(document);
        district.release();
        back(then);
        assertThat(district.page(document)).contains("含有隐私的第一版");

        district.withdraw(document, Map.of("reason", "PRIVACY"));

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(
                        () -> {
                            try (Stream<Path> files = Files.walk(home.resolve("releases"))) {
                                for (Path pack :
                                        files.filter(file -> file.endsWith("objects.pack"))
                                                .toList()) {
                                    assertThat(Files.readString(pack, StandardCharsets.ISO_8859_1))
                                            .as("%s", pack)
                                            .doesNotContain(
                                                    new String(
                                                            "含有隐私的第一版"
                                                                    .getBytes(
                                                                            StandardCharsets.UTF_8),
                                                            StandardCharsets.ISO_8859_1));
                                }
                            }
                        });
    }

    @Test
    void onlyPublishersGoBackAndOnlyToWhatIsKept() {
        District district = district();
        district.approvedArticle("随便一篇");
        district.release();

        assertThatThrownBy(() -> district.editor().post("/api/v1/releases/1/back", Map.of()))
                .hasMessageContaining("403");
        assertThatThrownBy(() -> back(4711)).hasMessageContaining("Release 4711 is not kept");
    }

    private static int number() {
        return district().publisher().get("/api/v1/releases").get(0).get("number").asInt();
    }

    private static JsonNode back(int release) {
        return district().publisher().post("/api/v1/releases/" + release + "/back", Map.of());
    }

    private static void letGo(String document) {
        district().publisher().change("/api/v1/documents/" + document + "/let-go", Map.of());
    }
}
