package org.gongkai.content.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

import java.util.Base64;

class SigningSecretTest {

    /** The example of the reference libraries of Standard Webhooks. */
    @Test
    void itSignsAsTheReferenceDoes() {
        SigningSecret secret =
                new SigningSecret(Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));

        assertThat(secret.text()).isEqualTo("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        assertThat(secret.sign("msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void eachIsDrawnAnewAndSaysNothingOfItself() {
        SigningSecret one = SigningSecret.drawn();

        assertThat(one).isNotEqualTo(SigningSecret.drawn());
        assertThat(one.bytes()).hasSize(32);
        assertThat(one.toString()).isEqualTo("SigningSecret[]");
    }

    @Test
    void aShortOneIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SigningSecret(new byte[23]));
    }
}
