package org.gongkai.content.command;

import java.io.PrintStream;
import java.util.Locale;

/**
 * How far a command has come: one line that redraws itself on a terminal, a line per tenth
 * elsewhere.
 */
final class ProgressBar {
    private static final int WIDTH = 30;

    private final PrintStream out;
    private final boolean terminal;
    private final String what;
    private int drawn = -1;
    private int length;

    ProgressBar(PrintStream out, boolean terminal, String what) {
        this.out = out;
        this.terminal = terminal;
        this.what = what;
    }

    static ProgressBar of(String what) {
        return new ProgressBar(System.out, onATerminal(), what);
    }

    /** Whether somebody sees what is written, at the moment when it is. */
    static boolean onATerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    /**
     * @param total 0 while it is not known
     */
    void show(long done, long total, String detail) {
        int percent = total <= 0 ? 0 : (int) Math.min(100, done * 100 / total);
        if (terminal) {
            int filled = percent * WIDTH / 100;
            draw(
                    String.format(
                            Locale.ROOT,
                            "%s [%s%s] %3d %%  %d/%d  %s",
                            what,
                            "#".repeat(filled),
                            ".".repeat(WIDTH - filled),
                            percent,
                            done,
                            total,
                            detail));
        } else if (percent / 10 != drawn) {
            drawn = percent / 10;
            out.printf(Locale.ROOT, "%s %d/%d %s%n", what, done, total, detail);
        }
    }

    private void draw(String line) {
        String cut = line.length() > 100 ? line.substring(0, 100) : line;
        out.print("\r" + cut + " ".repeat(Math.max(0, length - cut.length())));
        out.flush();
        length = cut.length();
    }

    /** Puts a line into the bar's place, and goes to the next. */
    void end(String line) {
        if (terminal) {
            draw(line);
            out.println();
        } else {
            out.println(line);
        }
    }

    /** Leaves the bar as it is and goes to the next line. */
    void end() {
        if (terminal && length > 0) {
            out.println();
        }
    }
}
