package org.gongkai.content.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BodyPreviewTest {
    @Test
    void linksAndPicturesLeadToTheWorkbenchsOwn() {
        String digest = "ab".repeat(32);

        assertThat(
                        BodyPreview.of(
                                """
                                <p>见<a href="document:1">通知</a>和<a href="https://example.org/">网页</a></p>\
                                <figure><img src="asset:%s" alt="图"></figure>"""
                                        .formatted(digest)))
                .isEqualTo(
                        """
                        <p>见<a href="/workbench/documents/1">通知</a>和<a href="https://example.org/">网页</a></p>\
                        <figure><img src="/api/v1/assets/%s" alt="图"></figure>"""
                                .formatted(digest));
    }
}
