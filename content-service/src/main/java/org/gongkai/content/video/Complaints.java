package org.gongkai.content.video;

import java.nio.file.Path;

/** What ffmpeg complains about, as people may read it. */
final class Complaints {
    private static final int LONGEST = 200;

    private Complaints() {}

    /** The last line, without where the file lies on this machine. */
    static String of(String complaints, Path file, String name) {
        String clean =
                complaints
                        .replace("file:" + file, name)
                        .replace(file.toString(), name)
                        .replaceAll("\\[[^\\]\\n]* @ 0x[0-9a-f]+\\] *", "")
                        .replaceAll("file:\\S+|/\\S+/\\S*", "…")
                        .replaceAll("[\\p{Cntrl}&&[^\\n]]", "")
                        .strip();
        String last = clean.substring(clean.lastIndexOf('\n') + 1).replaceAll("[.: ]+$", "");
        if (last.isEmpty()) {
            return "ffmpeg does not say why";
        }
        return last.length() <= LONGEST ? last : last.substring(0, LONGEST) + "…";
    }
}
