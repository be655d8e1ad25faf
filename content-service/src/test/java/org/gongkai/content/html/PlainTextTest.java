package org.gongkai.content.html;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {
    @Test
    void readsOneLinePerBlockAndATabBetweenCells() {
        assertThat(
                        PlainText.of(
                                "<h2>一、目标</h2>\n<p>公开<strong>透明</strong><br>高效 &amp; 便民</p>\n"
                                        + "<table><tbody><tr><td><p>甲</p></td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></tbody></table>\n"
                                        + "<ul><li>项<ul><li>子项</li></ul></li></ul>"))
                .isEqualTo("一、目标\n公开透明\n高效 & 便民\n甲\t乙\n丙\t丁\n项\n子项");
    }

    @Test
    void isEmptyForAnEmptyBody() {
        assertThat(PlainText.of("")).isEmpty();
    }

    @Test
    void titlesAreOneLineWithoutControlCharacters() {
        assertThat(TitleText.of(" 关于\r\n开展 “政务\u0000公开日”　活动\u202E的通知\t"))
                .isEqualTo("关于 开展 “政务公开日” 活动的通知");
        assertThat(TitleText.shortened("字".repeat(299) + "😀😀")).isEqualTo("字".repeat(299));
        assertThat(TitleText.shortened("x".repeat(400))).hasSize(300);
    }
}
