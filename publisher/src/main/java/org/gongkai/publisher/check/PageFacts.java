package org.gongkai.publisher.check;

import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the rules ask of a page's HTML.
 *
 * @param meta the values of metadata tags by name, in exact case; of {@link #META} only
 * @param links what {@code href}, {@code src}, {@code srcset}, {@code poster} and {@code action}
 *     lead to, as written
 * @param bareImages {@code src} of each image without {@code alt}
 * @param heading the text of the first {@code h1}, null if there is none
 * @param times the texts of {@code time} elements
 * @param dated whether a {@code time} names its instant
 */
record PageFacts(
        Map<String, List<String>> meta,
        Set<String> links,
        List<String> bareImages,
        @Nullable String heading,
        List<String> times,
        boolean dated) {

    /** Metadata that rules ask for. */
    static final Set<String> META =
            Set.of(
                    "SiteName",
                    "SiteDomain",
                    "SiteIDCode",
                    "ColumnName",
                    "ColumnDescription",
                    "ColumnKeywords",
                    "ColumnType",
                    "ArticleTitle",
                    "PubDate",
                    "ContentSource");

    /**
     * Takes the facts from a page.
     *
     * @param texts whether heading and times are asked for; without, they are left out
     */
    static PageFacts of(byte[] html, boolean texts) {
        PageFacts facts = FactsOfTags.of(html, texts);
        return facts != null
                ? facts
                : FactsOfTree.of(Jsoup.parse(new String(html, StandardCharsets.UTF_8)));
    }
}
