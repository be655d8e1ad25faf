package org.gongkai.content.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.erdtman.jcs.JsonCanonicalizer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

class CanonicalJsonTest {

    @Test
    void membersAreInTheOrderOfTheirCodeUnitsAndNothingIsSpaced() {
        assertThat(CanonicalJson.text(Map.of("标题", "一", "b", List.of(1, true), "a", Map.of())))
                .isEqualTo("{\"a\":{},\"b\":[1,true],\"标题\":\"一\"}");
    }

    @Test
    void onlyWhatJsonMustEscapeIsEscaped() {
        assertThat(CanonicalJson.text("\"\\/\b\f\n\r\t\u0001\u007f\u2028养犬😀"))
                .isEqualTo("\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\u007f\u2028养犬😀\"");
    }

    @Test
    void composedAndDecomposedCharactersStayDifferent() {
        assertThat(CanonicalJson.bytes("\u00e9")).isNotEqualTo(CanonicalJson.bytes("e\u0301"));
    }

    @Test
    void halfACharacterIsRefused() {
        assertThatThrownBy(() -> CanonicalJson.bytes("\ud83d"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unpaired surrogate");
    }

    @Test
    void numbersThatReadersDisagreeAboutAreRefused() {
        assertThat(CanonicalJson.text(9007199254740991L)).isEqualTo("9007199254740991");
        assertThatThrownBy(() -> CanonicalJson.bytes(9007199254740992L))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CanonicalJson.bytes(0.5))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** RFC 8785 by another implementation agrees on random values. */
    @Test
    void agreesWithTheReferenceImplementation() throws Exception {
        JsonMapper mapper = new JsonMapper();
        Random random = new Random(8785);
        for (int i = 0; i < 2_000; i++) {
            Object value = Map.of("v", List.of(value(random, 4)));
            String plain = mapper.writeValueAsString(value);
            assertThat(CanonicalJson.bytes(value))
                    .as(plain)
                    .isEqualTo(
                            new JsonCanonicalizer(plain)
                                    .getEncodedString()
                                    .getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 3 : 5)) {
            case 0 -> text(random);
            case 1 -> random.nextLong(-9007199254740991L, 9007199254740991L);
            case 2 -> random.nextBoolean();
            case 3 -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(random, depth - 1));
                }
                yield list;
            }
            default -> {
                Map<String, Object> map = new TreeMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    map.put(text(random), value(random, depth - 1));
                }
                yield map;
            }
        };
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            int point = random.nextInt(4) == 0 ? random.nextInt(0x40) : random.nextInt(0x1f700);
            text.appendCodePoint(point >= 0xd800 && point < 0xe000 ? '中' : point);
        }
        return text.toString();
    }
}
