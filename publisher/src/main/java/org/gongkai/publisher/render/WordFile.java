package org.gongkai.publisher.render;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads text files of a theme; what cannot be read is named with its line. */
final class WordFile {
    private static final Pattern BAD_ESCAPE =
            Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\\\\u(?![0-9A-Fa-f]{4})");

    private WordFile() {}

    /** The words of a properties file in UTF-8. */
    static Map<String, String> read(String file, byte[] bytes) {
        String text = text(file, bytes);
        Properties properties = new Properties();
        try (StringReader reader = new StringReader(text)) {
            properties.load(reader);
        } catch (IllegalArgumentException e) {
            Matcher bad = BAD_ESCAPE.matcher(text);
            int at = bad.find() ? bad.start() : 0;
            throw ThemeBroken.at(
                    file,
                    lineOf(text, at),
                    "after \\u come four hexadecimal digits; a backslash itself is written \\\\");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> words = new TreeMap<>();
        properties.forEach((key, word) -> words.put((String) key, (String) word));
        return words;
    }

    /** The text of a file in UTF-8. */
    static String text(String file, byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(in, out, true);
        out.flip();
        if (result.isError()) {
            String before = out.toString();
            throw ThemeBroken.at(
                    file, lineOf(before, before.length()), "this is not UTF-8: save the file so");
        }
        return out.toString();
    }

    static int lineOf(String text, int at) {
        return 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
    }
}
