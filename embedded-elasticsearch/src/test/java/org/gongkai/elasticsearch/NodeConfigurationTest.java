package org.gongkai.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

class NodeConfigurationTest {

    @TempDir Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "network.host",
                "http.host",
                "http.port",
                "transport.bind_host",
                "path.data"
            })
    void aSettingCannotOpenTheNodeToTheNetworkOrMoveItsData(String key) {
        assertThatThrownBy(() -> NodeConfiguration.in(directory).withSetting(key, "0.0.0.0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(key);
    }

    @Test
    void itsTextDoesNotShowThePassword() {
        NodeConfiguration configuration =
                NodeConfiguration.in(directory).withPassword("not-for-the-log");

        assertThat(configuration.toString()).doesNotContain("not-for-the-log");
    }

    @Test
    void aPasswordFileIsMadeOnceForItsOwnerOnly() throws Exception {
        Path file = directory.resolve("secrets/elasticsearch");

        String made = NodeConfiguration.in(directory).withPasswordFrom(file).password();

        assertThat(NodeConfiguration.in(directory).withPasswordFrom(file).password())
                .isEqualTo(made)
                .hasSizeGreaterThan(30);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void anEmptyPasswordFileIsAnErrorThatNamesIt() throws Exception {
        Path file = Files.writeString(directory.resolve("password"), "\n");

        assertThatThrownBy(() -> NodeConfiguration.in(directory).withPasswordFrom(file))
                .hasMessageContaining(file.toString());
    }

    @Test
    void aPasswordMustFitInTheLineThatCarriesIt() {
        assertThatThrownBy(() -> NodeConfiguration.in(directory).withPassword("two\nlines"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
