package org.gongkai.content.site;

import org.gongkai.content.people.UnitKey;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Site texts for tests. */
public final class SiteContents {
    private SiteContents() {}

    /** A site with one section and one unit. */
    public static SiteContent of(String section, UnitKey unit, @Nullable UUID lead) {
        return of(section, unit, lead, false);
    }

    /** The same; its section may go on after the campaign. */
    public static SiteContent of(
            String section, UnitKey unit, @Nullable UUID lead, boolean continuing) {
        return new SiteContent(
                "滨海区人民政府",
                "第十四届“5·15政务公开日”",
                "专栏\\介绍",
                "政务公开,公开日",
                "把权力亮在阳光下 \"把服务送到家门口\"",
                Instant.parse("2020-05-14T16:00:00Z"),
                Instant.parse("2020-05-31T16:00:00Z"),
                List.of(
                        new SiteContent.Milestone(
                                Instant.parse("2020-05-08T09:30:00Z"), "材料报市级预审截止")),
                List.of(
                        new SiteContent.Section(
                                section, "政策解读", "讲清政策", "图解,问答", "政策解读", true, continuing)),
                List.of(new SiteContent.Unit(unit, "区教育局")),
                lead,
                new SiteContent.Footer("滨海区人民政府办公室", "联系方式见门户网站"));
    }
}
