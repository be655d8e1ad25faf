package org.gongkai.content.html;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.safety.Cleaner;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;

/** What must hold for any input, tried on seeded random ones. */
class BodySanitizerPropertyTest {
    private static final int TRIES = 3000;

    private static final List<String> NAMES =
            List.of(
                    ("p div h1 h2 b strong i em a span ul ol li table tbody tr td th caption colgroup col blockquote figure figcaption img br hr pre sup form button select option svg math style script template textarea title noscript iframe font center dl dd object nobr marquee desc mi annotation-xml foreignObject details summary xmp body html head frameset input label address section o:p")
                            .split(" "));

    private static final List<String> ATTRIBUTES =
            List.of(
                    "",
                    " id=x",
                    " id='fn-1'",
                    " href='#x'",
                    " href='#fn-1'",
                    " href=javascript:x()",
                    " href=https://example.org/",
                    " name=x",
                    " onclick=x()",
                    " style='text-align:center;font-weight:bold'",
                    " align=right",
                    " class='align-left align-right'",
                    " colspan=3 rowspan=2",
                    " src='asset:" + "ab".repeat(32) + "' alt='图 <b>'",
                    " src=x onerror=y()",
                    " style='color:red;margin-left:4em'",
                    " style='color:#000'",
                    " class='ink-blue indent-2 align-center'",
                    " class=footnotes",
                    " class=page-break",
                    " style='page-break-before:always;list-style:cjk-ideographic'",
                    " style='break-after:page;mso-element:footnote-list'",
                    " name=_ftn1 href='#_ftnref1'",
                    " id=_ftnref1",
                    " value=3 type=A start=2",
                    " title='\"><script>'");

    private static final List<String> TEXTS =
            List.of(
                    "文",
                    "字 ",
                    " a",
                    "\n",
                    "　",
                    "&nbsp;",
                    "&lt;script&gt;",
                    "&amp;lt;",
                    "<!--",
                    "-->",
                    "<![CDATA[",
                    "]]>",
                    "<",
                    ">",
                    "\"",
                    "'",
                    "&",
                    "\u0000",
                    "\u202e",
                    "&#x202e;",
                    " ",
                    "\t",
                    "<br>",
                    "</p>",
                    "😀",
                    "\uD800");

    private final BodySanitizer sanitizer = new BodySanitizer();

    @Test
    void whatItMakesIsLawfulStableAndInert() {
        Random random = new Random(515);
        for (int i = 0; i < TRIES; i++) {
            String html = html(random);
            String clean = sanitizer.sanitize(html);

            assertThat(sanitizer.sanitize(clean)).as(html).isEqualTo(clean);
            assertThat(Active.contentOf(clean)).as(html).isEmpty();
            assertThat(new Cleaner(new BodyRules()).isValidBodyHtml(clean)).as(html).isTrue();
        }
    }

    @Test
    void plainTextBecomesParagraphsWithTheSameWords() {
        Random random = new Random(14);
        for (int i = 0; i < TRIES; i++) {
            String text = text(random);
            String body = sanitizer.paragraphs(text);

            assertThat(sanitizer.sanitize(body)).as(text).isEqualTo(body);
            assertThat(PlainText.of(body).replaceAll("\\s", ""))
                    .as(text)
                    .isEqualTo(CleanText.oneLine(text).replaceAll("[\\s\\p{Zs}]", ""));
        }
    }

    private static String html(Random random) {
        StringBuilder html = new StringBuilder();
        for (int i = random.nextInt(31); i > 0; i--) {
            switch (random.nextInt(4)) {
                case 0 -> html.append("</").append(any(random, NAMES)).append('>');
                case 1 -> html.append(any(random, TEXTS));
                default ->
                        html.append('<')
                                .append(any(random, NAMES))
                                .append(any(random, ATTRIBUTES))
                                .append('>');
            }
        }
        return html.toString();
    }

    /** Any code units at all, the lone surrogates and controls among them. */
    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(60); i > 0; i--) {
            text.append(
                    (char)
                            (random.nextBoolean()
                                    ? random.nextInt(0x100)
                                    : random.nextInt(0x10000)));
        }
        return text.toString();
    }

    private static String any(Random random, List<String> values) {
        return values.get(random.nextInt(values.size()));
    }
}
