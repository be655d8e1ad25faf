package org.gongkai.content.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.site.SiteContent;
import org.gongkai.content.site.SiteContents;
import org.gongkai.publisher.PublishableSite;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.approved.SiteText;
import org.junit.jupiter.api.Test;

import java.util.UUID;

class SiteTextRoundTripTest {
    @Test
    void thePublisherReadsEveryWordThatWasApproved() {
        UUID lead = UUID.randomUUID();
        SiteContent written = SiteContents.of("policy", new UnitKey("jyj"), lead);
        byte[] canonical = written.canonicalForm();

        SiteText read =
                SiteText.of(new PublishableSite(new Sha256(Digest.of(canonical).hex()), canonical));

        assertThat(read.name()).isEqualTo(written.name());
        assertThat(read.column()).isEqualTo(written.column());
        assertThat(read.description()).isEqualTo(written.description());
        assertThat(read.keywords()).isEqualTo(written.keywords());
        assertThat(read.theme()).isEqualTo(written.theme());
        assertThat(read.opening()).isEqualTo(written.opening());
        assertThat(read.closing()).isEqualTo(written.closing());
        assertThat(read.lead()).isEqualTo(lead);
        assertThat(read.milestones())
                .usingRecursiveFieldByFieldElementComparator()
                .isEqualTo(
                        written.milestones().stream()
                                .map(m -> new SiteText.Milestone(m.at(), m.label()))
                                .toList());
        assertThat(read.sections())
                .isEqualTo(
                        written.sections().stream()
                                .map(
                                        s ->
                                                new SiteText.Section(
                                                        s.key(),
                                                        s.name(),
                                                        s.description(),
                                                        s.keywords(),
                                                        s.columnType(),
                                                        s.block(),
                                                        s.continuing()))
                                .toList());
        assertThat(read.units()).containsExactly(new SiteText.Unit("jyj", "区教育局"));
        assertThat(read.footer()).isEqualTo(new SiteText.Footer("滨海区人民政府办公室", "联系方式见门户网站"));
    }
}
