package org.gongkai.publisher.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

class SafeDrawingTest {
    private static final Path SHARED = Path.of("../../shared/input").toAbsolutePath().normalize();
    private static final Pattern ACTIVE =
            Pattern.compile(
                    "(?i)<(?:[a-z]+:)?(?:script|foreignobject|iframe|image|animate|set|handler|a|use[^>]*(?:http|data))[\\s/>]|\\son[a-z]+\\s*=|javascript:|data:|url\\((?!['\"]?#)|<!|<\\?|@import|expression\\(|href=\"[^#]");

    @Test
    void shapesTextsGradientsAndFiltersStay() {
        String drawing =
                """
                <svg xmlns="http://www.w3.org/2000/svg" width="120" height="80" viewBox="0 0 120 80"><title>徽标</title>\
                <defs><linearGradient id="g" x1="0" x2="1"><stop offset="0" stop-color="#c00"/></linearGradient>\
                <filter id="b"><feGaussianBlur stdDeviation="2"/></filter></defs>\
                <g fill="url(#g)" filter="url(#b)" transform="rotate(5)"><path d="M0 0h9v9z"/></g>\
                <use href="#g" x="3"/><text x="1" y="2">政务公开 &amp; &lt;服务&gt;</text></svg>
                """;

        SafeDrawing clean = clean(drawing);

        assertThat(text(clean)).isEqualTo(drawing);
        assertThat(clean.removed()).isEmpty();
        assertThat(clean.width()).isEqualTo(120);
    }

    @Test
    void whatActsLoadsOrMovesIsRemovedAndNamed() {
        SafeDrawing clean =
                clean(
                        """
                        <?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>
                        <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" onload="a()">
                        <script>a()</script><foreignObject><p>x</p></foreignObject>
                        <image href="data:image/png;base64,AA"/><set attributeName="href" to="javascript:a()"/>
                        <a xlink:href="javascript:a()"><circle r="3" style="fill:red;background:url(http://x)"/></a>
                        <use xlink:href="http://x/y.svg#z"/><use xlink:href="#z"/><rect fill="url(http://x/#y)"/>
                        &x;</svg>
                        """);

        assertThat(text(clean))
                .contains("<circle r=\"3\" style=\"fill:red\"/>", "<use/><use href=\"#z\"/><rect/>")
                .doesNotContainPattern(ACTIVE);
        assertThat(clean.removed())
                .containsKeys(
                        "script",
                        "foreignObject",
                        "image",
                        "set",
                        "a",
                        "@onload",
                        "@href",
                        "@fill",
                        "style background");
        assertThat(clean.removed()).containsEntry("@href", 1);
    }

    @Test
    void stylesAreKeptAsFarAsTheyAreUnderstood() {
        SafeDrawing clean =
                clean(
                        """
                        <svg><style>/* x */ @import url(http://x); .a, #b > g { fill : #fff; } .c{background:url(x)}
                        @media print { .d { fill: red } } .e{fill:url(#g);stroke:#000}</style></svg>
                        """);

        assertThat(text(clean))
                .isEqualTo(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\"><style>.a, #b &gt; g{fill:#fff}.e{fill:url(#g);stroke:#000}</style></svg>\n");
        assertThat(clean.removed()).containsKeys("style", "style background");
    }

    @ParameterizedTest
    @CsvSource({
        "'width=\"2cm\" height=\"1cm\"', 76, 38",
        "'viewBox=\"0 0 64 32\"', 64, 32",
        "'viewBox=\"0,0,64,32\" width=\"128\"', 128, 64",
        "'width=\"100%\" viewBox=\"0 0 20 10\"', 20, 10",
        "'width=\"-4\" height=\"x\"', 300, 150",
        "'width=\"9999999\" height=\"1\"', 10000, 1",
        "'', 300, 150"
    })
    void aDrawingSaysHowLargeItIs(String attributes, int width, int height) {
        SafeDrawing clean = clean("<svg " + attributes + "/>");

        assertThat(clean.width()).isEqualTo(width);
        assertThat(clean.height()).isEqualTo(height);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not XML",
                "<html><svg/></html>",
                "<svg><g></svg>",
                "<svg",
                "<x:svg xmlns:x='urn:other'/>"
            })
    void whatIsNoDrawingIsRefused(String text) {
        assertThatThrownBy(() -> clean(text))
                .isInstanceOf(DrawingRefused.class)
                .hasMessageContaining("The drawing d.svg is no SVG that can be read")
                .hasMessageContaining("save it anew");
    }

    @Test
    void whatKeepsBrowsersBusyIsRefused() {
        StringBuilder laughs = new StringBuilder("<svg><defs><g id='l0'><path d='M0 0'/></g>");
        for (int level = 1; level < 12; level++) {
            laughs.append("<g id='l%d'>".formatted(level))
                    .append("<use href='#l%d'/>".formatted(level - 1).repeat(10))
                    .append("</g>");
        }
        String deep = "<g>".repeat(5_000) + "</g>".repeat(5_000);

        assertBurden(laughs + "</defs><use href='#l11'/></svg>");
        assertBurden("<svg><g id='a'><use href='#a'/></g></svg>");
        assertBurden("<svg>" + "<use href='#x'/>".repeat(3_000) + "</svg>");
        assertThatThrownBy(() -> clean("<svg>" + deep + "</svg>"))
                .isInstanceOf(DrawingRefused.class);
        assertBurden("<svg>" + "<g/>".repeat(110_000) + "</svg>");
    }

    private static void assertBurden(String drawing) {
        assertThatThrownBy(() -> clean(drawing))
                .isInstanceOf(DrawingRefused.class)
                .hasMessageContaining("simplify it");
    }

    @Test
    void entitiesThatProgramsDeclareForThemselvesAreReplaced() {
        SafeDrawing clean =
                clean(
                        "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://localhost:1/svg11.dtd\" [<!ENTITY ns \"http://www.w3.org/2000/svg\">]><svg xmlns=\"&ns;\"><g/></svg>");

        assertThat(text(clean)).contains("<g/>");
    }

    @Test
    void entitiesThatGrowCostNothing() {
        StringBuilder laughs = new StringBuilder("<!DOCTYPE svg [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 30; i++) {
            laughs.append("<!ENTITY a%d \"%s\">".formatted(i, "&a%d;".formatted(i - 1).repeat(10)));
        }

        String drawing = laughs + "]><svg><text>&a29;</text></svg>";
        assertThatThrownBy(() -> clean(drawing)).isInstanceOf(DrawingRefused.class);
    }

    @Test
    void aDrawingThatWasNotCleanedIsNotSafe() {
        byte[] hostile = "<svg onload='a()'/>".getBytes(StandardCharsets.UTF_8);
        SafeDrawing clean = SafeDrawing.of(hostile, "d.svg");

        assertThat(SafeDrawing.requireSafe(clean.bytes(), "d.svg").width()).isEqualTo(300);
        assertThatThrownBy(() -> SafeDrawing.requireSafe(hostile, "d.svg"))
                .isInstanceOf(DrawingRefused.class)
                .hasMessageContaining("@onload")
                .hasMessageContaining("upload it again");
    }

    @Test
    void noKnownAttackSurvives() throws IOException {
        assumeTrue(Files.exists(SHARED), SHARED + " is not there");
        JsonNode vectors = JsonMapper.shared().readTree(SHARED.resolve("xss/vectors.json"));
        int drawings = 0;
        for (JsonNode vector : vectors) {
            String payload = vector.get("payload").asString();
            for (String attempt :
                    new String[] {
                        payload,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\">" + payload + "</svg>",
                        "<svg xmlns=\"http://www.w3.org/2000/svg\"><style>"
                                + payload
                                + "</style></svg>",
                        "<svg xmlns=\"http://www.w3.org/2000/svg\"><text style=\""
                                + payload.replace("&", "&amp;")
                                        .replace("<", "&lt;")
                                        .replace("\"", "&quot;")
                                + "\"/></svg>"
                    }) {
                try {
                    SafeDrawing clean = clean(attempt);
                    drawings++;
                    assertThat(text(clean)).as(attempt).doesNotContainPattern(ACTIVE);
                    assertThat(clean(text(clean)).bytes()).as(attempt).isEqualTo(clean.bytes());
                } catch (DrawingRefused e) {
                    assertThat(e).hasMessageContaining("d.svg");
                }
            }
        }
        assertThat(drawings).isGreaterThan(100);
    }

    @Test
    void aRealDrawingIsRead() throws IOException {
        Path file = SHARED.resolve("documents/testSVG.svg");
        assumeTrue(Files.exists(file), file + " is not there");

        SafeDrawing clean = SafeDrawing.of(Files.readAllBytes(file), "testSVG.svg");

        assertThat(clean.removed()).isEmpty();
        assertThat(clean.width()).isEqualTo(38);
        assertThat(text(clean)).contains("<desc>Test SVG image</desc>", "width=\"0.8cm\"");
    }

    @Test
    void everyElementAndAttributeIsReadAlikeWhateverItsLetters() {
        Map<String, Integer> removed =
                clean("<svg><SCRIPT>a()</SCRIPT><path ONLOAD='a()' oNclick='a()' D='M0'/></svg>")
                        .removed();

        assertThat(removed.keySet().stream().map(each -> each.toLowerCase(Locale.ROOT)))
                .containsExactlyInAnyOrder("script", "@onload", "@onclick", "@d");
    }

    private static SafeDrawing clean(String text) {
        return SafeDrawing.of(text.getBytes(StandardCharsets.UTF_8), "d.svg");
    }

    private static String text(SafeDrawing drawing) {
        return new String(drawing.bytes(), StandardCharsets.UTF_8);
    }
}
