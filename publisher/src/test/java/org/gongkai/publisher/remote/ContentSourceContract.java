package org.gongkai.publisher.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.publisher.ContentSource;
import org.gongkai.publisher.InMemoryContent;
import org.gongkai.publisher.InMemoryLedger;
import org.gongkai.publisher.NothingToPublish;
import org.gongkai.publisher.OfferedEdition;
import org.gongkai.publisher.PublishableContent;
import org.gongkai.publisher.ReleaseOutcome;
import org.gongkai.publisher.ReleaseRequest;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.Withdrawal;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;

/** What a publisher may rely on, wherever its content comes from. */
abstract class ContentSourceContract {
    static final Instant NOW = Instant.parse("2020-05-15T01:02:03.456789Z");

    final InMemoryContent content = new InMemoryContent();

    /** The source under test, of what {@link #content} holds. */
    abstract ContentSource source();

    @Test
    void whatIsApprovedArrivesByteForByte() {
        UUID set = InMemoryContent.id("set");
        InMemoryContent.Draft draft =
                InMemoryContent.draft("𠮷野家与café").inSet(set).with("tags", List.of("行政决策"));
        UUID edition = content.approve(draft);

        PublishableContent read = source().read(0, NOW);

        assertThat(read.sequence()).isEqualTo(1);
        assertThat(read.withdrawals()).isEmpty();
        OfferedEdition only = read.editions().getFirst();
        assertThat(read.editions()).hasSize(1);
        assertThat(only.document()).isEqualTo(draft.document());
        assertThat(only.edition()).isEqualTo(edition);
        assertThat(only.releaseSet()).isEqualTo(set);
        assertThat(only.firstPublished()).isNull();
        assertThat(only.live()).isFalse();
        byte[] form =
                Objects.requireNonNull(source().forms(List.of(only.digest())).get(only.digest()));
        assertThat(form)
                .asString(java.nio.charset.StandardCharsets.UTF_8)
                .contains("关于𠮷野家与café的公告");
        assertThat(only.digest()).isEqualTo(Sha256.of(form));
        assertThat(read.site().canonicalForm())
                .isEqualTo(InMemoryContent.site("政务公开日", "news", "policies", "reading"));
    }

    @Test
    void whatIsPublicSaysSinceWhen() {
        UUID edition = content.approve(InMemoryContent.draft("公交"));
        release(edition);

        OfferedEdition live = source().read(0, NOW.plusSeconds(60)).editions().getFirst();

        assertThat(live.firstPublished()).isEqualTo(NOW);
        assertThat(live.published()).isEqualTo(NOW);
    }

    @Test
    void whatIsNotDueAtTheInstantIsLeftOut() {
        content.approve(InMemoryContent.draft("明天").notBefore(NOW.plusNanos(1000)));

        assertThat(source().read(0, NOW).editions()).isEmpty();
        assertThat(source().read(0, NOW.plusNanos(1000)).editions()).hasSize(1);
    }

    @Test
    void onlyWhatHappenedSinceIsRead() {
        release(content.approve(InMemoryContent.draft("公交")));
        long known = source().read(0, NOW).sequence();
        assertThat(source().read(known, NOW).editions()).isEmpty();
        assertThat(source().read(known, NOW).complete()).isFalse();

        UUID edition = content.approve(InMemoryContent.draft("地铁"));
        PublishableContent read = source().read(known, NOW);

        assertThat(read.editions()).extracting(OfferedEdition::edition).containsExactly(edition);
        assertThat(read.touched()).containsExactly(InMemoryContent.draft("地铁").document());
    }

    @Test
    void whatWasWithdrawnIsNamedWithAllThatReadersAreTold() {
        InMemoryContent.Draft draft = InMemoryContent.draft("公交");
        release(content.approve(draft));
        Withdrawal withdrawal =
                new Withdrawal(
                        draft.document(),
                        draft.path(),
                        Withdrawal.Reason.SUPERSEDED,
                        NOW,
                        InMemoryContent.id("新公交"),
                        InMemoryContent.id("说明"));
        content.withdraw(withdrawal);

        PublishableContent read = source().read(0, NOW);

        assertThat(read.editions()).isEmpty();
        assertThat(read.withdrawals()).containsExactly(withdrawal);
    }

    @Test
    void withoutAnApprovedSiteThereIsNothingToPublish() {
        content.withoutSite();

        assertThatThrownBy(() -> source().read(0, NOW))
                .isInstanceOf(NothingToPublish.class)
                .hasMessage("No site revision is approved");
    }

    @Test
    void assetsArriveWhole() throws IOException {
        byte[] bytes = new byte[3_000_001];
        new Random(515).nextBytes(bytes);
        Sha256 digest = content.asset(bytes);
        Sha256 empty = content.asset(new byte[0]);

        try (InputStream in = source().asset(digest)) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
        }
        try (InputStream in = source().asset(empty)) {
            assertThat(in.readAllBytes()).isEmpty();
        }
    }

    @Test
    void anAssetThatIsMissingIsNamed() {
        Sha256 missing = Sha256.of(new byte[] {1});

        assertThatThrownBy(() -> source().asset(missing).close())
                .isInstanceOf(IOException.class)
                .hasMessageContaining(missing.hex());
    }

    private void release(UUID edition) {
        InMemoryLedger ledger = new InMemoryLedger(content, Clock.fixed(NOW, ZoneOffset.UTC));
        long number = ledger.open(ReleaseRequest.release("tester")).number();
        ledger.activating(
                new ReleaseOutcome(
                        number,
                        NOW,
                        1,
                        Sha256.of(new byte[0]),
                        List.of(edition),
                        List.of(),
                        List.of()));
        ledger.activated(number);
    }
}
