package org.gongkai.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

class DistributionIT {

    @TempDir Path home;

    @Test
    void whatACrashLeftHalfUnpackedIsNotUsed() throws Exception {
        Distribution whole = Distribution.unpackedIn(home);
        List<Path> jars = whole.jars();
        Path half = home.resolve(whole.directory().getFileName() + ".part");
        Files.move(whole.directory(), half);
        Files.delete(half.resolve("lib").resolve(jars.getFirst().getFileName()));
        Files.writeString(half.resolve("lib").resolve(jars.getLast().getFileName()), "half");

        Distribution again = Distribution.unpackedIn(home);

        assertThat(again.jars()).isEqualTo(jars);
        assertThat(Files.size(jars.getLast())).isGreaterThan(4);
        assertThat(half).doesNotExist();
    }

    @Test
    void itCarriesTheVersionsThatTheServerWasBuiltWith() {
        List<String> names =
                Distribution.unpackedIn(home).jars().stream()
                        .map(jar -> jar.getFileName().toString())
                        .toList();

        assertThat(names)
                .contains("gongkai-node.jar")
                .anyMatch(name -> name.startsWith("netty-transport-4.1."))
                .noneMatch(name -> name.startsWith("junit") || name.startsWith("assertj"))
                .doesNotHaveDuplicates();
    }

    @Test
    void otherVersionsAreThrownAway() throws Exception {
        Path old = Files.createDirectories(home.resolve("dist-0000/lib"));
        Path data = Files.createDirectories(home.resolve("data"));

        Distribution.unpackedIn(home).deleteOthers();

        assertThat(old).doesNotExist();
        assertThat(data).exists();
    }

    @Test
    void anEntryThatLeadsOutOfTheDirectoryIsRefused() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("../escaped"));
            zip.closeEntry();
        }

        assertThatThrownBy(
                        () ->
                                Distribution.unpack(
                                        new ByteArrayInputStream(bytes.toByteArray()),
                                        home.resolve("dist")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("../escaped");
        assertThat(home.resolve("escaped")).doesNotExist();
    }
}
