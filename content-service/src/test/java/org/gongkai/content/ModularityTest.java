package org.gongkai.content;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTest {

    @Test
    void everyCapabilityKeepsToItselfAndNoneFormACycle() {
        ApplicationModules.of(ContentServiceApplication.class).verify();
    }
}
