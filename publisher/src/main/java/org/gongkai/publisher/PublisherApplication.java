package org.gongkai.publisher;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The publisher as a process of its own, working for a content service over HTTP. */
@SpringBootApplication
public class PublisherApplication {
    public static void main(String... args) {
        SpringApplication.run(PublisherApplication.class, args);
    }
}
