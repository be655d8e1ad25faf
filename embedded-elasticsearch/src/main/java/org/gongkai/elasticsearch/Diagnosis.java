package org.gongkai.elasticsearch;

import org.gongkai.elasticsearch.node.Protocol;

import java.util.List;

/** Why a node ended before it was ready, from what it said last. */
record Diagnosis(NodeConfiguration configuration, int port, List<String> lastLines) {

    /** The reason and the remedy, in a sentence or two. */
    String explanation() {
        String said = String.join("\n", lastLines);
        if (said.contains("UnsupportedClassVersionError")
                || said.contains("Unrecognized VM option")
                || said.contains("Unrecognized option")) {
            return "the Java at "
                    + configuration.java()
                    + " is too old. It needs the one that gongkai runs on (25) or a newer one.";
        }
        if (said.contains("Could not reserve enough space")
                || said.contains("Invalid maximum heap size")
                || said.contains("Invalid initial heap size")
                || said.contains("insufficient memory for the Java Runtime")) {
            return "this machine cannot give it a heap of "
                    + configuration.heapMegabytes()
                    + " MB. Give it a smaller one.";
        }
        if (said.contains("OutOfMemoryError: Java heap space")) {
            return "a heap of "
                    + configuration.heapMegabytes()
                    + " MB is too small for what is in its index. Give it a larger one.";
        }
        if (said.contains("BindHttpException") || said.contains("Address already in use")) {
            return portTaken(port);
        }
        if (said.contains(Protocol.LOCKED) || said.contains("failed to obtain node lock")) {
            return "another node still uses "
                    + configuration.home()
                    + ". Stop it, or give this one another home (GONGKAI_HOME).";
        }
        if (said.contains("cannot downgrade a node")) {
            return "the data in "
                    + configuration.home()
                    + " were written by a newer version. Go back to that version, or delete the"
                    + " directory "
                    + configuration.home().resolve("data")
                    + " and build the index anew.";
        }
        if (said.contains("Could not find or load main class")) {
            return "its program in "
                    + configuration.home()
                    + " is damaged. Delete the directory dist-* there; it is unpacked anew.";
        }
        if (said.contains("No space left on device")) {
            return "the disk of " + configuration.home() + " is full.";
        }
        return failure() + " More in " + configuration.home().resolve("logs/node.log") + ".";
    }

    static String portTaken(int port) {
        return "port "
                + port
                + " on the loopback interface is taken. Free it, or give the node another one"
                + " (0 takes a free one).";
    }

    private String failure() {
        return lastLines.stream()
                .filter(line -> line.startsWith(Protocol.FAILED))
                .map(line -> line.substring(Protocol.FAILED.length()) + ".")
                .findFirst()
                .orElseGet(
                        () ->
                                lastLines.isEmpty()
                                        ? "it ended without a word."
                                        : "it ended after saying: "
                                                + lastLines.get(lastLines.size() - 1));
    }
}
