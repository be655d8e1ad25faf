package org.gongkai.content;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The whole system in one process. */
@SpringBootApplication
public class ContentServiceApplication {
    public static void main(String... args) {
        SpringApplication.run(ContentServiceApplication.class, args);
    }
}
