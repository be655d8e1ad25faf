package org.gongkai.content.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import org.gongkai.content.assignment.Assignment;
import org.gongkai.content.assignment.Assignments;
import org.gongkai.content.assignment.Channel;
import org.gongkai.content.assignment.Shares;
import org.gongkai.content.campaign.Campaign;
import org.gongkai.content.campaign.Campaign.Milestone;
import org.gongkai.content.campaign.Campaigns;
import org.gongkai.content.library.LibraryFilter;
import org.gongkai.content.library.LibraryOrder;
import org.gongkai.content.library.LibraryQueries;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.people.Units;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From the office's table to the unit's evidence and the figures, page by page. */
class SupervisionPagesIT extends Browsing {
    private static final Pattern FIELD =
            Pattern.compile("<input type=\"hidden\" name=\"([a-z]+-\\d+)\" value=\"([^\"]*)\"");

    @Autowired private Assignments assignments;
    @Autowired private Shares shares;
    @Autowired private Campaigns campaigns;
    @Autowired private Units units;
    @Autowired private LibraryQueries library;

    private final String key = "s" + UUID.randomUUID().toString().substring(0, 13);
    private final String at = "/workbench/assignments/" + key;
    private UnitKey unit;
    private Actor office;
    private Actor editor;
    private MockHttpSession officeAtWork;
    private MockHttpSession editorAtWork;

    @BeforeEach
    void aCampaignThatRuns() {
        unit = people.unit();
        office = people.person(Role.OFFICE_REVIEWER, null, PASSWORD);
        editor = people.person(Role.EDITOR, unit, PASSWORD);
        officeAtWork = session(office);
        editorAtWork = session(editor);
        Instant now = Instant.now();
        campaigns.put(
                people.administrator(),
                new Campaign(
                        key,
                        "督查测试",
                        "主题",
                        Map.of(
                                Milestone.PRE_REVIEW_DUE, now.minus(2, ChronoUnit.DAYS),
                                Milestone.OPENING, now.plus(20, ChronoUnit.DAYS),
                                Milestone.CLOSING, now.plus(40, ChronoUnit.DAYS))));
    }

    @Test
    void aTableIsReadMendedSavedAndIssued() {
        String name = units.find(unit).orElseThrow().name();
        MvcTestResult preview =
                read(
                        """
                        序号\t板块\t任务\t责任单位\t完成时间\t发布途径
                        1\t主题活动\t解读政策\t%s\t持续发布\t门户网站
                        2\t\t发布问卷\t区不存在局\t尽快\t
                        """
                                .formatted(name));
        assertThat(preview).hasStatusOk();
        String page = text(preview);
        assertThat(page)
                .contains("读到 2 项任务，其中 1 项有疑问")
                .contains("没有名为“区不存在局”的单位，请选择")
                .contains("“尽快”看不出起止日期，请填写")
                .contains("板块：单元格为空，沿用上方（合并）单元格的内容")
                .contains("<q>区不存在局</q>")
                .doesNotContain("??");

        Map<String, String> form = hidden(page);
        form.putAll(
                Map.of(
                        "version", "0",
                        "number-0", "1",
                        "block-0", "主题活动",
                        "text-0", "解读政策",
                        "units-0", unit.value(),
                        "continuing-0", "true",
                        "channels-0", "PORTAL",
                        "number-1", "1",
                        "text-1", "发布问卷",
                        "every-1", "true"));
        form.put("settled-1", "true");
        form.put("end-1", LocalDate.now().plusDays(30).toString());
        MvcTestResult twice = post(officeAtWork, at + "/save", form);
        assertThat(twice).hasStatus(422);
        assertThat(text(twice))
                .contains("有两行的序号都是 1")
                .contains("发布问卷</textarea>")
                .contains("<q>区不存在局</q>");
        form.put("number-1", "2");
        assertThat(post(officeAtWork, at + "/save", form)).hasStatus(302);
        assertThat(assignments.of(key))
                .extracting(one -> one.task().everyUnit())
                .containsExactly(false, true);
        assertThat(assignments.of(key).getFirst().task().channels())
                .containsExactly(Channel.PORTAL);
        String listed = text(get(officeAtWork, "/workbench/assignments?campaign=" + key));
        assertThat(listed).contains("下达 2 项未下达的任务").contains(name).doesNotContain("??");
        assertThat(text(get(editorAtWork, "/workbench/assignments?campaign=" + key)))
                .contains("还没有下达给本单位的任务")
                .doesNotContain("解读政策");

        assertThat(post(officeAtWork, at + "/issue", Map.of())).hasStatus(302);
        assertThat(assignments.of(key)).allMatch(Assignment::isIssued);
        assertThat(text(get(editorAtWork, "/workbench/assignments?campaign=" + key)))
                .contains("解读政策")
                .doesNotContain("type=\"file\"");
        assertThat(post(editorAtWork, at + "/issue", Map.of())).hasStatus(403);
    }

    @Test
    void whatIsNotSavedFromATableStaysAsItIs() {
        String table = "序号\t任务\t责任单位\t完成时间\n1\t解读政策\t各单位\t持续发布\n2\t发布问卷\t各单位\t持续发布\n";
        Map<String, String> first = hidden(text(read(table)));
        first.putAll(row(0, "1", "解读政策"));
        first.putAll(row(1, "2", "发布问卷"));
        first.put("version", "0");
        assertThat(post(officeAtWork, at + "/save", first)).hasStatus(302);

        String again = text(read(table.replace("解读政策", "解读新政策").replace("发布问卷", "发布新问卷")));
        assertThat(again).contains("现在保存的内容：解读政策 · 各单位 · 持续发布").contains("其余保持不变");
        Map<String, String> form = hidden(again);
        form.putAll(row(0, "1", "解读新政策"));
        form.putAll(row(1, "2", "发布新问卷"));
        form.put("drop-1", "true");
        form.put("version", "0");
        MvcTestResult stale = post(officeAtWork, at + "/save", form);
        assertThat(stale).hasStatus(422);
        assertThat(text(stale))
                .contains("name=\"version\" value=\"0\"")
                .contains("name=\"over\" value=\"1\"")
                .contains("解读新政策</textarea>");
        form.put("over", "1");
        assertThat(post(officeAtWork, at + "/save", form)).hasStatus(302);
        assertThat(assignments.of(key))
                .extracting(one -> one.task().text())
                .containsExactly("解读新政策", "发布问卷");
        form.put("questions-0", "没有了");
        assertThat(post(officeAtWork, at + "/save", form)).hasStatus(400);
    }

    private static Map<String, String> row(int index, String number, String words) {
        return Map.of(
                "number-" + index,
                number,
                "text-" + index,
                words,
                "every-" + index,
                "true",
                "continuing-" + index,
                "true");
    }

    @Test
    void aFileIsKeptOnceItProvesSomethingAndWhoSupervisesOpensIt() {
        Map<String, String> form = new HashMap<>(row(0, "1", "解读政策"));
        form.put("channels-0", "TRADITIONAL_MEDIA");
        post(officeAtWork, at + "/new", form);
        post(officeAtWork, at + "/issue", Map.of());
        String page = text(get(editorAtWork, at + "/1"));
        assertThat(page).doesNotContain("<option value=\"PORTAL\"").doesNotContain("??");

        MvcTestResult early = file("2010-05-15T09:00");
        assertThat(String.valueOf(early.getMvcResult().getFlashMap().get("refused")))
                .startsWith("没有登记：发布时间早于 ");
        assertThat(kept()).isZero();
        assertThat(
                        text(
                                http.get()
                                        .uri(at + "/1")
                                        .session(editorAtWork)
                                        .flashAttr(
                                                "typed",
                                                Objects.requireNonNull(
                                                        early.getMvcResult()
                                                                .getFlashMap()
                                                                .get("typed")))
                                        .exchange()))
                .contains("文件没有保存，请重新选择。");

        file(LocalDateTime.now().minusDays(1).withNano(0).toString());
        assertThat(kept()).isEqualTo(1);
        Matcher link =
                Pattern.compile("href=\"(/workbench/library/[^\"]+)\"")
                        .matcher(text(get(officeAtWork, at + "/1")));
        assertThat(link.find()).isTrue();
        String address = org.springframework.web.util.HtmlUtils.htmlUnescape(link.group(1));
        assertThat(text(get(officeAtWork, address))).contains("版面.txt");
        assertThat(text(post(editorAtWork, address.replace("?", "/remove?"), Map.of())))
                .contains("不能移除：它是任务的佐证（督查测试 #1）");
        assertThat(kept()).isEqualTo(1);
    }

    private MvcTestResult file(String published) {
        return http.post()
                .uri(at + "/1/elsewhere")
                .multipart()
                .file(
                        new MockMultipartFile(
                                "file",
                                "版面.txt",
                                null,
                                ("版面 " + key).getBytes(StandardCharsets.UTF_8)))
                .param("unit", unit.value())
                .param("channel", "TRADITIONAL_MEDIA")
                .param("at", published)
                .session(editorAtWork)
                .with(csrf())
                .exchange();
    }

    private int kept() {
        return library.list(editor, unit, LibraryFilter.ALL, LibraryOrder.NAME, 1, 10)
                .items()
                .size();
    }

    @Test
    void aFileThatIsNoTableIsRefusedInWords() {
        MvcTestResult none = read("没有表格");
        assertThat(none).hasStatus(422);
        assertThat(text(none)).contains("里没有找到任务分解表");
    }

    @Test
    void oneAssignmentIsWrittenChangedIssuedAndWithdrawn() {
        assertThat(text(get(officeAtWork, at + "/new")))
                .contains("name=\"number-0\"")
                .doesNotContain("??");
        Map<String, String> form =
                new HashMap<>(Map.of("number-0", "7", "text-0", "", "end-0", "2020-02-31"));
        MvcTestResult noDay = post(officeAtWork, at + "/new", form);
        assertThat(noDay).hasStatus(422);
        assertThat(text(noDay)).contains("日期应为有效日期").contains("value=\"7\"");
        form.put("end-0", LocalDate.now().plusDays(3).toString());
        form.put("units-0", unit.value());
        assertThat(post(officeAtWork, at + "/new", form)).hasStatus(302);
        MvcTestResult unsaid = post(officeAtWork, at + "/7/issue", Map.of("version", "0"));
        assertThat(unsaid.getMvcResult().getFlashMap().get("refused"))
                .isEqualTo("任务内容不能为空，且不超过 4000 字。");
        form.put("version", "0");
        form.put("text-0", "报送材料");
        assertThat(post(officeAtWork, at + "/7", form)).hasStatus(302);
        MvcTestResult stale = post(officeAtWork, at + "/7", form);
        assertThat(stale).hasStatus(422);
        assertThat(text(stale)).contains("其他人刚刚修改过").contains("报送材料");
        // Somebody else's words are not replaced by pressing the same button again.
        assertThat(text(stale))
                .contains("name=\"version\" value=\"0\"")
                .contains("name=\"over\" value=\"1\"");
        form.put("text-0", "我的内容");
        assertThat(post(officeAtWork, at + "/7", form)).hasStatus(422);
        form.put("over", "1");
        assertThat(post(officeAtWork, at + "/7", form)).hasStatus(302);
        assertThat(assignments.of(key).getFirst().task().text()).isEqualTo("我的内容");
        form.put("questions-0", "[{");
        assertThat(post(officeAtWork, at + "/7", form)).hasStatus(400);
        assertThat(post(officeAtWork, at + "/7", Map.of("version", "2"))).hasStatus(400);
        assertThat(post(officeAtWork, at + "/7/issue", Map.of("version", "2"))).hasStatus(302);
        assertThat(text(get(officeAtWork, at + "/7")))
                .contains("/7/withdraw")
                .contains("尚未签收")
                .doesNotContain("/7/issue")
                .doesNotContain("/7/remove");
        assertThat(post(officeAtWork, at + "/7/withdraw", Map.of("version", "3"))).hasStatus(302);
        assertThat(get(editorAtWork, at + "/7")).hasStatus(404);
        assertThat(
                        text(
                                http.get()
                                        .uri(at + "/7")
                                        .session(officeAtWork)
                                        .header("Accept-Language", "en")
                                        .exchange()))
                .contains("Withdrawn")
                .doesNotContain("??");
    }

    @Test
    void aLiaisonSignsRecordsEvidenceAndTheFiguresFollow() {
        Map<String, String> form =
                new HashMap<>(
                        Map.of(
                                "number-0", "1",
                                "text-0", "解读政策",
                                "block-0", "主题活动",
                                "units-0", unit.value(),
                                "continuing-0", "true",
                                "channels-0", "NEW_MEDIA"));
        post(officeAtWork, at + "/new", form);
        post(officeAtWork, at + "/issue", Map.of());
        Map<String, String> named = Map.of("unit", unit.value(), "account", editor.account());
        assertThat(post(editorAtWork, at + "/liaisons/name", named)).hasStatus(302);
        post(
                officeAtWork,
                at + "/liaisons/circular",
                Map.of("title", "关于开展活动的通知", "words", "请各单位落实。"));
        assertThat(text(get(editorAtWork, at + "/liaisons"))).contains("还没有活动通知");
        Map<String, String> other = new HashMap<>(Map.of("title", "另一个标题", "words", "别的话。"));
        MvcTestResult meanwhile = post(officeAtWork, at + "/liaisons/circular", other);
        assertThat(meanwhile).hasStatus(422);
        assertThat(text(meanwhile))
                .contains("请各单位落实。")
                .contains("别的话。</textarea>")
                .contains("name=\"over\" value=\"0\"");
        assertThat(post(officeAtWork, at + "/liaisons/circular", other)).hasStatus(422);
        other.put("over", "0");
        other.put("title", "关于开展活动的通知");
        assertThat(post(officeAtWork, at + "/liaisons/circular", other)).hasStatus(302);
        post(officeAtWork, at + "/liaisons/circular/issue", Map.of("version", "1"));
        assertThat(text(get(editorAtWork, at + "/liaisons")))
                .contains("关于开展活动的通知")
                .contains("circular/sign")
                .doesNotContain("??");
        post(editorAtWork, at + "/liaisons/circular/sign", Map.of("unit", unit.value()));
        assertThat(text(get(officeAtWork, at + "/liaisons"))).contains("测试 于 ");

        assertThat(text(get(editorAtWork, at + "/1"))).contains("/1/sign").contains("未到期");
        post(editorAtWork, at + "/1/sign", Map.of("unit", unit.value()));
        assertThat(shares.of(key).getFirst().receipt()).isNotNull();
        String published = LocalDateTime.now().minusDays(1).withNano(0).toString();
        MvcTestResult unsound =
                post(
                        editorAtWork,
                        at + "/1/elsewhere",
                        Map.of(
                                "unit",
                                unit.value(),
                                "channel",
                                "NEW_MEDIA",
                                "link",
                                "没有网址",
                                "at",
                                published));
        assertThat(unsound.getMvcResult().getFlashMap().get("refused"))
                .isEqualTo("没有登记：“没有网址”不是以 http 或 https 开头的完整网址。");
        post(
                editorAtWork,
                at + "/1/elsewhere",
                Map.of(
                        "unit", unit.value(),
                        "channel", "NEW_MEDIA",
                        "link", "https://weixin.example/s/1",
                        "at", published,
                        "remark", "公众号头条"));
        assertThat(text(get(officeAtWork, at + "/1")))
                .contains("已完成")
                .contains("https://weixin.example/s/1")
                .contains("公众号头条")
                .doesNotContain("??");

        String figures = text(get(officeAtWork, "/workbench/supervision?campaign=" + key));
        assertThat(figures)
                .contains("<svg role=\"img\" aria-labelledby=\"chart-name chart-says\"")
                .contains("<polyline")
                .contains("进度图数据（有变化的日期）")
                .contains("unit=" + unit.value() + "&amp;light=GREEN")
                .contains("<td class=\"num\">100%</td>")
                .doesNotContain("style=")
                .doesNotContain("??");
        assertThat(text(get(editorAtWork, "/workbench/supervision?campaign=" + key + "&light=RED")))
                .contains("明细（0 项）");
        MvcTestResult csv =
                get(officeAtWork, "/workbench/supervision.csv?campaign=" + key + "&light=GREEN");
        assertThat(text(csv)).contains("已完成").contains("解读政策");
        assertThat(
                        get(
                                session(people.person(Role.PUBLISHER, null, PASSWORD)),
                                "/workbench/supervision"))
                .hasStatus(403);
    }

    private MvcTestResult read(String table) {
        return http.post()
                .uri(at + "/read")
                .multipart()
                .file(
                        new MockMultipartFile(
                                "file", "任务.txt", null, table.getBytes(StandardCharsets.UTF_8)))
                .session(officeAtWork)
                .with(csrf())
                .exchange();
    }

    /** What the page sends along without showing it. */
    private static Map<String, String> hidden(String page) {
        Map<String, String> fields = new HashMap<>();
        Matcher field = FIELD.matcher(page);
        while (field.find()) {
            fields.put(
                    field.group(1),
                    org.springframework.web.util.HtmlUtils.htmlUnescape(field.group(2)));
        }
        return fields;
    }

    private MvcTestResult post(MockHttpSession session, String address, Map<String, String> form) {
        MockMvcTester.MockMvcRequestBuilder request =
                http.post().uri(address).session(session).with(csrf());
        form.forEach(request::param);
        return request.exchange();
    }
}
