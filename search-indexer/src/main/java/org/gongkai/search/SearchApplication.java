package org.gongkai.search;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

import java.util.Map;

/** The search API as a process of its own, over a shared Elasticsearch. */
@SpringBootApplication
public class SearchApplication {
    /**
     * Behind a proxy the address of a reader is what the proxy says; a long question reaches us.
     */
    private static final Map<String, Object> DEFAULTS =
            Map.of(
                    "server.forward-headers-strategy",
                    "native",
                    "server.max-http-request-header-size",
                    "32KB");

    public static void main(String... args) {
        start(args);
    }

    /** Starts it and returns when it answers. */
    public static ConfigurableApplicationContext start(String... args) {
        SpringApplication application = new SpringApplication(SearchApplication.class);
        application.setDefaultProperties(DEFAULTS);
        return application.run(args);
    }
}
