package org.gongkai.content;

import org.springframework.jdbc.core.simple.JdbcClient;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Where bytes still stand: in every file below a directory, and in every column of every table. */
final class Traces {
    private Traces() {}

    /** The files that hold these bytes, compressed ones as what they hold. */
    static List<String> inFiles(Path directory, byte[] wanted) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(directory)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            String name = directory.relativize(file).toString();
            try (InputStream bytes = Files.newInputStream(file)) {
                if (holds(bytes, wanted)) {
                    found.add(name);
                }
            } catch (NoSuchFileException e) {
                continue; // the engine has merged it away
            }
            if (name.endsWith(".gz")) {
                try (InputStream bytes = new GZIPInputStream(Files.newInputStream(file))) {
                    if (holds(bytes, wanted)) {
                        found.add(name + " uncompressed");
                    }
                }
            }
        }
        return found;
    }

    /** The tables with a row that says these words, in text, JSON or bytes. */
    static List<String> inTables(JdbcClient owner, String words) {
        String hex = HexFormat.of().formatHex(words.getBytes(StandardCharsets.UTF_8));
        return owner
                .sql(
                        """
                        select format('%I.%I', schemaname, tablename) from pg_tables
                        where schemaname in ('gongkai', 'batch') order by 1
                        """)
                .query(String.class)
                .list()
                .stream()
                .map(String::valueOf)
                .filter(
                        table ->
                                owner.sql(
                                                "select exists (select from "
                                                        + table
                                                        + " t where strpos(t::text, :words) > 0 or strpos(t::text, :hex) > 0)")
                                        .param("words", words)
                                        .param("hex", hex)
                                        .query(Boolean.class)
                                        .single())
                .toList();
    }

    private static boolean holds(InputStream bytes, byte[] wanted) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        bytes.transferTo(all);
        return all.toString(StandardCharsets.ISO_8859_1)
                .contains(new String(wanted, StandardCharsets.ISO_8859_1));
    }
}
