package org.gongkai.content.video;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The outermost boxes of an MP4 (ISO/IEC 14496-12, 4.2). */
final class Boxes {
    private static final int MOST = 1000;
    private static final int LARGEST_WORDS = 8 << 20;

    private Boxes() {}

    private record Box(String type, long at, long size) {}

    /** Their types in order; empty if the file is not made of boxes. */
    static List<String> of(Path file) throws IOException {
        return all(file).stream().map(Box::type).toList();
    }

    /** What is said about the film and not shown, byte for byte; nothing if it is not there. */
    static byte[] words(Path file) throws IOException {
        for (Box box : all(file)) {
            if (box.type().equals("moov")) {
                try (SeekableByteChannel channel = Files.newByteChannel(file)) {
                    ByteBuffer bytes =
                            ByteBuffer.allocate((int) Math.min(box.size(), LARGEST_WORDS));
                    read(channel, box.at(), bytes);
                    return bytes.array();
                } catch (EOFException e) {
                    return new byte[0];
                }
            }
        }
        return new byte[0];
    }

    private static List<Box> all(Path file) throws IOException {
        List<Box> boxes = new ArrayList<>();
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            ByteBuffer head = ByteBuffer.allocate(16);
            long at = 0;
            while (at < channel.size() && boxes.size() < MOST) {
                head.clear().limit(8);
                read(channel, at, head);
                long size = Integer.toUnsignedLong(head.getInt());
                byte[] type = new byte[4];
                head.get(type);
                if (size == 1) {
                    head.clear().limit(8);
                    read(channel, at + 8, head);
                    size = head.getLong();
                } else if (size == 0) {
                    size = channel.size() - at;
                }
                if (size < 8) {
                    return List.of();
                }
                // A box may say that it is longer than the file, or than any number.
                size = Math.min(size, channel.size() - at);
                boxes.add(new Box(new String(type, StandardCharsets.ISO_8859_1), at, size));
                at += size;
            }
        } catch (EOFException e) {
            return List.of();
        }
        return boxes;
    }

    /** Whether it can be played before all of it is there, and holds nothing but the film. */
    static boolean streams(Path file) throws IOException {
        List<String> types = of(file);
        return !types.isEmpty()
                && types.indexOf("moov") >= 0
                && types.indexOf("moov") < types.indexOf("mdat")
                && List.of("ftyp", "moov", "mdat", "free").containsAll(types);
    }

    private static void read(SeekableByteChannel channel, long at, ByteBuffer to)
            throws IOException {
        channel.position(at);
        while (to.hasRemaining()) {
            if (channel.read(to) < 0) {
                throw new EOFException();
            }
        }
        to.flip();
    }
}
