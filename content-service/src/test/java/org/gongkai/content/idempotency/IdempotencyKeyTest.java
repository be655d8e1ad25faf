package org.gongkai.content.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class IdempotencyKeyTest {

    @Test
    void inQuotesOrWithoutItIsTheSameKey() {
        assertThat(IdempotencyKey.of(List.of("\"8e03978e-40d5\"")))
                .isEqualTo(IdempotencyKey.of(List.of("8e03978e-40d5")));
    }

    @Test
    void itHasAtMost255Characters() {
        assertThat(IdempotencyKey.of(List.of("k".repeat(255))).value()).hasSize(255);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IdempotencyKey.of(List.of("k".repeat(256))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\"\"", "钥匙", "a\tb"})
    void whatIsEmptyOrNotPrintableIsNone(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IdempotencyKey.of(List.of(value)))
                .withMessageStartingWith("Idempotency-Key: ");
    }

    @Test
    void twoKeysAreNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IdempotencyKey.of(List.of("one", "two")));
    }
}
