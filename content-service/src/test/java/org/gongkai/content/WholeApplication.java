package org.gongkai.content;

import org.gongkai.content.document.Districts;
import org.gongkai.content.document.TestSections;
import org.gongkai.content.engine.TestPostgres;
import org.gongkai.content.people.TestPeople;
import org.gongkai.content.routing.TestRoutings;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The whole application over a real PostgreSQL, without a network port. All classes that extend it
 * share one application and one database, so each makes its own units and people.
 */
@SpringBootTest
@AutoConfigureMockMvc
@Import({TestPeople.class, Districts.class, TestSections.class, TestRoutings.class})
public abstract class WholeApplication {
    protected static final TestPostgres DATABASE = TestPostgres.fresh();
    protected static final Path HOME = home();

    @Autowired protected MockMvcTester http;
    @Autowired protected TestPeople people;
    @Autowired protected TestRoutings routes;

    @DynamicPropertySource
    static void configure(DynamicPropertyRegistry registry) {
        DATABASE.configure(registry);
        registry.add("gongkai.home", HOME::toString);
        // Receivers of webhooks are on this machine, and nobody waits for them.
        registry.add("gongkai.reminders.schedule", () -> false);
        registry.add("gongkai.webhooks.allow-private-addresses", () -> true);
        registry.add("gongkai.webhooks.timeout", () -> "1m");
        registry.add("gongkai.webhooks.first-pause", () -> "10ms");
        registry.add("gongkai.webhooks.longest-pause", () -> "10ms");
        registry.add("gongkai.webhooks.tries", () -> 3);
        registry.add("gongkai.webhooks.failing-after", () -> 2);
    }

    private static Path home() {
        try {
            return Files.createTempDirectory("gongkai-home");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
