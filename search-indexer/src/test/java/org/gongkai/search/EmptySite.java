package org.gongkai.search;

import org.springframework.context.annotation.Bean;

import java.util.Optional;

/**
 * A site without a page, from which nothing was withdrawn. Tests name it: it is not annotated, so
 * that no scan finds it.
 */
public class EmptySite {
    @Bean
    SearchShell shell() {
        return Optional::empty;
    }

    @Bean
    RemovalCheckpoint removals() {
        return () -> 0;
    }
}
