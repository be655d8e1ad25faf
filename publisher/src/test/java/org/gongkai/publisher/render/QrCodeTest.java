package org.gongkai.publisher.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

class QrCodeTest {

    @Test
    void theFastSymbolsAreThoseOfAGeneralEncoder() {
        StringBuilder address = new StringBuilder("a");
        while (address.length() <= 106) {
            assertThat(QrSymbol.of(address.toString().getBytes(StandardCharsets.UTF_8)))
                    .as(address.toString())
                    .isEqualTo(QrCode.general(address.toString()));
            address.append((char) ('a' + address.length() * 7 % 26)).append('/');
        }
    }

    @Test
    void aLongAddressStillGetsACode() {
        String address = "http://localhost/" + "a".repeat(200) + "/";

        assertThat(QrSymbol.of(address.getBytes(StandardCharsets.UTF_8))).isNull();
        assertThat(QrCode.of(address).path()).startsWith("M2 2.5h7m");
    }
}
