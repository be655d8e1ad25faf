package org.gongkai.publisher.render;

import gg.jte.TemplateException;

import org.jspecify.annotations.Nullable;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the line of a template that failed inside a content block. The engine itself names the
 * template that shows the block, which is the frame for nearly everything.
 */
final class FailedBlock {
    private static final Pattern TEMPLATE = Pattern.compile("(.*\\.Jte[^.$]*Generated)(\\$.*)?");

    private FailedBlock() {}

    /** Template and line, such as {@code article.jte:31}; null if the engine knows it itself. */
    static @Nullable String place(TemplateException failure, ClassLoader templates) {
        Throwable cause = failure.getCause();
        if (cause == null) {
            return null;
        }
        for (StackTraceElement frame : cause.getStackTrace()) {
            Matcher template = TEMPLATE.matcher(frame.getClassName());
            if (template.matches()) {
                return template.group(2) == null
                        ? null
                        : place(template.group(1), frame.getLineNumber(), templates);
            }
        }
        return null;
    }

    private static @Nullable String place(String template, int line, ClassLoader templates) {
        try {
            Class<?> type = Class.forName(template, true, templates);
            int[] lines = (int[]) type.getField("JTE_LINE_INFO").get(null);
            return type.getField("JTE_NAME").get(null) + ":" + (lines[line - 1] + 1);
        } catch (ReflectiveOperationException | IndexOutOfBoundsException e) {
            return null;
        }
    }
}
