package org.gongkai.content.command;

import org.gongkai.content.engine.GongkaiHome;

import java.nio.file.Path;
import java.util.Objects;

/** Which home a command means: the same rule as the server's, without Spring. */
final class Homes {
    private Homes() {}

    static GongkaiHome current() {
        String configured =
                Objects.requireNonNullElse(
                        System.getProperty("gongkai.home"),
                        Objects.requireNonNullElse(System.getenv("GONGKAI_HOME"), ""));
        return new GongkaiHome(Path.of(configured.isBlank() ? "var" : configured));
    }
}
