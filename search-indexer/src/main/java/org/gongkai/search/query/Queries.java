package org.gongkai.search.query;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.Operator;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch._types.query_dsl.TextQueryType;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** The few kinds of query that are asked. Structured all: no character of a reader is syntax. */
final class Queries {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** An analyzer for asking only: characters one by one. */
    static final String SINGLE = "text_single";

    private Queries() {}

    static Query match(String field, String text) {
        return Query.of(q -> q.match(m -> m.field(field).query(text)));
    }

    static Query all(String field, String text) {
        return Query.of(q -> q.match(m -> m.field(field).query(text).operator(Operator.And)));
    }

    /** Single characters, so many of them. */
    static Query characters(String field, String text, String enough) {
        return Query.of(
                q ->
                        q.match(
                                m ->
                                        m.field(field)
                                                .query(text)
                                                .analyzer(SINGLE)
                                                .minimumShouldMatch(enough)));
    }

    static Query phrase(String field, String text) {
        return Query.of(q -> q.matchPhrase(p -> p.field(field).query(text)));
    }

    static Query phrase(List<String> fields, String text) {
        return Query.of(
                q -> q.multiMatch(m -> m.query(text).type(TextQueryType.Phrase).fields(fields)));
    }

    static Query near(String field, String text, int slop) {
        return Query.of(
                q -> q.matchPhrase(p -> p.field(field).query(text).analyzer(SINGLE).slop(slop)));
    }

    /** A phrase whose last word may go on. */
    static Query beginning(String field, String text) {
        return Query.of(
                q -> q.matchPhrasePrefix(p -> p.field(field).query(text).maxExpansions(50)));
    }

    static Query term(String field, String value) {
        return Query.of(q -> q.term(t -> t.field(field).value(value)));
    }

    static Query terms(String field, List<String> values) {
        List<FieldValue> any = values.stream().map(FieldValue::of).toList();
        return Query.of(q -> q.terms(t -> t.field(field).terms(v -> v.value(any))));
    }

    static Query publishedFrom(LocalDate day) {
        String start = day.atStartOfDay(ZONE).toInstant().toString();
        return Query.of(q -> q.range(r -> r.date(d -> d.field("publishedAt").gte(start))));
    }

    static Query publishedBefore(LocalDate day) {
        String end = day.atStartOfDay(ZONE).toInstant().toString();
        return Query.of(q -> q.range(r -> r.date(d -> d.field("publishedAt").lt(end))));
    }

    /** A fixed gain, so that it does not depend on how rare the words are. */
    static Query step(float gain, Query condition) {
        return Query.of(q -> q.constantScore(c -> c.filter(condition).boost(gain)));
    }

    static Query best(List<Query> queries) {
        return queries.size() == 1
                ? queries.getFirst()
                : Query.of(q -> q.disMax(d -> d.queries(queries).tieBreaker(0.0)));
    }

    static Query any(List<Query> queries) {
        return Query.of(q -> q.bool(b -> b.should(queries).minimumShouldMatch("1")));
    }
}
