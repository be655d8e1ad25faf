package org.gongkai.content.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

class PreviewHtmlTest {
    @Test
    void aPreviewRunsNothingIsMarkedAndTakesTheThemeFromTheWorkbench() {
        String page =
                PreviewHtml.of(
                        "<html><head><link rel=stylesheet href=/theme/a.css><link rel=canonical href=/x/><script src=/theme/a.js></script></head><body><img src=/theme/a.svg><a href=/news/>新闻</a><a href=#fn-1>1</a></body></html>"
                                .getBytes(StandardCharsets.UTF_8),
                        "预览");

        assertThat(page)
                .contains("href=\"/workbench/preview/theme/a.css\"")
                .contains("src=\"/workbench/preview/theme/a.svg\"")
                .contains("<p class=\"preview-mark\">预览</p>")
                .contains("<meta name=\"robots\" content=\"noindex\">")
                .contains("<a href=\"/news/\" target=\"_blank\" rel=\"noopener\">")
                .contains("<a href=\"#fn-1\">")
                .doesNotContain("<script", "canonical");
    }
}
