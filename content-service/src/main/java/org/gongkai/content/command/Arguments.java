package org.gongkai.content.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The words after a command: plain ones, {@code --option VALUE} or {@code --option=VALUE}, and
 * {@code --flag}.
 */
record Arguments(List<String> plain, Map<String, String> options, Set<String> flags) {

    static Arguments of(List<String> words, List<String> options, List<String> flags) {
        List<String> plain = new ArrayList<>();
        Map<String, String> given = new HashMap<>();
        Set<String> raised = new HashSet<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("--")) {
                plain.add(word);
                continue;
            }
            int equals = word.indexOf('=');
            String name = equals < 0 ? word.substring(2) : word.substring(2, equals);
            if (flags.contains(name) && equals < 0) {
                raised.add(name);
            } else if (!options.contains(name)) {
                throw new CommandFailed(
                        "there is no option --" + name + " here; gongkai help lists them");
            } else if (equals >= 0) {
                given.put(name, word.substring(equals + 1));
            } else if (i + 1 < words.size()) {
                given.put(name, words.get(++i));
            } else {
                throw new CommandFailed("--" + name + " needs a value");
            }
        }
        return new Arguments(List.copyOf(plain), Map.copyOf(given), Set.copyOf(raised));
    }

    /** The one plain word that a command takes. */
    String only(String what) {
        if (plain.size() != 1) {
            throw new CommandFailed(
                    plain.isEmpty()
                            ? what + " is missing; gongkai help shows how"
                            : "one " + what + " is enough: " + String.join(" ", plain));
        }
        return plain.getFirst();
    }

    void nothingElse() {
        if (!plain.isEmpty()) {
            throw new CommandFailed("what is \"" + plain.getFirst() + "\"? gongkai help shows how");
        }
    }

    String required(String option) {
        return option(option)
                .orElseThrow(
                        () ->
                                new CommandFailed(
                                        "--" + option + " is missing; gongkai help shows how"));
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    boolean flag(String name) {
        return flags.contains(name);
    }
}
