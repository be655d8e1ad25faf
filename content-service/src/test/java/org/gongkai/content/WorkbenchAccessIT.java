package org.gongkai.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;

import org.gongkai.content.engine.GongkaiHome;
import org.gongkai.content.engine.Secrets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Every page of the workbench, on a desk and on a telephone: no violation of WCAG 2.2 A or AA that
 * axe-core finds, nothing wider than the screen, no error of a script, no request to another host.
 */
class WorkbenchAccessIT {
    @TempDir static Path home;

    private static @Nullable District opened;
    private static String inReview = "";
    private static String draft = "";
    private static String pack = "";

    @BeforeAll
    static void aDistrictAtWork() {
        opened = District.open(home);
        District district = district();
        String live = district.approvedArticle("滨海路改造工程听取意见情况公布");
        district.release();
        district.rewrite(live, "滨海路改造工程听取意见情况公布（更新）");
        district.editor().change("/api/v1/documents/" + live + "/submit", Map.of());
        district.approvedArticle("政务公开日活动安排");
        inReview = live;
        draft = district.article("便民服务事项清单");
        district.bringToTheCity(district.article("听取意见座谈会安排"));
        pack = district.office().post("/api/v1/packs", Map.of()).get("id").asString();
        assign(district);
    }

    /** One assignment is issued and done in part, another waits with a question. */
    private static void assign(District district) {
        String campaign = "/api/v1/campaigns/2020-515";
        Instant now = Instant.now();
        district.administrator()
                .put(
                        campaign,
                        Map.of(
                                "title",
                                "政务公开日",
                                "theme",
                                "公开透明",
                                "milestones",
                                Map.of(
                                        "PRE_REVIEW_DUE", now.minus(3, ChronoUnit.DAYS).toString(),
                                        "OPENING", now.plus(4, ChronoUnit.DAYS).toString(),
                                        "CLOSING", now.plus(20, ChronoUnit.DAYS).toString())));
        district.office().put(campaign + "/assignments/1", Map.of("task", task("解读政策", List.of())));
        district.office()
                .put(
                        campaign + "/assignments/2",
                        Map.of(
                                "task",
                                task(
                                        "发布问卷",
                                        List.of(
                                                Map.of(
                                                        "part", "UNITS",
                                                        "doubt", "UNKNOWN_UNIT",
                                                        "about", List.of("区不存在局"))))));
        district.office().post(campaign + "/assignments/1/issue", Map.of("version", 0));
        district.editor()
                .post(
                        campaign + "/assignments/1/evidence",
                        Map.of("unit", "sfj", "document", draft));
    }

    private static Map<String, Object> task(String text, List<?> questions) {
        return Map.of(
                "block",
                "主题活动",
                "text",
                text,
                "everyUnit",
                false,
                "units",
                List.of("sfj"),
                "continuing",
                true,
                "channels",
                List.of("PORTAL", "NEW_MEDIA"),
                "inherited",
                List.of("BLOCK"),
                "questions",
                questions);
    }

    @AfterAll
    static void close() {
        district().close();
    }

    private static District district() {
        return Objects.requireNonNull(opened);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    admin        | ,people,units,campaigns,audit,calendar,webhooks,account,site,routing,delegations
                    editor.sfj   | ,documents,write,documents/DRAFT,documents/DRAFT/write,documents/REVIEW,documents/REVIEW/difference,account,reminders,summaries,summaries/2020-515/sfj,reports,reports/2020-515/sfj,assignments,assignments/2020-515/1,assignments/2020-515/liaisons,supervision
                    reviewer.sfj | ,review/REVIEW,documents,notices
                    office.a     | ,documents,emergencies,unreleased,site,routing,review-links,delegations,releases,reminders,summaries,summaries/2020-515,reports,reports/2020-515,packs,packs/PACK,assignments,assignments/2020-515/1,assignments/2020-515/2,assignments/2020-515/new,assignments/2020-515/liaisons,supervision
                    publisher.a  | releases,releases/1,releases/1/conformance,documents/REVIEW,documents/REVIEW/withdraw
                    """)
    void aPageCanBeUsedByEverybody(String account, String pages) {
        String root = district().reader.address("/");
        for (int width : new int[] {1280, 390}) {
            try (Chromium chromium = new Chromium(address -> address.startsWith(root))) {
                Page page = chromium.page();
                List<String> errors = new ArrayList<>();
                page.onConsoleMessage(message -> note(message, errors));
                page.setViewportSize(width, 844);
                signIn(page, root, account);
                for (String path : pages.split(",", -1)) {
                    String address =
                            root
                                    + "workbench/"
                                    + path.replace("DRAFT", draft)
                                            .replace("REVIEW", inReview)
                                            .replace("PACK", pack);
                    page.navigate(address.replaceFirst("/$", ""));
                    String where = account + " at " + width + " px: " + page.url();
                    assertThat(page.title()).as(where).doesNotContain("??");
                    assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                            .as("wider than the screen: " + where)
                            .isEqualTo(0);
                    assertThat(violations(page)).as(where).isEmpty();
                }
                assertThat(errors).as(account).isEmpty();
                assertThat(chromium.deeds()).as(account).isEmpty();
            }
        }
    }

    private static void note(ConsoleMessage message, List<String> errors) {
        if (message.type().equals("error")) {
            errors.add(message.text());
        }
    }

    private static void signIn(Page page, String root, String account) {
        page.navigate(root + "workbench/sign-in");
        assertThat(violations(page)).as("sign-in").isEmpty();
        page.fill("#account", account);
        page.fill(
                "#password",
                account.equals("admin")
                        ? new Secrets(new GongkaiHome(home))
                                .value(Secrets.Secret.INITIAL_ADMINISTRATOR)
                        : Staff.PASSWORD);
        page.click("button.main");
    }

    private static List<String> violations(Page page) {
        AxeResults results =
                new AxeBuilder(page)
                        .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                        .analyze();
        assertThat(results.getPasses()).as("it looked").hasSizeGreaterThan(5);
        return results.getViolations().stream().map(WorkbenchAccessIT::said).toList();
    }

    private static String said(Rule rule) {
        return rule.getId()
                + ": "
                + rule.getNodes().stream().limit(3).map(node -> node.getHtml()).toList();
    }
}
