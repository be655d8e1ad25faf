package org.gongkai.content.html;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.jsoup.safety.Cleaner;

class BodySanitizerPropertyTest {
    private final BodySanitizer sanitizer = new BodySanitizer();

    @Property(tries = 3000, seed = "515")
    void whatItMakesIsLawfulStableAndInert(@ForAll("html") String html) {
        String clean = sanitizer.sanitize(html);

        assertThat(sanitizer.sanitize(clean)).isEqualTo(clean);
        assertThat(Active.contentOf(clean)).isEmpty();
        assertThat(new Cleaner(new BodyRules()).isValidBodyHtml(clean)).isTrue();
    }

    @Property(tries = 1000, seed = "14")
    void plainTextBecomesParagraphsWithTheSameWords(@ForAll String text) {
        String body = sanitizer.paragraphs(text);

        assertThat(sanitizer.sanitize(body)).isEqualTo(body);
        assertThat(PlainText.of(body).replaceAll("\\s", ""))
                .isEqualTo(CleanText.oneLine(text).replaceAll("[\\s\\p{Zs}]", ""));
    }

    @Provide
    Arbitrary<String> html() {
        Arbitrary<String> names =
                Arbitraries.of(
                        "p",
                        "div",
                        "h1",
                        "h2",
                        "b",
                        "strong",
                        "i",
                        "em",
                        "a",
                        "span",
                        "ul",
                        "ol",
                        "li",
                        "table",
                        "tbody",
                        "tr",
                        "td",
                        "th",
                        "caption",
                        "colgroup",
                        "col",
                        "blockquote",
                        "figure",
                        "figcaption",
                        "img",
                        "br",
                        "hr",
                        "pre",
                        "sup",
                        "form",
                        "button",
                        "select",
                        "option",
                        "svg",
                        "math",
                        "style",
                        "script",
                        "template",
                        "textarea",
                        "title",
                        "noscript",
                        "iframe",
                        "font",
                        "center",
                        "dl",
                        "dd",
                        "object",
                        "nobr",
                        "marquee",
                        "desc",
                        "mi",
                        "annotation-xml",
                        "foreignObject",
                        "details",
                        "summary",
                        "xmp",
                        "body",
                        "html",
                        "head",
                        "frameset",
                        "input",
                        "label",
                        "address",
                        "section",
                        "o:p");
        Arbitrary<String> attributes =
                Arbitraries.of(
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
                        " title='\"><script>'");
        Arbitrary<String> open =
                Combinators.combine(names, attributes)
                        .as((name, attribute) -> "<" + name + attribute + ">");
        Arbitrary<String> close = names.map(name -> "</" + name + ">");
        Arbitrary<String> text =
                Arbitraries.of(
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
        return Arbitraries.oneOf(open, open, close, text)
                .list()
                .ofMaxSize(30)
                .map(list -> String.join("", list));
    }
}
