package org.gongkai.content.workbench;

import org.gongkai.content.media.FileRefused;
import org.gongkai.content.media.Finding;
import org.springframework.stereotype.Component;

import tools.jackson.databind.json.JsonMapper;

import java.util.Map;
import java.util.TreeMap;

/** Says in the reader's language what was found in files, and what becomes of uploads. */
@Component
class FileWords {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** As the API of uploads names them, and two that only the script knows. */
    private static final String[] STATES = {
        "RECEIVING", "WAITING", "CONVERTING", "FINISHED", "REFUSED", "FAILED", "CANCELLED"
    };

    private static final String[] SENTENCES = {
        "queued", "away", "signedOut", "reload", "open", "failed", "gaveUp", "again", "cancel"
    };

    private final Refusals refusals;

    FileWords(Refusals refusals) {
        this.refusals = refusals;
    }

    /** A finding as a sentence. */
    String of(Finding finding) {
        String words = refusals.say("finding." + finding.kind().name());
        return finding.detail().isEmpty()
                ? words
                : refusals.say("finding.which", words, finding.detail());
    }

    /** Everything that the script of uploads says, as a JSON object. */
    String forScripts() {
        Map<String, String> words = new TreeMap<>();
        for (String state : STATES) {
            words.put("state." + state, refusals.say("upload.state." + state));
        }
        for (String sentence : SENTENCES) {
            words.put(sentence, refusals.say("upload." + sentence));
        }
        words.put("which", refusals.say("finding.which", "{0}", "{1}"));
        for (Finding.Kind kind : Finding.Kind.values()) {
            words.put("finding." + kind.name(), refusals.say("finding." + kind.name()));
        }
        for (FileRefused.Reason reason : FileRefused.Reason.values()) {
            words.put("refused." + reason.name(), refusals.say("file.refused." + reason.name()));
        }
        return JSON.writeValueAsString(words);
    }
}
