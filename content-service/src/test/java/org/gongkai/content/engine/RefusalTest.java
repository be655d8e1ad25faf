package org.gongkai.content.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.mock.env.MockEnvironment;

import java.io.IOException;
import java.net.ServerSocket;

class RefusalTest {
    @Test
    void aTakenPortIsRefusedBeforeAnythingStarts() throws IOException {
        try (ServerSocket other = new ServerSocket(0)) {
            int port = other.getLocalPort();
            assertThatExceptionOfType(StartRefused.class)
                    .isThrownBy(() -> check(port))
                    .withMessage(
                            "port %d is taken by another program; choose a free one, for example SERVER_PORT=%d",
                            port, port + 1);
        }
    }

    @Test
    void aPortTakenInTheLastMomentSaysTheSame() {
        IllegalStateException failure =
                new IllegalStateException(
                        new PortInUseException(8080, new IllegalStateException("bound")));
        assertThat(RefusalReporter.refusal(failure))
                .hasValue(
                        "port 8080 is taken by another program; choose a free one, for example SERVER_PORT=8081");
    }

    @Test
    void whatIsNoRefusalKeepsItsStackTrace() {
        assertThat(new RefusalReporter().reportException(new IllegalStateException("a bug")))
                .isFalse();
    }

    private static void check(int port) {
        try (GenericApplicationContext context = new GenericApplicationContext()) {
            context.setEnvironment(
                    new MockEnvironment().withProperty("server.port", Integer.toString(port)));
            new PortCheck().initialize(context);
        }
    }
}
