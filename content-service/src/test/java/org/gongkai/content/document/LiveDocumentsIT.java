package org.gongkai.content.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.gongkai.content.CampaignApplication;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.util.Set;

class LiveDocumentsIT extends CampaignApplication {
    @Autowired private LiveDocuments live;

    @Test
    void whatIsPublicStaysInSightWhileANextEditionIsWritten() {
        clock.set("2020-04-29T09:00");
        Team team = team();
        Team other = team();
        String section = section(campaign());
        Documents.Written first = published(team, section, "第一篇");
        clock.set("2020-04-30T09:00");
        Documents.Written second = published(team, section, "第二篇");
        published(other, section, "别的单位的");
        create(team, section, "还是草稿");
        documents.save(team.editor(), first.document(), null, text("第一篇的新题目"));

        assertThat(live.newest(Set.of(team.unit()), 5))
                .extracting(
                        LiveDocuments.Live::id,
                        LiveDocuments.Live::title,
                        LiveDocuments.Live::underWay)
                .containsExactly(
                        tuple(second.document(), "第二篇", false),
                        tuple(first.document(), "第一篇", true));
        assertThat(live.newest(Set.of(team.unit()), 1)).hasSize(1);
        assertThat(live.newest(Set.of(), 5)).isEmpty();
    }

    private Documents.Written published(Team team, String section, String title) {
        Documents.Written written = create(team, section, title);
        Documents.Written submitted = documents.submit(team.editor(), written.document(), null);
        approve(team, submitted);
        publish(written.document());
        return submitted;
    }
}
