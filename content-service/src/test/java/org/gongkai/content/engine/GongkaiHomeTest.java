package org.gongkai.content.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.gongkai.content.engine.Secrets.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

class GongkaiHomeTest {
    @TempDir Path directory;

    @Test
    void aNewHomeHasEverythingAndKeepsItsSecretsToItself() throws IOException {
        GongkaiHome home = GongkaiHome.open(directory.resolve("var"));
        assertThat(home.files()).isDirectory();
        assertThat(home.releases()).isDirectory();
        assertThat(mode(home.secrets())).isEqualTo("rwx------");
        String password = new Secrets(home).value(Secret.POSTGRES_APP);
        assertThat(password).hasSizeGreaterThan(30);
        assertThat(mode(home.secrets().resolve("postgres-app"))).isEqualTo("rw-------");
        assertThat(new Secrets(home).value(Secret.POSTGRES_APP)).isEqualTo(password);
        assertThat(new Secrets(home).value(Secret.CLI_TOKEN)).isNotEqualTo(password);
    }

    @Test
    void aHomeMadeByANewerVersionIsRefusedByName() throws IOException {
        Files.writeString(directory.resolve("version"), "7\n");
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> GongkaiHome.open(directory))
                .withMessage(
                        "%s was made by a newer gongkai (layout 7, this one knows 1); use that version or another GONGKAI_HOME",
                        directory);
        assertThat(directory.resolve("postgres")).doesNotExist();
    }

    @Test
    void aHomeThatCannotBeWrittenIsRefusedWithTheRemedy() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> GongkaiHome.open(file))
                .withMessageContaining("cannot use " + file)
                .withMessageEndingWith("make it writable or set GONGKAI_HOME to another directory");
    }

    @Test
    void anEmptySecretIsNotAPassword() throws IOException {
        GongkaiHome home = GongkaiHome.open(directory);
        Files.writeString(home.secrets().resolve("cli-token"), "\n");
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> new Secrets(home).value(Secret.CLI_TOKEN))
                .withMessageContaining("cli-token is empty");
    }

    @Test
    void aHomeIsOneProcesss() throws IOException {
        GongkaiHome home = GongkaiHome.open(directory);
        try (HomeLock _ = HomeLock.take(home)) {
            assertThatExceptionOfType(StartRefused.class)
                    .isThrownBy(() -> HomeLock.take(home))
                    .withMessage(
                            "%s is in use by process %d; stop that one, or set GONGKAI_HOME to another directory",
                            directory, ProcessHandle.current().pid());
        }
        HomeLock.take(home).close();
    }

    @Test
    void aStrangersProcessIsNotTakenForALeftBehindDatabase() throws IOException {
        long stranger = ProcessHandle.current().pid();
        Path pidFile = directory.resolve("postmaster.pid");
        Files.writeString(pidFile, stranger + "\n" + directory + "\n");
        new Orphan(directory)
                .stop(
                        () -> {
                            throw new AssertionError("stopped process " + stranger);
                        });
        assertThat(pidFile).doesNotExist();
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
