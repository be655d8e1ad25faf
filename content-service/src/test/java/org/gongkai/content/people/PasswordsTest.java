package org.gongkai.content.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PasswordsTest {
    @Test
    void aHashSaysHowItWasMadeAndMatchesItsPasswordOnly() {
        String hash = Passwords.hash("海边的灯塔在夜里亮着");

        assertThat(hash).startsWith("{bcrypt}$2a$12$");
        assertThat(Passwords.match("海边的灯塔在夜里亮着", hash)).isTrue();
        assertThat(Passwords.match("海边的灯塔在夜里灭了", hash)).isFalse();
    }

    @Test
    void aPasswordWhoseEndWouldNotCountIsRefused() {
        assertThatThrownBy(() -> Passwords.hash("灯".repeat(25)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 72 bytes");
        assertThatThrownBy(() -> Passwords.hash("too short"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 10 characters");
    }
}
