package org.gongkai.content.command;

import org.netpreserve.jwarc.WarcDigest;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.Warcinfo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A web archive on the disk that was read from front to back.
 *
 * @param records how many records it has
 * @param leftOut addresses that it leaves out, because they were erased
 */
record ArchiveFile(Path file, int records, List<String> leftOut, List<Long> starts) {
    ArchiveFile {
        leftOut = List.copyOf(leftOut);
        starts = List.copyOf(starts);
    }

    /**
     * Reads an archive and checks it.
     *
     * @throws IOException if it is cut short, or a record is not what its digest says
     */
    static ArchiveFile check(Path file) throws IOException {
        List<Long> starts = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        long promised = -1;
        try (WarcReader reader = new WarcReader(file)) {
            reader.calculateBlockDigest();
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                WarcRecord record = next.get();
                starts.add(reader.position());
                if (record instanceof Warcinfo information && promised < 0) {
                    var fields = information.fields();
                    promised = fields.first("records").map(Long::parseLong).orElse(-1L);
                    leftOut.addAll(fields.all("leftOut"));
                }
                checkDigest(record);
            }
        }
        if (promised != starts.size()) {
            throw new IOException(
                    "it was cut short: %d of %d records came".formatted(starts.size(), promised));
        }
        return new ArchiveFile(file, starts.size(), leftOut, starts);
    }

    private static void checkDigest(WarcRecord record) throws IOException {
        WarcDigest wanted =
                record.blockDigest()
                        .orElseThrow(
                                () -> new IOException("record " + record.id() + " has no digest"));
        if (!wanted.equals(record.calculatedBlockDigest().orElse(null))) {
            throw new IOException("record %s is not what its digest says".formatted(record.id()));
        }
    }

    /**
     * Divides it between records. Each part begins with the record that says what the archive is,
     * so that each can be read by itself; a record that is larger than a part has one of its own.
     *
     * @param most the size of a part, in bytes
     * @param name of a part by its number, from 1
     * @return the parts, in their order
     */
    List<Path> divide(long most, IntFunction<Path> name) throws IOException {
        List<Path> parts = new ArrayList<>();
        try (FileChannel whole = FileChannel.open(file)) {
            long head = starts.size() > 1 ? starts.get(1) : whole.size();
            int record = 1;
            while (record < starts.size() || parts.isEmpty()) {
                long from = record < starts.size() ? starts.get(record) : whole.size();
                long to = from;
                while (record < starts.size()
                        && (to == from || head + end(record, whole) - from <= most)) {
                    to = end(record++, whole);
                }
                Path part = name.apply(parts.size() + 1);
                parts.add(part);
                try (FileChannel out =
                        FileChannel.open(
                                part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                    copy(whole, 0, head, out);
                    copy(whole, from, to, out);
                    out.force(true);
                }
            }
        } catch (IOException e) {
            for (Path part : parts) {
                Files.deleteIfExists(part);
            }
            throw e;
        }
        return parts;
    }

    private long end(int record, FileChannel whole) throws IOException {
        return record + 1 < starts.size() ? starts.get(record + 1) : whole.size();
    }

    private static void copy(FileChannel whole, long from, long to, FileChannel out)
            throws IOException {
        for (long at = from; at < to; ) {
            at += whole.transferTo(at, to - at, out);
        }
    }
}
