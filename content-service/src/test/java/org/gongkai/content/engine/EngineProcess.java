package org.gongkai.content.engine;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * The engines without the rest, as a process that a test can kill. Says {@code ready}, then adds a
 * unit for each line that it reads and says how many there are.
 */
@SpringBootApplication
public class EngineProcess {
    public static void main(String... arguments) throws Exception {
        SpringApplication application = new SpringApplication(EngineProcess.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        ConfigurableApplicationContext context = application.run(arguments);
        JdbcClient database = context.getBean(JdbcClient.class);
        System.out.println(
                "ready " + database.sql("select count(*) from unit").query(Long.class).single());
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String key = lines.readLine(); key != null; key = lines.readLine()) {
            database.sql(
                            "insert into unit (key, name, kind, created_at) values (?, ?, 'DEPARTMENT', now())")
                    .params(key, key)
                    .update();
            System.out.println("added " + key);
        }
        Thread.currentThread().join();
    }
}
