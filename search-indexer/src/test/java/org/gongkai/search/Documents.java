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

    public static SearchDocument published(SearchDocument document, String instant) {
        return new SearchDocument(
                document.id(),
                document.digest(),
                document.url(),
                document.title(),
                document.body(),
                document.attachments(),
                document.kind(),
                document.section(),
                document.sectionName(),
                document.unit(),
                document.unitName(),
                document.tags(),
                Instant.parse(instant),
                document.documentNumber(),
                document.documentDate(),
                document.fields());
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

    public static SearchDocument with(SearchDocument document, String field, String value) {
        return new SearchDocument(
                document.id(),
                document.digest(),
                document.url(),
                document.title(),
                document.body(),
                document.attachments(),
                document.kind(),
                document.section(),
                document.sectionName(),
                document.unit(),
                document.unitName(),
                document.tags(),
                document.publishedAt(),
                document.documentNumber(),
                document.documentDate(),
                Map.of(field, value));
    }

    /** The same in another place: a kind, a section, a unit. */
    public static SearchDocument in(
            SearchDocument document, String kind, String section, String unit) {
        return new SearchDocument(
                document.id(),
                document.digest(),
                document.url(),
                document.title(),
                document.body(),
                document.attachments(),
                kind,
                section,
                "栏目" + section,
                unit,
                "单位" + unit,
                document.tags(),
                document.publishedAt(),
                document.documentNumber(),
                document.documentDate(),
                document.fields());
    }

    public static SearchDocument attached(SearchDocument document, String attachments) {
        return new SearchDocument(
                document.id(),
                document.digest(),
                document.url(),
                document.title(),
                document.body(),
                attachments,
                document.kind(),
                document.section(),
                document.sectionName(),
                document.unit(),
                document.unitName(),
                document.tags(),
                document.publishedAt(),
                document.documentNumber(),
                document.documentDate(),
                document.fields());
    }
}
