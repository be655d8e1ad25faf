package org.gongkai.publisher.render;

import gg.jte.TemplateException;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Something in the theme keeps it from making pages; the message names file and line. */
final class ThemeBroken extends IllegalStateException {
    private static final long serialVersionUID = 1L;
    private static final Pattern PARSED =
            Pattern.compile(
                    "Failed to compile (\\S+\\.jte), error at line (\\d+): (.*)", Pattern.DOTALL);
    private static final Pattern AT =
            Pattern.compile(".*?error at (\\S+\\.jte):(\\d+)\\.?(.*)", Pattern.DOTALL);
    private static final Pattern REFERENCED =
            Pattern.compile("(.*), referenced at (\\S+\\.jte):(\\d+)(.*)", Pattern.DOTALL);
    private static final Pattern COMPILER = Pattern.compile("\\.java:\\d+: [^:：]+[:：] ?(.*)");
    private static final Pattern SYMBOL = Pattern.compile("(?m)^ +symbol: +(.*)$");

    ThemeBroken(String message) {
        super(message);
    }

    ThemeBroken(String message, Throwable cause) {
        super(message, cause);
    }

    static ThemeBroken at(String file, int line, String what) {
        return new ThemeBroken("%s:%d: %s".formatted(file, line, what));
    }

    /** What the template engine found, said shortly, with the template's line and not Java's. */
    static ThemeBroken of(TemplateException failure, Map<String, String> origins) {
        String message = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
        Matcher parsed = PARSED.matcher(message);
        if (parsed.matches()) {
            return at(origins, parsed.group(1), parsed.group(2), parsed.group(3), failure);
        }
        Matcher referenced = REFERENCED.matcher(message);
        if (referenced.matches()) {
            String what = referenced.group(1);
            return at(origins, referenced.group(2), referenced.group(3), what, failure);
        }
        Matcher at = AT.matcher(message);
        if (at.matches()) {
            String what = reason(at.group(3), failure.getCause());
            return at(origins, at.group(1), at.group(2), what, failure);
        }
        return new ThemeBroken(message, failure);
    }

    private static ThemeBroken at(
            Map<String, String> origins,
            String template,
            String line,
            String what,
            TemplateException failure) {
        String file = origins.getOrDefault(template, template);
        return new ThemeBroken("%s:%s: %s".formatted(file, line, what.strip()), failure);
    }

    private static String reason(String said, @Nullable Throwable cause) {
        Matcher compiler = COMPILER.matcher(said);
        if (compiler.find()) {
            Matcher symbol = SYMBOL.matcher(said);
            return compiler.group(1) + (symbol.find() ? ", " + symbol.group(1) : "");
        }
        if (said.isBlank() && cause != null) {
            String message = cause.getMessage();
            return message == null ? cause.getClass().getSimpleName() : message;
        }
        return said;
    }
}
