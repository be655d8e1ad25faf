package org.gongkai.content.difference;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.content.difference.Difference.Asset;
import org.gongkai.content.difference.Difference.Block;
import org.gongkai.content.difference.Difference.Change;
import org.gongkai.content.difference.Difference.Member;
import org.gongkai.content.document.AssetUse;
import org.gongkai.content.document.Content;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What a reader sees of a difference; {@code [-gone-]} and {@code {+new+}}. */
class DifferencesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "关于开展政务公开日活动的通知 | 关于举办政务公开日活动的通知 | 关于[-开展-]{+举办+}政务公开日活动的通知",
                "五月十五日上午九时 | 五月十六日上午十时 | 五月[-十五-]{+十六+}日上午[-九-]{+十+}时",
                "参加单位：甲、乙、丙。 | 参加单位：甲、乙、丁、丙。 | 参加单位：甲、乙、{+丁、+}丙。",
                "第一条。第二条。 | 第一条。第三条。第二条。 | 第一条。{+第三条。+}第二条。",
                "预算 1,250.50 万元 | 预算 1,350.50 万元 | 预算 [-1,250.50-]{+1,350.50+} 万元",
                "拨打12345热线 | 拨打12345政务服务热线 | 拨打12345{+政务服务+}热线",
                "see the gongkai manual | see the new gongkai guide | see the {+new +}gongkai [-manual-]{+guide+}",
                "政务公开日 | 政务开放日 | 政务[-公开-]{+开放+}日",
            })
    void wordsThatChangedReadAsSuch(String before, String after, String read) {
        Difference difference =
                Differences.between(Contents.of(before, ""), Contents.of(after, ""));

        assertThat(difference.members())
                .singleElement()
                .satisfies(
                        member -> {
                            assertThat(member.member()).isEqualTo("title");
                            assertThat(read(member.segments())).isEqualTo(read);
                        });
    }

    @Test
    void theSameContentHasNoDifference() {
        Content content =
                Contents.with(
                        Map.of("summary", "摘要"),
                        List.of("甲"),
                        Instant.EPOCH,
                        Contents.asset("a", AssetUse.Role.LEAD, "图"));

        assertThat(Differences.between(content, content).identical()).isTrue();
    }

    @Test
    void anEditedParagraphDoesNotSmearOverANewOne() {
        assertThat(
                        blocks(
                                "<p>各镇街：</p>\n<p>定于五月十五日举办政府开放日，请做好准备。</p>\n<p>特此通知。</p>",
                                "<p>各镇街：</p>\n<p>今年的主题是公开透明。</p>\n<p>定于五月十六日举办政府开放日，请认真做好准备。</p>\n<p>特此通知。</p>"))
                .containsExactly(
                        "EQUAL p 各镇街：",
                        "INSERTED p {+今年的主题是公开透明。+}",
                        "CHANGED p 定于五月[-十五-]{+十六+}日举办政府开放日，请{+认真+}做好准备。",
                        "EQUAL p 特此通知。");
    }

    @Test
    void aMovedParagraphIsShownOnceWhereItIsNow() {
        String moved = "<p>参加活动请提前三天拨打预约电话，额满为止。</p>";
        String others = "<p>第一项：参观政务大厅。</p>\n<p>第二项：座谈，听取意见和建议。</p>\n<p>第三项：发放政策汇编。</p>";

        assertThat(blocks(moved + "\n" + others, others + "\n" + moved))
                .containsExactly(
                        "EQUAL p 第一项：参观政务大厅。",
                        "EQUAL p 第二项：座谈，听取意见和建议。",
                        "EQUAL p 第三项：发放政策汇编。",
                        "MOVED p 参加活动请提前三天拨打预约电话，额满为止。");
    }

    @Test
    void aParagraphThatBecameAHeadingSaysSoAndKeepsItsWords() {
        Difference difference =
                Differences.between(
                        Contents.body("<p>活动安排</p>\n<p>上午九时</p>"),
                        Contents.body("<h2>活动安排</h2>\n<p>上午九时</p>"));

        Block heading = difference.body().getFirst();
        assertThat(heading.change()).isEqualTo(Change.CHANGED);
        assertThat(heading.structure()).isEqualTo(new Difference.Sides("<p>", "<h2>"));
        assertThat(read(heading.segments())).isEqualTo("活动安排");
        assertThat(difference.body().getLast().change()).isEqualTo(Change.EQUAL);
    }

    @Test
    void oneMoreItemChangesNothingOfTheListAroundIt() {
        assertThat(
                        blocks(
                                "<ul><li>身份证</li><li>户口簿</li></ul>\n<p>以上材料各一份。</p>",
                                "<ul><li>身份证</li><li>居住证</li><li>户口簿</li></ul>\n<p>以上材料各一份。</p>"))
                .containsExactly(
                        "EQUAL li 身份证", "INSERTED li {+居住证+}", "EQUAL li 户口簿", "EQUAL p 以上材料各一份。");
    }

    @Test
    void aListThatWasCutInTwoIsAChangeThoughEveryItemStands() {
        List<Block> blocks =
                Differences.between(
                                Contents.body("<ol><li>甲</li><li>乙</li></ol>"),
                                Contents.body("<ol><li>甲</li></ol>\n<ol><li>乙</li></ol>"))
                        .body();

        assertThat(blocks).extracting(Block::change).containsExactly(Change.EQUAL, Change.CHANGED);
    }

    @Test
    void aLinkThatLeadsElsewhereIsSeenThoughItsTextIsTheSame() {
        Difference difference =
                Differences.between(
                        Contents.body("<p>见<a href=\"https://a.example/\">公告</a>。</p>"),
                        Contents.body("<p>见<a href=\"https://b.example/\">公告</a>。</p>"));

        assertThat(blocks(difference)).containsExactly("CHANGED p 见[--]{++}公告。");
        assertThat(difference.body().getFirst().segments())
                .extracting(Segment::source)
                .containsExactly(
                        null,
                        "<a href=\"https://a.example/\">",
                        "<a href=\"https://b.example/\">",
                        "公告</a>。");
    }

    @Test
    void aRowThatWasEditedIsFoundAmongManyAlikeAndItsSpansAreSeen() {
        String head = "<table><tbody><tr><td>序号</td><td>事项</td><td>时限</td></tr>";
        String before =
                head
                        + "<tr><td>1</td><td>低保申请</td><td>10 日</td></tr>"
                        + "<tr><td>2</td><td>临时救助</td><td>5 日</td></tr></tbody></table>";
        String after =
                head
                        + "<tr><td>1</td><td>残疾人补贴</td><td>15 日</td></tr>"
                        + "<tr><td>2</td><td>低保申请</td><td>8 日</td></tr>"
                        + "<tr><td>3</td><td colspan=\"2\">临时救助</td></tr></tbody></table>";

        assertThat(blocks(before, after))
                .containsExactly(
                        "EQUAL tr 序号事项时限",
                        "INSERTED tr {+1残疾人补贴15 日+}",
                        "CHANGED tr [-1-]{+2+}低保申请[-10-]{+8+} 日",
                        "CHANGED tr [-2-]{+3+}[--]{++}临时救助[-5 日-]");
    }

    @Test
    void aPictureWithAnotherDescriptionIsTheSamePicture() {
        String picture = "<figure><img src=\"asset:%s\" alt=\"%s\"></figure>";
        String sha256 = Contents.sha256("a").hex();

        assertThat(blocks(picture.formatted(sha256, "大厅"), picture.formatted(sha256, "政务大厅的窗口")))
                .containsExactly("CHANGED figure [-大厅-]{+政务大厅的窗口+}");
    }

    @Test
    void fieldsTagsAndDatesAreComparedEachInItsWay() {
        Difference difference =
                Differences.between(
                        Contents.with(
                                Map.of("summary", "共三项措施", "author", "张三"),
                                List.of("公开", "开放日"),
                                Instant.parse("2020-05-14T16:00:00Z")),
                        Contents.with(
                                Map.of("summary", "共四项措施", "source", "区政府办"),
                                List.of("政务", "公开"),
                                Instant.parse("2020-05-15T16:00:00Z")));

        assertThat(difference.members().stream().map(DifferencesTest::read))
                .containsExactly(
                        "fields.author [-张三-]",
                        "fields.source {+区政府办+}",
                        "fields.summary 共[-三-]{+四+}项措施",
                        "tags {+政务+}公开[-开放日-]",
                        "notBefore [-2020-05-14T16:00:00Z-]{+2020-05-15T16:00:00Z+}");
        assertThat(difference.body()).isEmpty();
    }

    @Test
    void assetsAreAddedRemovedChangedAndReordered() {
        AssetUse first = Contents.asset("first", AssetUse.Role.LEAD, "开放日");
        AssetUse second = Contents.asset("second", AssetUse.Role.ATTACHMENT, "");
        AssetUse third = Contents.asset("third", AssetUse.Role.ATTACHMENT, "");
        AssetUse gone = Contents.asset("gone", AssetUse.Role.ATTACHMENT, "");
        AssetUse added = Contents.asset("added", AssetUse.Role.POSTER, "");
        AssetUse described =
                new AssetUse(
                        first.sha256(),
                        AssetUse.Role.LEAD,
                        "image/png",
                        "first.png",
                        "开放日现场",
                        "图注",
                        300,
                        500);

        List<Asset> changes =
                Differences.between(
                                Contents.with(
                                        Map.of(),
                                        List.of(),
                                        Instant.EPOCH,
                                        first,
                                        second,
                                        third,
                                        gone),
                                Contents.with(
                                        Map.of(),
                                        List.of(),
                                        Instant.EPOCH,
                                        described,
                                        third,
                                        second,
                                        added))
                        .assets();

        assertThat(changes)
                .extracting(Asset::change)
                .containsExactlyInAnyOrder(
                        Change.DELETED, Change.CHANGED, Change.MOVED, Change.INSERTED);
        Asset changed =
                changes.stream()
                        .filter(each -> each.change() == Change.CHANGED)
                        .findFirst()
                        .orElseThrow();
        assertThat(changed.members().stream().map(DifferencesTest::read))
                .containsExactly(
                        "alt 开放日{+现场+}", "caption {+图注+}", "focalPoint [-500,500-]{+300,500+}");
    }

    @Test
    void withNothingBeforeEverythingIsNew() {
        Difference difference = Differences.between(null, Contents.body("<p>正文</p>"));

        assertThat(blocks(difference)).containsExactly("INSERTED p {+正文+}");
        assertThat(difference.members())
                .extracting(Member::member)
                .containsExactly("kind", "title", "section", "unit", "path");
    }

    private static List<String> blocks(String before, String after) {
        return blocks(Differences.between(Contents.body(before), Contents.body(after)));
    }

    private static List<String> blocks(Difference difference) {
        return difference.body().stream()
                .map(block -> block.change() + " " + block.block() + " " + read(block.segments()))
                .toList();
    }

    private static String read(Member member) {
        return member.member() + " " + read(member.segments());
    }

    private static String read(List<Segment> segments) {
        return segments.stream()
                .map(
                        segment ->
                                switch (segment.kind()) {
                                    case EQUAL -> segment.text();
                                    case INSERTED -> "{+" + segment.text() + "+}";
                                    case DELETED -> "[-" + segment.text() + "-]";
                                })
                .map(Objects::requireNonNull)
                .collect(Collectors.joining());
    }
}
