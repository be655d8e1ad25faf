package org.gongkai.search;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Search documents for tests, invented. */
public final class Documents {
    private Documents() {}

    public static SearchDocument of(String id, String title, String body) {
        return new SearchDocument(
                id,
                "d" + id,
                "/news/" + id + "/",
                title,
                body,
                "",
                "news",
                "decisions",
                "行政决策大家看",
                "urban",
                "城市管理局",
                List.of(),
                Instant.parse("2020-05-15T00:00:00Z"),
                null,
                null,
                Map.of());
    }

    public static SearchDocument policy(
            String id, String title, String body, String number, List<String> tags) {
        return new SearchDocument(
                id,
                "d" + id,
                "/policy/" + id + "/",
                title,
                body,
                "",
                "policy",
                "policy",
                "政策解读",
                "office",
                "区政府办公室",
                tags,
                Instant.parse("2020-05-10T00:00:00Z"),
                number,
                LocalDate.of(2020, 5, 8),
                Map.of());
    }

    public static SearchDocument published(SearchDocument document, String instant) {
        return new Copy(document).published(Instant.parse(instant)).made();
    }

    public static SearchDocument with(SearchDocument document, String field, String value) {
        return new Copy(document).fields(Map.of(field, value)).made();
    }

    /** The same in another place: a kind, a section, a unit. */
    public static SearchDocument in(
            SearchDocument document, String kind, String section, String unit) {
        return new Copy(document).in(kind, section, unit).made();
    }

    public static SearchDocument attached(SearchDocument document, String attachments) {
        return new Copy(document).attached(attachments).made();
    }

    /** A document that differs from another in a few members. */
    private static final class Copy {
        private final SearchDocument of;
        private String attachments;
        private String kind;
        private String section;
        private String sectionName;
        private String unit;
        private String unitName;
        private Instant published;
        private Map<String, String> fields;

        Copy(SearchDocument of) {
            this.of = of;
            attachments = of.attachments();
            kind = of.kind();
            section = of.section();
            sectionName = of.sectionName();
            unit = of.unit();
            unitName = of.unitName();
            published = of.publishedAt();
            fields = of.fields();
        }

        Copy published(Instant instant) {
            published = instant;
            return this;
        }

        Copy fields(Map<String, String> others) {
            fields = others;
            return this;
        }

        Copy attached(String text) {
            attachments = text;
            return this;
        }

        Copy in(String otherKind, String otherSection, String otherUnit) {
            kind = otherKind;
            section = otherSection;
            sectionName = "栏目" + otherSection;
            unit = otherUnit;
            unitName = "单位" + otherUnit;
            return this;
        }

        SearchDocument made() {
            return new SearchDocument(
                    of.id(),
                    of.digest(),
                    of.url(),
                    of.title(),
                    of.body(),
                    attachments,
                    kind,
                    section,
                    sectionName,
                    unit,
                    unitName,
                    of.tags(),
                    published,
                    of.documentNumber(),
                    of.documentDate(),
                    fields);
        }
    }
}
