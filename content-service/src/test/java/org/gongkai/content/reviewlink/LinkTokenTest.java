package org.gongkai.content.reviewlink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.UUID;

class LinkTokenTest {
    private static final LinkToken.Claim CLAIM =
            new LinkToken.Claim(new UUID(4, 2), Instant.parse("2020-05-08T09:30:00Z"));

    private final LinkToken tokens = new LinkToken("a-secret");

    @Test
    void aTokenSaysWhatWasSigned() {
        assertThat(tokens.verify(tokens.sign(CLAIM))).contains(CLAIM);
    }

    @Test
    void aTokenWithAnyOtherCharacterIsNone() {
        String token = tokens.sign(CLAIM);
        for (int i = 0; i < token.length() - 1; i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            String changed = token.substring(0, i) + other + token.substring(i + 1);
            assertThat(tokens.verify(changed)).as(changed).isEmpty();
        }
    }

    @Test
    void whatIsNoTokenIsNone() {
        assertThat(tokens.verify("")).isEmpty();
        assertThat(tokens.verify("中文")).isEmpty();
        assertThat(tokens.verify(tokens.sign(CLAIM) + "AAAA")).isEmpty();
        assertThat(new LinkToken("another-secret").verify(tokens.sign(CLAIM))).isEmpty();
    }
}
