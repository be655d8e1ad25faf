package org.gongkai.content.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.UnknownHostException;
import java.util.List;

class AddressGuardTest {
    private final AddressGuard guard = new AddressGuard(TestSettings.usual());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.8.8",
                "localhost",
                "[::1]",
                "0.0.0.0",
                "2130706433",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "100.64.0.1",
                "169.254.169.254",
                "[fe80::1]",
                "[fd00::1]",
                "[::ffff:10.1.2.3]",
                "[64:ff9b::a01:203]",
                "224.0.0.1",
                "255.255.255.255"
            })
    void whatIsNotPublicIsRefused(String host) {
        assertThatThrownBy(() -> guard.check(new WebhookUrl("http://" + host + ":8080/hook")))
                .isInstanceOf(ReceiverRefused.class)
                .hasMessageContaining("is not a public address")
                .hasMessageContaining("gongkai.webhooks.allowed-networks");
        assertThatThrownBy(() -> guard.resolve(host)).isInstanceOf(UnknownHostException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "[2606:4700::1111]"})
    void whatIsPublicPasses(String host) throws UnknownHostException {
        assertThat(guard.resolve(host)).hasSize(1);
    }

    @Test
    void aNetworkCanBeAllowedWithoutTheOthers() {
        AddressGuard allowing =
                new AddressGuard(TestSettings.allowing(false, List.of("10.20.0.0/16")));

        assertThatCode(() -> allowing.check(new WebhookUrl("https://10.20.3.4/")))
                .doesNotThrowAnyException();
        assertThatCode(() -> allowing.check(new WebhookUrl("https://8.8.8.8/")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> allowing.check(new WebhookUrl("https://10.21.3.4/")))
                .isInstanceOf(ReceiverRefused.class);
    }

    @Test
    void everythingCanBeAllowed() {
        AddressGuard open = new AddressGuard(TestSettings.allowing(true, List.of()));

        assertThatCode(() -> open.check(new WebhookUrl("http://127.0.0.1/")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.org/hook",
                "ftp://example.org/",
                "file:///etc/passwd",
                "http:///hook",
                "http://user:password@example.org/",
                "https://example.org/#part",
                "https://example.org:70000/",
                "https://exa mple.org/"
            })
    void whatIsNoAddressOfAReceiverIsMalformed(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WebhookUrl(url))
                .withMessageStartingWith("url: ");
    }

    @Test
    void aQueryIsNotShownWhereASecretWouldNotBe() {
        WebhookUrl url = new WebhookUrl("https://example.org/send?key=secret");

        assertThat(url.value()).endsWith("?key=secret");
        assertThat(url).hasToString("https://example.org/send");
    }
}
