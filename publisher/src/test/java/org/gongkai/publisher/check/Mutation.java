package org.gongkai.publisher.check;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a page into another that a browser reads somehow: written otherwise, or broken. */
final class Mutation {
    private static final Pattern ATTRIBUTE = Pattern.compile(" ([a-z-]+)=\"([^\"]*)\"");
    private static final Pattern TAG = Pattern.compile("</?[a-z][a-z0-9]*");
    private static final List<String> PIECES =
            List.of(
                    "<!-- a -- b -->",
                    "<!--><a href=/c1>",
                    "<!---><a href=/c2>",
                    "<!-- <a href=/c3> --!>",
                    "<!-- <a href=/c4> ",
                    "<!a <b> <a href=/c5>>",
                    "<?xml <a href=/c6> ?>",
                    "</ <a href=/c7>>",
                    "</><a href=/c8>",
                    "<![CDATA[ > <a href=/c9> ]]>",
                    "<svg><![CDATA[ > <a href=/c10> ]]></svg>",
                    "<svg viewBox='0 0 1 1'><title>a > b</title><path d='M0'/></svg>",
                    "<svg><style>a<a href=/c11></style><script>b</script></svg>",
                    "<svg><desc><p>c</desc><img src=/c13></svg>",
                    "<svg><g></svg>",
                    "<svg/>",
                    "<math><mi>x</mi><mo>&lt;</mo></math>",
                    "<math><mtext><style><a href=/c14></style></mtext></math>",
                    "<script>if (a</script.length) '<a href=/s1>' </script >",
                    "<script><!-- <script> </script><a href=/s2> --></script>",
                    "<script><!-- <script> </script> </script><a href=/s3>",
                    "<script><!--></script><a href=/s4>",
                    "<script/><a href=/s5></script>",
                    "<style>a:after { content: '</styl' '<a href=/s6>' }</STYLE>",
                    "<title>x<a href=/s7></title/y='>'>",
                    "<textarea><img src=/s8></textarea>",
                    "<textarea/><img src=/s9></textarea>",
                    "<xmp><a href=/s10></xmp><iframe src=/s11><a href=/s12></iframe>",
                    "<noembed><a href=/s13></noembed><noframes><a href=/s14></noframes>",
                    "<noscript><a href=/s15><img src=/s16></noscript>",
                    "<plaintext>",
                    "<select><option>a<a href=/t1><img src=/t2></select>",
                    "<form action=/t3><form action=/t4></form>",
                    "<table><tr><td><h1>in</h1><a href=/t5>x<td href=/t6></table>",
                    "<tr href=/t7>",
                    "<body href=/t8>",
                    "<template><a href=/t9></template>",
                    "<frameset src=/t10>",
                    "<image src=/t11>",
                    "<a href=/u1 href=/u2>",
                    "<a/href=/u3/>",
                    "<a href = '/u4?a&amp;b&ampc&copy=&lt'class=x>",
                    "<a href=>",
                    "<a href>",
                    "<A HREF=/u5\n\t>",
                    "<a =href=/u6>",
                    "<a \"href=/u7>",
                    "<a b<c href=/u8>",
                    "<i<a href=/u9>",
                    "<img src='/u10>' srcset='/u11 1x,/u12 2x,, /u13'>",
                    "<img alt src=/u14><img src=/u15>",
                    "<a href=\"/u16",
                    "<a href='/u17&#x3d;&#0;&#xD800;&notit;&not;'>",
                    "<meta name=SiteName content=\"a\"><META NAME=PubDate>",
                    "<meta content='&lt;' name='Column&#78;ame'>",
                    "<h1>a<b>c</b> <br>&nbsp;d<svg><title>e</title></svg></h1>",
                    "<h1><a href=/v1>x<a href=/v2>y</a></h1>",
                    "<h1>a<h2>b</h2></h1>",
                    "<h1>a</h2>",
                    "<h1><p>a",
                    "<time>a</p>b</time>",
                    "<p><time>a<div>b</div></time>",
                    "<time datetime=x>2020<!-- - -->-05\u200B-\u00AD15</time>",
                    "<a href=/v3><time>a<a href=/v4>b</a></time>",
                    "<b><time>a</b>b</time>",
                    "<time/>a</time>",
                    "</time>",
                    "</h1>",
                    "</svg>",
                    "</select>",
                    "<",
                    ">",
                    "\"",
                    "'",
                    "&",
                    "/",
                    "=",
                    "\u0000",
                    "政");

    private final Random random;

    Mutation(long seed) {
        random = new Random(seed);
    }

    /** The page with a few things changed. */
    String of(String page) {
        String mutated = page;
        for (int left = 1 + random.nextInt(4); left > 0; left--) {
            mutated =
                    switch (random.nextInt(8)) {
                        case 0 -> ATTRIBUTE.matcher(mutated).replaceAll(this::requoted);
                        case 1 -> TAG.matcher(mutated).replaceAll(this::upper);
                        case 2 -> cut(mutated);
                        case 3 -> moved(mutated);
                        case 4 -> inserted(mutated, between(mutated));
                        default -> inserted(mutated, random.nextInt(mutated.length() + 1));
                    };
        }
        return mutated;
    }

    private String requoted(MatchResult attribute) {
        String name = attribute.group(1);
        String value = attribute.group(2);
        String other =
                switch (random.nextInt(20)) {
                    case 0 -> " " + name + "='" + value.replace("'", "&#39;") + "'";
                    case 1 -> "\n" + name + " = \"" + value + "\"";
                    case 2 ->
                            value.matches("[^\\s\"'`=<>]+")
                                    ? " " + name + "=" + value
                                    : attribute.group();
                    case 3 -> " " + name.toUpperCase(Locale.ROOT) + "=\"" + value + " > \"";
                    case 4 -> " " + name + "=\"" + value.replace("/", "&#x2F;") + "\"";
                    case 5 -> "/" + name + "=\"" + value + "\"";
                    case 6 -> " " + name;
                    case 7 -> attribute.group() + attribute.group();
                    default -> attribute.group();
                };
        return Matcher.quoteReplacement(other);
    }

    private String upper(MatchResult tag) {
        return random.nextInt(4) == 0 ? tag.group().toUpperCase(Locale.ROOT) : tag.group();
    }

    private String cut(String page) {
        int from = random.nextInt(page.length() + 1);
        int to = Math.min(page.length(), from + random.nextInt(60));
        return page.substring(0, from) + page.substring(to);
    }

    private String moved(String page) {
        int from = random.nextInt(page.length() + 1);
        int to = Math.min(page.length(), from + random.nextInt(200));
        return inserted(page, random.nextInt(page.length() + 1), page.substring(from, to));
    }

    private int between(String page) {
        int at = page.indexOf('>', random.nextInt(page.length() + 1));
        return at < 0 ? page.length() : at + 1;
    }

    private String inserted(String page, int at) {
        return inserted(page, at, PIECES.get(random.nextInt(PIECES.size())));
    }

    private static String inserted(String page, int at, String piece) {
        return page.substring(0, at) + piece + page.substring(at);
    }
}
