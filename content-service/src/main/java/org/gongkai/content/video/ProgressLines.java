package org.gongkai.content.video;

import org.gongkai.content.program.Program;
import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** Reads what ffmpeg says with {@code -progress}: pairs of key and value, line by line. */
final class ProgressLines implements Program.Lines {
    private final @Nullable Duration length;
    private final VideoConverter.Listener listener;
    private String place = "";
    private String frame = "";
    private int told;

    ProgressLines(@Nullable Duration length, VideoConverter.Listener listener) {
        this.length = length;
        this.listener = listener;
    }

    @Override
    public boolean news(String line) {
        if (line.startsWith("out_time_us=") && !line.equals(place)) {
            place = line;
            tell(line.substring("out_time_us=".length()).strip());
            return true;
        }
        if (line.startsWith("frame=") && !line.equals(frame)) {
            frame = line;
            return true;
        }
        return false;
    }

    private void tell(String micros) {
        if (length == null || !micros.matches("\\d{1,15}")) {
            return;
        }
        int thousandths =
                (int) Math.min(990, Long.parseLong(micros) / Math.max(1, length.toMillis()));
        if (thousandths > told) {
            told = thousandths;
            listener.progress(thousandths);
        }
    }
}
