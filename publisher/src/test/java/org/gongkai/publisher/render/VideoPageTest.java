package org.gongkai.publisher.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VideoPageTest {
    @Test
    void aVideoTakesItsOwnPlaceAndOffersItsCaptions() {
        RenderedSite site = RenderedSite.of(SampleSite.contents());

        assertThat(site.text(SampleSite.article("channel").content().path()))
                .contains("<video controls preload=\"none\" width=\"720\" height=\"1280\"")
                .contains(
                        "<track kind=\"captions\" srclang=\"zh\" label=\"中文字幕\" src=\"/media/channel.vtt\" default>")
                .contains("画面依次介绍办理地点");
    }
}
