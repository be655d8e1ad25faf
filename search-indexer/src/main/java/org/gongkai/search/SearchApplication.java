package org.gongkai.search;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

import java.util.Map;

/** The search API as a process of its own, over a shared Elasticsearch. */
@SpringBootApplication
public class SearchApplication {
    /**
     * Behind a proxy on this machine the address of a reader is what the proxy says, and what
     * others say is not believed; a long question reaches us.
     */
    private static final Map<String, Object> DEFAULTS =
            Map.of(
                    "server.forward-headers-strategy",
                    "native",
                    "server.tomcat.remoteip.internal-proxies",
                    "127.0.0.0/8, ::1/128",
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
