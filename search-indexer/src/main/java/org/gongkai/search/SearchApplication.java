package org.gongkai.search;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The search API as a process of its own, over a shared Elasticsearch. */
@SpringBootApplication
public class SearchApplication {
    public static void main(String... args) {
        SpringApplication.run(SearchApplication.class, args);
    }
}
