package org.gongkai.content;

import org.gongkai.content.engine.PortCheck;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The whole system in one process. */
@SpringBootApplication
public class ContentServiceApplication {
    public static void main(String... args) {
        SpringApplication application = new SpringApplication(ContentServiceApplication.class);
        application.addInitializers(new PortCheck());
        application.run(args);
    }
}
