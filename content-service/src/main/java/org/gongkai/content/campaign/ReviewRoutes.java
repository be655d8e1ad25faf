package org.gongkai.content.campaign;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Administration;
import org.gongkai.content.review.ReviewRoute;
import org.gongkai.content.review.ReviewRouteRows;
import org.gongkai.content.review.ReviewStage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The review routes (审核流程) and their versions, which never change: an edition keeps the version
 * that it was submitted under. Thread-safe.
 */
@Component
public class ReviewRoutes {
    private static final Pattern SYNTAX = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;

    ReviewRoutes(JdbcClient jdbc, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** All routes with all versions, by key, the newest version first. */
    @Transactional(readOnly = true)
    public List<ReviewRoute> all() {
        return jdbc.sql(
                        """
                        select key, version, stages, allowances, notified from review_route
                        order by key, version desc
                        """)
                .query((row, n) -> ReviewRouteRows.read(row, "key", "version"))
                .list();
    }

    /**
     * Adds the next version of a route, or a new route.
     *
     * @param stages in the order in which a document passes them, each at most once
     */
    @Transactional
    public ReviewRoute add(Actor by, String key, List<ReviewStage> stages) {
        Administration.requireAdministrator(by, "Changing review routes");
        if (!SYNTAX.matcher(key).matches()) {
            throw new IllegalArgumentException("Not a review route's key: " + key);
        }
        if (stages.isEmpty() || EnumSet.copyOf(stages).size() != stages.size()) {
            throw new IllegalArgumentException(
                    "A review route has at least one stage, and each at most once");
        }
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:key, 7016))")
                .param("key", key)
                .query((row, n) -> true)
                .single();
        int version =
                jdbc.sql(
                                """
                                insert into review_route (key, version, stages, created_at)
                                select :key, coalesce(max(version), 0) + 1, string_to_array(:stages, ','), :at
                                from review_route where key = :key
                                returning version
                                """)
                        .param("key", key)
                        .param(
                                "stages",
                                stages.stream().map(Enum::name).collect(Collectors.joining(",")))
                        .param("at", OffsetDateTime.now(clock))
                        .query(Integer.class)
                        .single();
        audit.append(
                AuditLog.SYSTEM,
                by.account(),
                "review-route-added",
                Map.of(
                        "route",
                        key,
                        "version",
                        version,
                        "stages",
                        stages.stream().map(Enum::name).toList()));
        return new ReviewRoute(key, version, stages);
    }
}
