package org.gongkai.content.seed;

import org.gongkai.content.site.SiteContent;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The words of a site that shows the sections of a corpus and the seeded units. */
final class SeededSite {
    private static final int BLOCKS = 4;

    private SeededSite() {}

    /** With these sections, by key and name; the first of them are blocks of the home page. */
    static SiteContent words(Map<String, String> sections) {
        List<String> keys = List.copyOf(sections.keySet());
        return new SiteContent(
                "滨海区人民政府",
                "政务公开专栏",
                "专栏介绍",
                "政务公开,公开日",
                "把权力亮在阳光下",
                Instant.parse("2020-05-14T16:00:00Z"),
                Instant.parse("2035-05-31T16:00:00Z"),
                List.of(),
                IntStream.range(0, keys.size())
                        .mapToObj(
                                place ->
                                        section(
                                                keys.get(place),
                                                sections.getOrDefault(keys.get(place), ""),
                                                place < BLOCKS))
                        .toList(),
                IntStream.range(0, Seed.UNITS)
                        .mapToObj(n -> new SiteContent.Unit(Seed.unit(n), "单位" + n))
                        .toList(),
                null,
                new SiteContent.Footer("滨海区人民政府办公室", "联系方式见门户网站"));
    }

    private static SiteContent.Section section(String key, String name, boolean block) {
        return new SiteContent.Section(key, name, name + "的介绍", name, "政策解读", block, false);
    }
}
