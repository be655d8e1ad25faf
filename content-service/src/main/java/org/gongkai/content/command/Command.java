package org.gongkai.content.command;

import org.gongkai.content.ContentServiceApplication;
import org.gongkai.content.engine.StartRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;

/**
 * The one entry point: {@code start} and {@code demo} become the server, every other word is a
 * command that runs without Spring and ends.
 *
 * <p>Exit codes: 0 done; 1 not done, one line on standard error says why; 2 done in part, a report
 * says what was refused. Those of {@code verify-release} are its own.
 */
public final class Command {
    private Command() {}

    public static void main(String... arguments) {
        List<String> words = List.of(arguments);
        String word =
                words.isEmpty() || words.getFirst().startsWith("--") ? "start" : words.getFirst();
        List<String> rest =
                words.isEmpty() || words.getFirst().startsWith("--")
                        ? words
                        : words.subList(1, words.size());
        switch (word) {
            case "start" -> ContentServiceApplication.main(rest.toArray(String[]::new));
            case "demo" -> ContentServiceApplication.main(demonstration(rest));
            default -> {
                quiet();
                System.exit(run(word, rest));
            }
        }
    }

    /** A command speaks for itself; what its libraries log is of no interest to who runs it. */
    private static void quiet() {
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)
                instanceof ch.qos.logback.classic.Logger root) {
            root.setLevel(ch.qos.logback.classic.Level.ERROR);
        }
    }

    private static String[] demonstration(List<String> words) {
        List<String> arguments = new ArrayList<>();
        arguments.add("--spring.profiles.active=demo");
        Arguments given = parsed(words);
        given.option("at").ifPresent(date -> arguments.add("--gongkai.demo.at=" + date));
        return arguments.toArray(String[]::new);
    }

    private static Arguments parsed(List<String> words) {
        try {
            return Arguments.of(words, List.of("at"), List.of());
        } catch (CommandFailed e) {
            System.err.println("gongkai: " + e.getMessage());
            System.exit(1);
            throw e;
        }
    }

    /** Runs a command that ends. */
    static int run(String word, List<String> rest) {
        try {
            return switch (word) {
                case "import" -> ImportCommand.run(rest);
                case "publish" -> PublishCommand.run(rest);
                case "backup" -> BackupCommand.run(rest);
                case "archive" -> ArchiveCommand.run(rest);
                case "restore" -> RestoreCommand.run(rest);
                case "verify-audit" -> VerifyAuditCommand.run(rest);
                case "verify-release" -> VerifyReleaseCommand.run(rest);
                case "search" -> SearchCommand.run(rest);
                default ->
                        throw new CommandFailed(
                                "there is no command \"%s\"; gongkai help lists them"
                                        .formatted(word));
            };
        } catch (CommandFailed | StartRefused e) {
            System.err.println("gongkai: " + e.getMessage());
            return 1;
        }
    }
}
