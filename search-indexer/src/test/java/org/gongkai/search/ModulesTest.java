package org.gongkai.search;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModulesTest {
    @Test
    void packagesKeepToTheirBorders() {
        ApplicationModules.of(SearchApplication.class).verify();
    }
}
