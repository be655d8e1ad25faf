package org.gongkai.content.document;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.UUID;

/** Makes sections whose documents pass three stages, for tests. */
@TestComponent
public class TestSections {
    @Autowired private JdbcClient jdbc;

    /** A new section; its documents pass all three stages. */
    public String section() {
        String key = "s" + UUID.randomUUID().toString().substring(0, 13);
        jdbc.sql("insert into section (key, created_at) values (:key, '2020-04-26T00:00:00Z')")
                .param("key", key)
                .update();
        return key;
    }
}
