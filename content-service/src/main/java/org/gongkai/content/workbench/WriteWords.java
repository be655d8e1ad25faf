package org.gongkai.content.workbench;

import org.springframework.stereotype.Component;

import tools.jackson.databind.json.JsonMapper;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the scripts of the writing page say, in the reader's language, as JSON. */
@Component
class WriteWords {
    private static final List<String> KEYS =
            Stream.of(
                            each(
                                    "",
                                    "count pasting pasted pastedPlain found foundOlder"
                                            + " checksNone checksSum checkBlocks checkHint previewAway"),
                            each(
                                    "state.",
                                    "clean dirty saving saved local settled offline expired other stale refused"),
                            each("file.", "used describe already underway away"),
                            each("style.", "p 2 3 4"),
                            each("ink.", " ink-red ink-blue ink-green ink-grey"),
                            each(
                                    "tool.",
                                    "style ink undo redo strong em u s sup sub ul ol higher deeper left center right"
                                            + " quote link image table rule page clean source rowBefore rowAfter columnBefore"
                                            + " columnAfter deleteRow deleteColumn merge split head headCell caption deleteTable"))
                    .flatMap(keys -> keys)
                    .toList();

    private final Refusals words;

    WriteWords(Refusals words) {
        this.words = words;
    }

    String json() {
        Map<String, String> said = new LinkedHashMap<>();
        KEYS.forEach(key -> said.put(key, words.say("write." + key)));
        return JsonMapper.shared().writeValueAsString(said);
    }

    private static Stream<String> each(String prefix, String keys) {
        return Stream.of(keys.split(" ", -1)).map(key -> prefix + key);
    }
}
