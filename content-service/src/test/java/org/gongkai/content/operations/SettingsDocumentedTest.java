package org.gongkai.content.operations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** docs/operations.md names every setting of ours, and none that nothing reads. */
class SettingsDocumentedTest {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern PREFIX = Pattern.compile("\\| key `(gongkai\\.[a-z.-]+\\.)…`");

    @Test
    void everySettingIsInATableOfTheOperationsDocument() throws IOException {
        assertThat(documented()).containsAll(Settings.ours());
    }

    @Test
    void everySettingOfTheTablesIsReadByTheApplication() throws IOException {
        assertThat(Settings.ours()).containsAll(documented());
    }

    /**
     * The keys in the first column of the tables whose head begins with “key”. A word that begins
     * with a dot takes the place of the last part of the key before it.
     */
    private static Set<String> documented() throws IOException {
        Set<String> keys = new TreeSet<>();
        boolean inside = false;
        String prefix = "";
        for (String line : Files.readAllLines(Repository.file("docs/operations.md"))) {
            if (!line.startsWith("|")) {
                inside = false;
            } else if (line.startsWith("| key ")) {
                inside = true;
                Matcher shared = PREFIX.matcher(line);
                prefix = shared.find() ? shared.group(1) : "";
            } else if (inside) {
                addRow(keys, prefix, line.split("\\|", -1)[1]);
            }
        }
        return keys;
    }

    private static void addRow(Set<String> keys, String prefix, String cell) {
        String parent = "";
        for (Matcher code = CODE.matcher(cell); code.find(); ) {
            String word = code.group(1);
            String key = word.startsWith(".") ? parent + word : prefix + word;
            parent = key.substring(0, Math.max(0, key.lastIndexOf('.')));
            if (key.startsWith("gongkai.")) {
                keys.add(key);
            }
        }
    }
}
