package org.gongkai.search.query;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.CalendarInterval;
import co.elastic.clients.elasticsearch._types.aggregations.StringTermsBucket;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;

import org.gongkai.search.elasticsearch.IndexedText;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a reader chooses of kinds, sections, units and years, and how many hits each choice has.
 * Choices of one narrow the others' counts, and never its own: so it can be chosen otherwise.
 */
final class Facets {
    private static final String COUNTED = "counted";
    private static final String UNFILTERED = "unfiltered";
    private static final int MOST = 50;
    private static final Map<String, String> WITH_NAMES =
            Map.of("section", "sectionChoice", "unit", "unitChoice");

    private final Map<String, List<String>> chosen = new LinkedHashMap<>();

    Facets(Question question) {
        chosen.put("kind", question.kinds());
        chosen.put("section", question.sections());
        chosen.put("unit", question.units());
        chosen.put("year", question.years());
    }

    /** What hits must be beside what their counts are of; empty if nothing was chosen. */
    Optional<Query> filter() {
        List<Query> filters = filters("");
        return filters.isEmpty()
                ? Optional.empty()
                : Optional.of(Query.of(q -> q.bool(b -> b.filter(filters))));
    }

    Map<String, Aggregation> aggregations() {
        Map<String, Aggregation> all = new LinkedHashMap<>();
        if (filter().isPresent()) {
            all.put(UNFILTERED, Aggregation.of(a -> a.filter(f -> f.matchAll(m -> m))));
        }
        for (String facet : chosen.keySet()) {
            List<Query> others = filters(facet);
            all.put(
                    facet,
                    Aggregation.of(
                            a ->
                                    a.filter(f -> f.bool(b -> b.filter(others)))
                                            .aggregations(COUNTED, counted(facet))));
        }
        return all;
    }

    /** How many hits there are before anything is chosen; empty if nothing is. */
    OptionalLong unfiltered(Map<String, Aggregate> answered) {
        Aggregate all = answered.get(UNFILTERED);
        return all == null ? OptionalLong.empty() : OptionalLong.of(all.filter().docCount());
    }

    Counts counts(Map<String, Aggregate> answered) {
        return new Counts(
                keyed("kind", answered),
                keyed("section", answered),
                keyed("unit", answered),
                years(answered));
    }

    private static Aggregation counted(String facet) {
        if (facet.equals("year")) {
            return Aggregation.of(
                    a ->
                            a.dateHistogram(
                                    h ->
                                            h.field("publishedAt")
                                                    .calendarInterval(CalendarInterval.Year)
                                                    .timeZone(Queries.ZONE.getId())
                                                    .minDocCount(1)));
        }
        String field = WITH_NAMES.getOrDefault(facet, facet);
        return Aggregation.of(a -> a.terms(t -> t.field(field).size(MOST)));
    }

    private List<Query> filters(String butFor) {
        List<Query> filters = new ArrayList<>();
        chosen.forEach(
                (facet, keys) -> {
                    if (!facet.equals(butFor) && !keys.isEmpty()) {
                        filters.add(
                                facet.equals("year")
                                        ? Queries.any(keys.stream().map(Facets::in).toList())
                                        : Queries.terms(facet, keys));
                    }
                });
        return filters;
    }

    private static Query in(String year) {
        LocalDate start = LocalDate.of(Integer.parseInt(year), 1, 1);
        List<Query> ends =
                List.of(Queries.publishedFrom(start), Queries.publishedBefore(start.plusYears(1)));
        return Query.of(q -> q.bool(b -> b.filter(ends)));
    }

    private List<Counts.Count> keyed(String facet, Map<String, Aggregate> answered) {
        Map<String, Counts.Count> byKey = new LinkedHashMap<>();
        counted(facet, answered).stream()
                .flatMap(all -> all.sterms().buckets().array().stream())
                .map(bucket -> count(facet, bucket))
                .forEach(each -> byKey.merge(each.key(), each, Facets::together));
        return List.copyOf(byKey.values());
    }

    /** Documents of two editions of the site may call one section by two names: the more common. */
    private static Counts.Count together(Counts.Count more, Counts.Count fewer) {
        return new Counts.Count(
                more.key(), more.name(), more.count() + fewer.count(), more.chosen());
    }

    private Counts.Count count(String facet, StringTermsBucket bucket) {
        String value = bucket.key().stringValue();
        int end = value.indexOf(IndexedText.CHOICE_NAME);
        String key = end < 0 ? value : value.substring(0, end);
        return new Counts.Count(
                key, value.substring(end + 1), bucket.docCount(), isChosen(facet, key));
    }

    private List<Counts.Count> years(Map<String, Aggregate> answered) {
        return counted("year", answered)
                .map(
                        all ->
                                all.dateHistogram().buckets().array().stream()
                                        .map(bucket -> year(bucket.key(), bucket.docCount()))
                                        .sorted(Comparator.comparing(Counts.Count::key).reversed())
                                        .limit(MOST)
                                        .toList())
                .orElse(List.of());
    }

    private Counts.Count year(long start, long count) {
        String year = Integer.toString(Instant.ofEpochMilli(start).atZone(Queries.ZONE).getYear());
        return new Counts.Count(year, year, count, isChosen("year", year));
    }

    private boolean isChosen(String facet, String key) {
        return chosen.getOrDefault(facet, List.of()).contains(key);
    }

    private static Optional<Aggregate> counted(String facet, Map<String, Aggregate> answered) {
        return Optional.ofNullable(answered.get(facet))
                .map(filtered -> filtered.filter().aggregations().get(COUNTED));
    }
}
