package org.gongkai.content.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads captions (https://www.w3.org/TR/webvtt1/) as strictly as an editor needs it: what every
 * browser shows as it was meant passes, everything else is refused with the number of its line.
 */
final class WebVtt {
    private static final long LARGEST = 4L << 20;
    private static final int LONGEST_LINE = 1000;
    private static final String TIME = "(?:(\\d{2,}):)?([0-5]\\d):([0-5]\\d)\\.(\\d{3})";
    private static final Pattern TIMES =
            Pattern.compile(TIME + "[ \\t]+-->[ \\t]+" + TIME + "((?:[ \\t].*)?)");
    private static final Pattern SETTINGS =
            Pattern.compile(
                    "(?:[ \\t]+(?:vertical|line|position|size|align|region):[A-Za-z0-9%.,-]+)*[ \\t]*");
    private static final Pattern TAG =
            Pattern.compile(
                    "<(?:/?(?:c|i|b|u|ruby|rt|v|lang)(?:\\.[^\\s<>&.]+)*(?:[ \\t][^<>]*)?|"
                            + TIME
                            + ")>");

    private final String name;
    private final List<String> lines;
    private int at;
    private long last;
    private int cues;

    private WebVtt(String name, List<String> lines) {
        this.name = name;
        this.lines = lines;
    }

    /**
     * @throws FileRefused naming the line and what is wrong with it
     */
    static void require(Path file, String name) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new FileRefused(
                    FileRefused.Reason.TOO_LARGE,
                    "“%s” is larger than captions ever are (4 MB). Send the captions of this video alone."
                            .formatted(name));
        }
        String text;
        try {
            text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                            .toString();
        } catch (CharacterCodingException e) {
            throw new FileRefused(
                    FileRefused.Reason.UNREADABLE,
                    "“%s” is not in UTF-8, which captions have to be. Save it as UTF-8."
                            .formatted(name));
        }
        String clean = text.startsWith("\uFEFF") ? text.substring(1) : text;
        new WebVtt(name, List.of(clean.split("\r\n|\n|\r", -1))).read();
    }

    private void read() {
        if (!lines.getFirst().matches("WEBVTT(?:[ \\t].*)?")) {
            throw wrong("has to begin with WEBVTT");
        }
        for (at = 0; at < lines.size(); at++) {
            if (lines.get(at).length() > LONGEST_LINE) {
                throw wrong("is longer than a line of captions can be");
            }
        }
        at = 1;
        if (!blank()) {
            throw wrong("has to be empty");
        }
        while (at < lines.size()) {
            if (blank()) {
                at++;
            } else {
                block();
            }
        }
        if (cues == 0) {
            throw wrong("is the end, and no caption came");
        }
    }

    private boolean blank() {
        return at >= lines.size() || lines.get(at).isEmpty();
    }

    private void block() {
        String first = lines.get(at);
        if (first.matches("NOTE(?:[ \\t].*)?")) {
            while (!blank()) {
                if (lines.get(at).contains("-->")) {
                    throw wrong("is within a note and looks like a time; leave a line empty above");
                }
                at++;
            }
            return;
        }
        if (first.matches("(?:STYLE|REGION)[ \\t]*")) {
            throw wrong("begins a style; the site has its own, so delete it");
        }
        if (!first.contains("-->")) {
            at++;
        }
        times();
        if (blank()) {
            throw wrong("is empty, and a caption should stand there");
        }
        while (!blank()) {
            words(lines.get(at));
            at++;
        }
        cues++;
    }

    private void times() {
        Matcher times = TIMES.matcher(at < lines.size() ? lines.get(at) : "");
        if (!times.matches()) {
            throw wrong("should say when, such as 00:00:01.000 --> 00:00:04.000");
        }
        long begin = millis(times, 1);
        long end = millis(times, 5);
        if (end <= begin) {
            throw wrong("ends before it begins");
        }
        if (begin < last) {
            throw wrong("begins before the caption above it; put them in the order of time");
        }
        if (!SETTINGS.matcher(times.group(9)).matches()) {
            throw wrong("has settings after the times that WebVTT does not know");
        }
        last = begin;
        at++;
    }

    private void words(String line) {
        if (line.contains("-->")) {
            throw wrong("looks like a time; leave a line empty above it");
        }
        String rest = TAG.matcher(line).replaceAll("");
        if (rest.indexOf('<') >= 0) {
            throw wrong("has a tag that captions do not have; write &lt; for <");
        }
    }

    private static long millis(Matcher times, int group) {
        String hours = times.group(group);
        long minutes =
                (hours == null
                                        ? 0
                                        : Long.parseLong(
                                                hours.substring(0, Math.min(6, hours.length()))))
                                * 60
                        + Long.parseLong(times.group(group + 1));
        return (minutes * 60 + Long.parseLong(times.group(group + 2))) * 1000
                + Long.parseLong(times.group(group + 3));
    }

    private FileRefused wrong(String what) {
        return new FileRefused(
                FileRefused.Reason.UNREADABLE,
                "“%s” is not WebVTT as it should be: line %d %s.".formatted(name, at + 1, what));
    }
}
