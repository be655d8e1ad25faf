package org.gongkai.content.demo;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Set;

/** Which scenes were played. A scene is noted in the transaction that does it. Thread-safe. */
@Component
@Profile("demo")
class Played {
    private final JdbcClient jdbc;
    private final Clock clock;

    Played(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Set<String> keys() {
        return jdbc.sql("select key from demonstration_scene")
                .query((row, n) -> row.getString("key"))
                .set();
    }

    /**
     * @param refused why it was not done; null if it was
     */
    void note(String key, @Nullable String refused) {
        jdbc.sql("insert into demonstration_scene (key, at, refused) values (:key, :at, :refused)")
                .param("key", key)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("refused", refused, java.sql.Types.VARCHAR)
                .update();
    }
}
