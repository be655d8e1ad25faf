package org.gongkai.search.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class SynonymsTest {
    private final Synonyms synonyms = new Synonyms(null);

    @Test
    void abbreviationsAreSaidInFullAndBack() {
        assertThat(synonyms.variants("社保")).containsExactly("社会保险");
        assertThat(synonyms.variants("社会保险缴费")).containsExactly("社保缴费");
        assertThat(synonyms.variants("区住建局电话")).contains("区住房和城乡建设局电话");
    }

    @Test
    void theLongestWordIsMeant() {
        assertThat(synonyms.variants("社保卡")).containsExactly("社会保障卡");
        assertThat(synonyms.variants("住房公积金")).containsExactly("公积金");
    }

    @Test
    void severalWordsAreReplacedTogetherAndAloneAtMostFourTimes() {
        assertThat(synonyms.variants("社保 公积金"))
                .containsExactly("社保 住房公积金", "社会保险 公积金", "社会保险 住房公积金");
        assertThat(synonyms.variants("社保 公积金 医保 环评 环保")).hasSize(4).doesNotHaveDuplicates();
        assertThat(synonyms.variants("社保".repeat(100))).hasSize(4);
    }

    @Test
    void otherWordsHaveNone() {
        assertThat(synonyms.variants("城市绿化")).isEmpty();
        assertThat(synonyms.variants("")).isEmpty();
    }

    @Test
    void anOperatorAddsGroupsAndExtendsOurs(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("own.txt"), "滨投=滨海投资集团\n养犬=养宠\n");
        Synonyms own = new Synonyms(file);

        assertThat(own.variants("滨投")).containsExactly("滨海投资集团");
        assertThat(own.variants("养犬")).containsExactly("养狗", "养宠");
        Files.writeString(file, "滨投\n");
        assertThatThrownBy(() -> new Synonyms(file)).hasMessageContaining("滨投");
    }
}
