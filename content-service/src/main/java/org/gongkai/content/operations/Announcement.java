package org.gongkai.content.operations;

import jakarta.annotation.PreDestroy;

import org.gongkai.content.engine.GongkaiHome;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.Locale;

/** Says where everything is: to people on the terminal, to the launcher's commands in a file. */
@Component
class Announcement {
    private final GongkaiHome home;
    private final Environment environment;

    Announcement(GongkaiHome home, Environment environment) {
        this.home = home;
        this.environment = environment;
    }

    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void announce(ApplicationReadyEvent ready) {
        int port = environment.getProperty("local.server.port", Integer.class, 0);
        if (port == 0) {
            return;
        }
        new RunningServer(ProcessHandle.current().pid(), port).write(home);
        System.out.print(text(port, ready.getTimeTaken()));
    }

    private String text(int port, java.time.@org.jspecify.annotations.Nullable Duration taken) {
        Duration time = taken == null ? Duration.ZERO : taken;
        return String.format(
                Locale.ROOT,
                """
                gongkai is ready after %.1f s
                  Site       http://localhost:%d/
                  Workbench  http://localhost:%d/workbench
                  API        http://localhost:%d/api/docs
                  Data       %s
                Ctrl-C stops everything.
                """,
                time.toMillis() / 1000.0,
                port,
                port,
                port,
                home.root());
    }

    @PreDestroy
    void withdraw() {
        RunningServer.remove(home);
    }
}
