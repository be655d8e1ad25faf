package org.gongkai.content.intake;

import org.gongkai.content.media.FileRefused;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads bytes as text: what their byte order mark says, else UTF-8, else GB 18030 (with GBK). */
public final class TextDecoding {
    private record Mark(byte[] bytes, Charset charset) {}

    private static final List<Mark> MARKS =
            List.of(
                    new Mark(
                            new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF},
                            StandardCharsets.UTF_8),
                    new Mark(new byte[] {(byte) 0xFF, (byte) 0xFE}, StandardCharsets.UTF_16LE),
                    new Mark(new byte[] {(byte) 0xFE, (byte) 0xFF}, StandardCharsets.UTF_16BE));

    private TextDecoding() {}

    /**
     * The text of these bytes.
     *
     * @param name for messages
     * @throws FileRefused if they are in no encoding that is read here
     */
    public static String decode(byte[] bytes, String name) {
        for (Mark mark : MARKS) {
            if (startsWith(bytes, mark.bytes())) {
                return strictly(bytes, mark.bytes().length, mark.charset(), name);
            }
        }
        try {
            return strictly(bytes, 0, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            return strictly(bytes, 0, Charset.forName("GB18030"), name);
        }
    }

    private static boolean startsWith(byte[] bytes, byte[] mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if (bytes[i] != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static String strictly(byte[] bytes, int from, Charset charset, String name) {
        try {
            return strictly(bytes, from, charset);
        } catch (CharacterCodingException e) {
            throw new FileRefused(
                    FileRefused.Reason.UNREADABLE,
                    "“%s” is text in an unknown encoding or damaged: it is neither UTF-8 nor GB 18030. Save it as UTF-8."
                            .formatted(name));
        }
    }

    private static String strictly(byte[] bytes, int from, Charset charset)
            throws CharacterCodingException {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
                .toString();
    }
}
